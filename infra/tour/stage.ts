/** The first thing that is not as the story says. It ends the tour. */
export class Surprise extends Error {}

/** Nobody answers at the address. */
export class NobodyHome extends Error {}

export interface Answer {
  readonly status: number;
  readonly body: unknown;
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
  readonly steps: readonly Step[];
}

/** What a step can do: ask the product, tell the reader, and insist. */
export interface Stage {
  /** Sends a request through the public API and prints it with its status. */
  ask(method: 'GET' | 'POST', path: string, body?: unknown): Promise<Answer>;
  tell(line: string): void;
  /** Ends the tour when the condition does not hold; prints what was checked when it does. */
  insist(condition: boolean, what: string): void;
}

const TIMEOUT_MS = 15_000;
const INDENT = '      ';

export function createStage(url: string, print: (line: string) => void): Stage {
  return {
    async ask(method, path, body) {
      let response: Response;
      try {
        response = await fetch(new URL(path, url), {
          method,
          signal: AbortSignal.timeout(TIMEOUT_MS),
          headers: { 'accept-language': 'zh-CN', ...(body !== undefined && { 'content-type': 'application/json' }) },
          ...(body !== undefined && { body: JSON.stringify(body) }),
        });
      } catch (error) {
        throw new NobodyHome(url, { cause: error });
      }
      print(`${INDENT}${method} ${path} → ${response.status}`);
      const text = await response.text();
      try {
        return { status: response.status, body: JSON.parse(text) };
      } catch {
        throw new Surprise(`${method} ${path}: 回答不是 JSON the answer is no JSON (${response.status})`);
      }
    },
    tell: (line) => print(`${INDENT}${line}`),
    insist(condition, what) {
      if (!condition) throw new Surprise(what);
      print(`${INDENT}✓ ${what}`);
    },
  };
}

/** Plays the steps of a chapter in order. Throws Surprise or NobodyHome at the first that fails. */
export async function playChapter(chapter: Chapter, url: string, print: (line: string) => void): Promise<void> {
  print(`\n━━ ${chapter.zh} · ${chapter.en}\n`);
  const stage = createStage(url, print);
  for (const [index, step] of chapter.steps.entries()) {
    print(`[${index + 1}/${chapter.steps.length}] ${step.zh}\n${INDENT}${step.en}`);
    await step.play(stage);
    print('');
  }
}
