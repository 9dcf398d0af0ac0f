import { compileCatalogue } from '../policy/compile/compile.ts';
import type { CompiledCatalogue } from '../policy/compile/layout.ts';
import { fromBytes, toBytes } from '../policy/compile/serialise.ts';
import type { FactDefinition, FactDictionary } from '../policy/fact.ts';
import { toDictionary } from '../policy/fact-dictionary.ts';
import type { Programme } from '../policy/programme.ts';
import type { Reference } from '../policy/reference.ts';
import type { Catalogue } from './answer.ts';

/** What is published: the compiled program, and beside it the dictionary and reference data as one JSON text. */
export type CatalogueSource = {
  readonly catalogueVersion: string;
  readonly programmes: readonly Programme[];
  /** Templates as counties adopted them; compiled like any programme. */
  readonly adopted?: readonly Programme[];
  readonly definitions: readonly FactDefinition[];
  readonly reference: Reference;
};

export type LoadedCatalogue = Required<Catalogue> & {
  readonly compiled: CompiledCatalogue;
  readonly definitions: readonly FactDefinition[];
};

/** Two lengths of four bytes each; eight in all, so that the arrays behind stay aligned. */
const HEADER_BYTES = 8;

/** Writes a catalogue to the bytes that functions load: header, program, texts. */
export function packCatalogue({ catalogueVersion, programmes, adopted = [], definitions, reference }: CatalogueSource): Uint8Array {
  const program = toBytes(compileCatalogue([...programmes, ...adopted], definitions, { version: catalogueVersion }));
  const texts = new TextEncoder().encode(JSON.stringify({ catalogueVersion, definitions, reference }));
  const bytes = new Uint8Array(HEADER_BYTES + program.length + texts.length);
  const header = new DataView(bytes.buffer);
  header.setUint32(0, program.length, true);
  header.setUint32(4, texts.length, true);
  bytes.set(program, HEADER_BYTES);
  bytes.set(texts, HEADER_BYTES + program.length);
  return bytes;
}

type Texts = Pick<CatalogueSource, 'catalogueVersion' | 'definitions' | 'reference'>;

/** Computed at first use, then kept. */
function once<Value>(compute: () => Value): () => Value {
  let kept: { value: Value } | undefined;
  return () => {
    kept ??= { value: compute() };
    return kept.value;
  };
}

/**
 * Opens published bytes. Nothing is parsed until it is asked for: the program is read in place, the dictionary and each programme's text
 * at first use. Throws on bytes that are no catalogue.
 */
export function openCatalogue(bytes: Uint8Array): LoadedCatalogue {
  // The arrays of the program need an aligned start, which a slice of a larger buffer may lack.
  const own = bytes.byteOffset % 8 === 0 ? bytes : bytes.slice();
  const header = new DataView(own.buffer, own.byteOffset, HEADER_BYTES);
  const programEnd = HEADER_BYTES + header.getUint32(0, true);
  const compiled = fromBytes(own.subarray(HEADER_BYTES, programEnd));
  const decoder = new TextDecoder();
  const texts = once((): Texts => JSON.parse(decoder.decode(own.subarray(programEnd, programEnd + header.getUint32(4, true)))));
  const dictionary = once((): FactDictionary => toDictionary(texts().definitions));
  const programmes = once(() => {
    const all = Array.from(
      compiled.programmeName,
      (_name, index): Programme =>
        JSON.parse(decoder.decode(compiled.source.subarray(compiled.sourceAt[index], compiled.sourceAt[index + 1]))),
    );
    // What comes under the id of one before it is a county's own version of that one.
    const first = new Set(compiled.programmeName).size;
    return { own: all.slice(0, first), adopted: all.slice(first) };
  });
  return {
    compiled,
    get catalogueVersion() {
      return texts().catalogueVersion;
    },
    get definitions() {
      return texts().definitions;
    },
    get reference() {
      return texts().reference;
    },
    get dictionary() {
      return dictionary();
    },
    get programmes() {
      return programmes().own;
    },
    get adopted() {
      return programmes().adopted;
    },
  };
}
