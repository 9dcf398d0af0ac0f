import { type MemberNode, parse, type ValueNode } from '@humanwhocodes/momoa';
import { ok, type Result, refuse } from '../domain/kernel/result.ts';
import { type Fault, pointerTo } from './public-problems.ts';

const DEEPEST = 16;
const MOST_DIGITS = 15;

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

/** A place that cannot be read as it stands; carries what the reader is told. */
class BadPlace extends Error {
  readonly place: Fault;
  constructor(path: readonly PropertyKey[], code: string, detail: Fault['detail']) {
    super(code);
    this.place = { pointer: pointerTo(...path), code, detail };
  }
}

type Path = readonly PropertyKey[];

/** A number as its text says it; refused where a number could not hold what the text says. */
function readNumber(literal: string, path: Path): number {
  const value = Number(literal);
  const digits = literal
    .replace(/[eE].*$/, '')
    .replace(/\D/g, '')
    .replace(/^0+/, '');
  if (!Number.isFinite(value) || digits.length > MOST_DIGITS || (value === 0 && digits !== '')) {
    throw new BadPlace(path, 'unreadable-number', {
      zh: `数字最多 ${MOST_DIGITS} 位，且不能过大或过小`,
      en: `must be a number of at most ${MOST_DIGITS} digits, neither too large nor too small`,
    });
  }
  return value;
}

/** A text that can be kept and compared: no half of a character (a lone surrogate), no NUL. */
function readText(value: string, path: Path): string {
  if (value.isWellFormed() && !value.includes('\0')) return value;
  throw new BadPlace(path, 'unreadable-text', { zh: '含有无法保存的字符', en: 'has a character that cannot be kept' });
}

const nameOf = ({ name }: MemberNode): string => (name.type === 'String' ? name.value : name.name);

/** The value of a parsed node, each key checked: none twice, none that would vanish into the prototype. */
function readValue(node: ValueNode, text: string, path: Path): unknown {
  switch (node.type) {
    case 'Object': {
      const object: Record<string, unknown> = {};
      for (const member of node.members) {
        const key = readText(nameOf(member), path);
        const place = [...path, key];
        if (Object.hasOwn(object, key)) throw new BadPlace(place, 'duplicate-key', { zh: '出现了两次', en: 'stands twice' });
        if (key === '__proto__') throw new BadPlace(place, 'forbidden-key', { zh: '不能用作字段名', en: 'is not allowed as a name' });
        object[key] = readValue(member.value, text, place);
      }
      return object;
    }
    case 'Array':
      return node.elements.map((element, index) => readValue(element.value, text, [...path, index]));
    case 'Number':
      return readNumber(text.slice(node.loc.start.offset, node.loc.end.offset), path);
    case 'String':
      return readText(node.value, path);
    case 'Boolean':
      return node.value;
    case 'Null':
      return null;
    default:
      throw new BadPlace(path, 'malformed', { zh: '不是 JSON', en: 'is not JSON' });
  }
}

/**
 * Reads a JSON text strictly: no key twice, at most 16 levels, numbers from their text. The refusal names the place by JSON pointer; the
 * content of the text is never part of it.
 */
export function readJson(text: string): Result<unknown, Fault> {
  if (depthOf(text) > DEEPEST)
    return refuse({ pointer: '', code: 'too-deep', detail: { zh: `嵌套超过 ${DEEPEST} 层`, en: `nests deeper than ${DEEPEST} levels` } });
  try {
    const value = readValue(parse(text, { mode: 'json' }).body, text, []);
    // The built-in reader is the strict one about control characters in strings.
    JSON.parse(text);
    return ok(value);
  } catch (error) {
    if (error instanceof BadPlace) return refuse(error.place);
    const [, line, column] = (error instanceof Error && /\((?:line )?(\d+)(?::| column )(\d+)\)/.exec(error.message)) || [];
    const where =
      line === undefined ? { zh: '', en: '' } : { zh: `第 ${line} 行第 ${column} 列`, en: ` at line ${line}, column ${column}` };
    return refuse({ pointer: '', code: 'malformed', detail: { zh: `${where.zh}无法读取`, en: `cannot be read${where.en}` } });
  }
}
