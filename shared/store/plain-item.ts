import * as z from 'zod/mini';

/** A value of an item as JSON can hold it. */
export type Plain = string | number | boolean | null | readonly Plain[] | { readonly [name: string]: Plain };

const base64 = (bytes: unknown): string => (typeof bytes === 'string' ? bytes : Buffer.from(bytes as Uint8Array).toString('base64'));

/** A number that JSON keeps as it is stays a number; one it would round is kept as its text. */
const plainText = (text: string): Plain => (String(Number(text)) === text ? Number(text) : { number: text });

const attribute = z.record(z.string(), z.unknown());

/**
 * An attribute as DynamoDB sends it, in its streams (bytes as base64) and by its client (bytes as bytes), as plain JSON. Nothing is rounded and
 * nothing left out: sets become sorted lists under `set`, bytes `base64`.
 * @throws Error when it is none
 */
function plainValue(value: unknown): Plain {
  const [[type, content] = []] = Object.entries(attribute.parse(value));
  switch (type) {
    case 'S':
      return content as string;
    case 'N':
      return plainText(content as string);
    case 'BOOL':
      return content as boolean;
    case 'NULL':
      return null;
    case 'L':
      return (content as unknown[]).map(plainValue);
    case 'M':
      return plainItem(content);
    case 'SS':
    case 'NS':
      return { set: (content as string[]).toSorted() };
    case 'B':
      return { base64: base64(content) };
    case 'BS':
      return { set: (content as unknown[]).map(base64).toSorted() };
    default:
      throw new Error(`no attribute of DynamoDB: ${type}`);
  }
}

/** An item of a stream, or of the client that does not translate, as plain JSON. */
export const plainItem = (item: unknown): { readonly [name: string]: Plain } =>
  Object.fromEntries(Object.entries(attribute.parse(item)).map(([name, value]) => [name, plainValue(value)]));
