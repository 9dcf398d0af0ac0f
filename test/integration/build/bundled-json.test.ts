import { mkdtempSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { bundleOptions } from '../../../infra/build/bundle-functions.ts';
import * as source from '../../../shared/http/read-json.ts';

const REPOSITORY = fileURLToPath(new URL('../../../', import.meta.url));

let directory: string;
let bundled: typeof source;
beforeAll(async () => {
  directory = mkdtempSync(join(tmpdir(), 'rongqiao-bundled-'));
  const file = join(directory, 'read-json.cjs');
  await build(bundleOptions(REPOSITORY, 'shared/http/read-json.ts', file));
  bundled = createRequire(import.meta.url)(file);
});
afterAll(() => rmSync(directory, { recursive: true }));

/** What the bundle leaves out of the parser must not be missed: words end where they end, and nothing may follow them. */
it.each([
  '{"declared":true}',
  '{"a":false,"b":null,"c":[true,1.50,"é"]}',
  ' null ',
  '{"a":trueé}',
  '{"a":tru}',
  '{"a":NaN}',
  "{'a':1}",
  '{a:1}',
  '{"é":1}',
])('a bundle reads %s as the source does', (text) => {
  const read = ({ readJson }: typeof source) => {
    const answer = readJson(text);
    return answer.ok ? { value: answer.value } : answer.refusal.code;
  };
  expect(read(bundled)).toEqual(read(source));
});
