import { problem } from '../../shared/contracts/problem.ts';
import { type Answer, type Stage, Surprise } from './stage.ts';

type Readable<Value> = { safeParse(body: unknown): { success: true; data: Value } | { success: false; error: { message: string } } };

/** An answer with the status it must have, and what its contract says. */
export function read<Value>(answer: Answer, schema: Readable<Value>, status = 200): Value {
  expectStatus(answer, status);
  const parsed = schema.safeParse(answer.body);
  if (!parsed.success) throw new Surprise(`回答不合约定 the answer is not as its contract says: ${parsed.error.message}`);
  return parsed.data;
}

/** An answer whose status is all there is to it. */
export function expectStatus(answer: Answer, status: number): void {
  if (answer.status !== status) throw new Surprise(`${status} expected, got ${answer.status}: ${JSON.stringify(answer.body)}`);
}

/** A refusal: its status, the rule it names, and the fields it is about. Tells the sentence the reader gets. */
export function expectRefusal(stage: Stage, answer: Answer, status: number, code: string, pointers: readonly string[] = []): void {
  const expected = [status, code, ...pointers].join(' ');
  const { success, data } = problem.safeParse(answer.body);
  // What is no problem document (RFC 9457) is no refusal either.
  if (!success) throw new Surprise(`${expected} expected, got ${answer.status}: ${JSON.stringify(answer.body)}`);
  stage.tell(`${data.title}${data.detail === undefined ? '' : `: ${data.detail}`}`);
  const named = data.errors?.map(({ pointer }) => pointer) ?? [];
  const asSaid = answer.status === status && data.type === `/problems/${code}` && pointers.every((pointer) => named.includes(pointer));
  stage.insist(asSaid, asSaid ? expected : `${expected} expected, got ${answer.status}: ${JSON.stringify(data)}`);
}
