import { parse } from 'lossless-json';
import type { FieldError } from '../contracts/problem.ts';
import { ok, type Result, refuse } from '../domain/kernel/result.ts';
import { pointerTo } from './problems.ts';

const DEEPEST = 16;

/** A number whose text says more than a number can hold; no schema takes it, so it is refused where it stands. */
export class UnreadableNumber {}

/** Numbers are read from their text: kept as numbers only where nothing is lost. */
function readNumber(text: string): unknown {
  const value = Number(text);
  const digits = text.replace(/[eE].*$/, '').replace(/^-?0*\.?0*|\./g, '').length;
  return Number.isFinite(value) && digits <= 15 ? value : new UnreadableNumber();
}

/** How deep a text nests, told without parsing it, so that a hostile depth never reaches the parser. */
function depthOf(text: string): number {
  let depth = 0;
  let deepest = 0;
  let inText = false;
  for (let at = 0; at < text.length; at++) {
    const char = text[at];
    if (inText) {
      if (char === '\\') at++;
      else if (char === '"') inText = false;
    } else if (char === '"') inText = true;
    else if (char === '{' || char === '[') deepest = Math.max(deepest, ++depth);
    else if (char === '}' || char === ']') depth--;
  }
  return deepest;
}

class BadKey extends Error {
  readonly code: string;
  readonly key: string;
  constructor(code: string, key: string) {
    super(code);
    this.code = code;
    this.key = key;
  }
}

/** The parser that keeps numbers whole would drop a key named `__proto__` in silence; the built-in one shows it. */
function refusePrototypeKeys(text: string): void {
  JSON.parse(text, (key, value) => {
    if (key === '__proto__') throw new BadKey('forbidden-key', key);
    return value;
  });
}

/**
 * Reads a JSON text strictly: no key twice, at most 16 levels, numbers from their text. The refusal names the place; the content of the text
 * is never part of it.
 */
export function readJson(text: string): Result<unknown, FieldError> {
  if (depthOf(text) > DEEPEST) return refuse({ pointer: '', code: 'too-deep', detail: `nests deeper than ${DEEPEST} levels` });
  try {
    refusePrototypeKeys(text);
    return ok(
      parse(text, null, {
        parseNumber: readNumber,
        onDuplicateKey: ({ key }) => {
          throw new BadKey('duplicate-key', key);
        },
      }),
    );
  } catch (error) {
    if (error instanceof BadKey)
      return refuse({ pointer: pointerTo(error.key), code: error.code, detail: 'stands twice or is not allowed' });
    const position = error instanceof SyntaxError ? /position (\d+)/.exec(error.message)?.[1] : undefined;
    return refuse({ pointer: '', code: 'malformed', detail: position ? `cannot be read at character ${position}` : 'cannot be read' });
  }
}
