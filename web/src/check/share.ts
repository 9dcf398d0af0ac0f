import type { FactDictionary } from '../../../shared/domain/policy/fact.ts';
import { type Answers, readAnswers } from './state.ts';

const MARK = '#s=';

async function through(bytes: Uint8Array<ArrayBuffer>, stream: CompressionStream | DecompressionStream): Promise<Uint8Array<ArrayBuffer>> {
  const out = new Response(new Blob([bytes]).stream().pipeThrough(stream));
  return new Uint8Array(await out.arrayBuffer());
}

const toBase64Url = (bytes: Uint8Array): string =>
  btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replace(/=+$/, '');

const fromBase64Url = (text: string): Uint8Array<ArrayBuffer> =>
  Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), (char) => char.charCodeAt(0));

/** What may stand in a link: everything but answers about a natural person. */
function sharable(answers: Answers, dictionary: FactDictionary): Pick<Answers, 'applicant' | 'facts'> {
  const facts = Object.entries(answers.facts).filter(([id]) => {
    const definition = dictionary.get(id);
    return definition !== undefined && definition.sensitivity !== 'person';
  });
  return { applicant: answers.applicant, facts: Object.fromEntries(facts) };
}

/** A link that opens the check with these answers. They stand behind `#`, which a browser never sends to a server. */
export async function shareLink(answers: Answers, dictionary: FactDictionary): Promise<string> {
  const text = JSON.stringify(sharable(answers, dictionary));
  const packed = await through(new TextEncoder().encode(text), new CompressionStream('deflate-raw'));
  return `${window.location.origin}/check${MARK}${toBase64Url(packed)}`;
}

/** The answers a link holds; null when it holds none, or they cannot be read. */
export async function answersFromLink(hash: string): Promise<Answers | null> {
  if (!hash.startsWith(MARK)) return null;
  try {
    const bytes = await through(fromBase64Url(hash.slice(MARK.length)), new DecompressionStream('deflate-raw'));
    return readAnswers(JSON.parse(new TextDecoder().decode(bytes)));
  } catch {
    return null;
  }
}
