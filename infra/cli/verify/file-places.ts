import { type AnyNode, type DocumentNode, parse } from '@humanwhocodes/momoa';

/** Where something stands in a file: the names and numbers on the way to it. */
export type Path = readonly (string | number)[];

const textOf = (node: AnyNode): string => ('value' in node ? String(node.value) : 'name' in node ? String(node.name) : '');

/** The part of a JSON document at a path; as far as the document goes along with it. */
function nodeAt(document: DocumentNode, path: Path): AnyNode {
  let node: AnyNode = document.body;
  for (const step of path) {
    let next: AnyNode | undefined;
    if (node.type === 'Object') next = node.members.find(({ name }) => textOf(name) === step)?.value;
    else if (node.type === 'Array' && typeof step === 'number') next = node.elements[step]?.value;
    if (!next) return node;
    node = next;
  }
  return node;
}

/** The number of the byte, from 0, at which the letter with this number stands. */
const byteAt = (text: string, offset: number): number => Buffer.byteLength(text.slice(0, offset));

/** The number of the byte at which the value at a path begins. */
export const placeOf = (text: string, path: Path): number => byteAt(text, nodeAt(parse(text, { mode: 'json' }), path).loc.start.offset);

/** The number of the byte at which a text stops being JSON; undefined when it does not. */
export function endOfJson(text: string): number | undefined {
  try {
    JSON.parse(text);
    return undefined;
  } catch (error) {
    const [, offset = text.length] = /at position (\d+)/.exec((error as Error).message) ?? [];
    return byteAt(text, Number(offset));
  }
}

/** The number of the first byte in which two contents differ; undefined when they are the same. */
export function firstDifference(one: Uint8Array, other: Uint8Array): number | undefined {
  const length = Math.min(one.length, other.length);
  for (let at = 0; at < length; at++) if (one[at] !== other[at]) return at;
  return one.length === other.length ? undefined : length;
}
