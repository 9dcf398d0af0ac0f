import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { REPOSITORY } from '../../support/start-process.ts';

/** A checkout with nothing but the preflight, and what a test lays beside it. */
let directory: string;
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'rongqiao-preflight-'));
  mkdirSync(join(directory, 'infra/local'), { recursive: true });
  cpSync(join(REPOSITORY, 'infra/local/preflight.cjs'), join(directory, 'infra/local/preflight.cjs'));
});
afterEach(() => rmSync(directory, { recursive: true }));

const INSTALLED = ['.bin/node', '@dynoxide/linux-x64/dynoxide'];
const install = (files: readonly string[]) => {
  for (const file of files) {
    mkdirSync(dirname(join(directory, 'node_modules', file)), { recursive: true });
    writeFileSync(join(directory, 'node_modules', file), '');
  }
};

/** Runs it on a machine that calls itself something else. */
function preflight(machine: { platform?: string; arch?: string; node?: string; glibc?: boolean } = {}, variables = {}) {
  const disguise = `
    const { platform, arch, node, glibc } = ${JSON.stringify(machine)};
    if (platform) Object.defineProperty(process, 'platform', { value: platform });
    if (arch) Object.defineProperty(process, 'arch', { value: arch });
    if (node) {
      Object.defineProperty(process, 'versions', { value: { ...process.versions, node } });
      Object.defineProperty(process, 'version', { value: 'v' + node });
    }
    if (glibc === false) process.report.getReport = () => ({ header: {} });
    require(${JSON.stringify(join(directory, 'infra/local/preflight.cjs'))});`;
  const { status, stderr } = spawnSync(process.execPath, ['-e', disguise], { encoding: 'utf8', env: { ...variables } });
  return { status, stderr };
}

describe('on a machine with everything', () => {
  it('says nothing', () => {
    install(INSTALLED);
    expect(preflight()).toEqual({ status: 0, stderr: '' });
  });
});

describe('on a machine that lacks something', () => {
  const ENDPOINT = { DYNAMODB_ENDPOINT: 'http://127.0.0.1:8000' };
  it.each([
    ['an old Node', INSTALLED, { node: '18.20.4' }, 'Node 20 or newer is needed; this is v18.20.4'],
    ['no dependencies', [], {}, 'the dependencies are not installed: npm ci'],
    ['no Node of its own', ['@dynoxide/linux-x64/dynoxide'], { node: '20.20.2' }, 'install Node 24'],
    ['macOS', INSTALLED, { platform: 'darwin', arch: 'arm64' }, 'this is darwin arm64: start DynamoDB Local'],
    ['Windows', INSTALLED, { platform: 'win32' }, 'this is win32 x64'],
    ['Linux on ARM', INSTALLED, { arch: 'arm64' }, 'this is linux arm64'],
    ['Linux without glibc', INSTALLED, { glibc: false }, 'runs on Linux x64 (glibc)'],
    ['no engine', ['.bin/node'], {}, 'run npm ci again without --omit=optional'],
  ])('%s: says so in one line of each language and fails', (_what, files, machine, words) => {
    install(files);
    const { status, stderr } = preflight(machine);
    expect(status).toBe(1);
    expect(stderr).toContain(words);
    expect(stderr.trimEnd().split('\n')).toHaveLength(2);
  });

  it.each([
    ['macOS with a Node of its own', { platform: 'darwin', arch: 'arm64', node: '24.1.0' }, []],
    ['Linux without glibc', { glibc: false }, ['.bin/node']],
  ])('%s: another engine takes the place of the built-in one', (_what, machine, files) => {
    install([...files, 'zod/package.json']);
    expect(preflight(machine).stderr).toContain('DYNAMODB_ENDPOINT=http://127.0.0.1:8000 npm start');
    expect(preflight(machine, ENDPOINT)).toEqual({ status: 0, stderr: '' });
  });

  it('an old Node stays too old with another engine', () => {
    install(INSTALLED);
    expect(preflight({ node: '18.0.0' }, ENDPOINT).status).toBe(1);
  });
});
