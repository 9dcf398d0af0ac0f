import { randomUUID } from 'node:crypto';
import type { Person, TokenOffice } from './token-office.ts';

/** The first thing that is not as the story says. It ends the tour. */
export class Surprise extends Error {}

/** Nobody answers at the address. */
export class NobodyHome extends Error {}

export interface Answer {
  readonly status: number;
  /** Undefined: the answer has none. */
  readonly body: unknown;
  readonly headers: Headers;
}

/** One step of a story: what happens and why, in both languages, and what must come of it. */
export interface Step {
  readonly zh: string;
  readonly en: string;
  readonly play: (stage: Stage) => Promise<void>;
}

export interface Chapter {
  readonly name: string;
  readonly zh: string;
  readonly en: string;
  /** Its people and firms are those of the example data. */
  readonly needsExamples?: true;
  readonly steps: readonly Step[];
}

/** Headers of a command. The key is a new one unless it is named; null leaves it out. `ifMatch` is an ETag. */
export interface CommandHeaders {
  readonly key?: string | null;
  readonly ifMatch?: string;
}

/** The API in the hands of one person, or of whoever holds a token. */
export interface Caller {
  get(path: string): Promise<Answer>;
  post(path: string, body?: unknown, headers?: CommandHeaders): Promise<Answer>;
  put(path: string, body: unknown, headers?: CommandHeaders): Promise<Answer>;
  patch(path: string, body: unknown, headers?: CommandHeaders): Promise<Answer>;
  delete(path: string, headers?: CommandHeaders): Promise<Answer>;
  /** A file that is no JSON, as text. */
  download(path: string): Promise<string>;
}

/** What a step can do: ask the product as nobody, as somebody or with a token, tell the reader, and insist. */
export interface Stage {
  /** Sends a request through the public API, signed in as nobody, and prints it with its status. */
  ask(method: 'GET' | 'POST', path: string, body?: unknown): Promise<Answer>;
  as(person: Person): Caller;
  /** Whoever holds this token; `name` is what is printed. */
  holding(token: string, name: string): Caller;
  /** Sends something straight to an address that an answer named, such as a form of the object store. */
  visit(what: string, url: string, init?: RequestInit): Promise<Response>;
  readonly tokens: TokenOffice;
  tell(line: string): void;
  /** Ends the tour when the condition does not hold; prints what was checked when it does. */
  insist(condition: boolean, what: string): void;
}

type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
type Print = (line: string) => void;
type Sent = { readonly body?: unknown; readonly headers?: Readonly<Record<string, string>> };

/** Whoever moves the clock waits for all that fell due. */
const TIMEOUT_MS = 60_000;
const INDENT = '      ';

async function fetchFrom(url: URL, init: RequestInit): Promise<Response> {
  try {
    return await fetch(url, { ...init, signal: AbortSignal.timeout(TIMEOUT_MS) });
  } catch (error) {
    throw new NobodyHome(url.origin, { cause: error });
  }
}

function readJson(text: string, what: string): unknown {
  try {
    return text === '' ? undefined : JSON.parse(text);
  } catch {
    throw new Surprise(`${what}: 回答不是 JSON the answer is no JSON`);
  }
}

const headersOf = ({ key, ifMatch }: CommandHeaders): Record<string, string> => ({
  ...(key !== null && { 'idempotency-key': key ?? randomUUID() }),
  ...(ifMatch !== undefined && { 'if-match': ifMatch }),
});

/** @param tokens of the house that answers at `url` */
export function createStage(url: string, tokens: TokenOffice, print: Print): Stage {
  let last = '';
  /** Whoever waits asks again and again; the reader is told once. */
  const printOnce = (line: string): void => {
    if (line !== last) print(line);
    last = line;
  };
  const request = async (who: string, method: Method, path: string, { body, headers = {} }: Sent): Promise<Response> => {
    const response = await fetchFrom(new URL(path, url), {
      method,
      headers: { 'accept-language': 'zh-CN', ...(body !== undefined && { 'content-type': 'application/json' }), ...headers },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    printOnce(`${INDENT}${who === '' ? '' : `${who}: `}${method} ${path} → ${response.status}`);
    return response;
  };

  const send = async (who: string, method: Method, path: string, sent: Sent): Promise<Answer> => {
    const response = await request(who, method, path, sent);
    return {
      status: response.status,
      body: readJson(await response.text(), `${method} ${path} ${response.status}`),
      headers: response.headers,
    };
  };

  const callerOf = (who: string, token: () => Promise<string>): Caller => {
    const authorization = async () => `Bearer ${await token()}`;
    const call = async (method: Method, path: string, body?: unknown, headers: CommandHeaders = { key: null }) =>
      send(who, method, path, { body, headers: { authorization: await authorization(), ...headersOf(headers) } });
    return {
      get: (path) => call('GET', path),
      post: (path, body, headers = {}) => call('POST', path, body, headers),
      put: (path, body, headers = {}) => call('PUT', path, body, headers),
      patch: (path, body, headers = {}) => call('PATCH', path, body, headers),
      delete: (path, headers = {}) => call('DELETE', path, undefined, headers),
      async download(path) {
        const response = await request(who, 'GET', path, { headers: { authorization: await authorization() } });
        const text = await response.text();
        if (!response.ok) throw new Surprise(`${path}: ${response.status} ${text}`);
        return text;
      },
    };
  };

  return {
    tokens,
    ask: (method, path, body) => send('', method, path, { body }),
    as: (person) => callerOf(person.id, () => tokens.tokenOf(person)),
    holding: (token, name) => callerOf(name, async () => token),
    async visit(what, address, init = {}) {
      const response = await fetchFrom(new URL(address), init);
      print(`${INDENT}${what} → ${response.status}`);
      return response;
    },
    tell: (line) => print(`${INDENT}${line}`),
    insist(condition, what) {
      if (!condition) throw new Surprise(what);
      print(`${INDENT}✓ ${what}`);
    },
  };
}

/** Plays the steps of a chapter in order. Throws Surprise or NobodyHome at the first that fails. */
export async function playChapter(chapter: Chapter, stage: Stage, print: Print): Promise<void> {
  print(`\n━━ ${chapter.zh} · ${chapter.en}\n`);
  for (const [index, step] of chapter.steps.entries()) {
    print(`[${index + 1}/${chapter.steps.length}] ${step.zh}\n${INDENT}${step.en}`);
    await step.play(stage);
    print('');
  }
}
