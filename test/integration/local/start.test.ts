import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, describe, expect, it } from 'vitest';
import { startDatabase } from '../../../infra/local/database.ts';
import { startHouse } from '../../../infra/local/house.ts';
import { freePort, listen } from '../../../infra/local/port.ts';
import { createCatalogueStore } from '../../../shared/store/catalogue-store.ts';
import { createDocumentClient } from '../../../shared/store/client.ts';
import { run, type Started } from '../../support/start-process.ts';

const START = 'infra/local/start.ts';
/** Whatever is not about the example data does without: to write it, and the letters that go with it, takes longer than all the rest. */
const EMPTY = ['--empty'];
const directory = mkdtempSync(join(tmpdir(), 'rongqiao-start-'));
const running: Started[] = [];
afterAll(async () => {
  for (const { process: child } of running) child.kill('SIGKILL');
  await Promise.all(running.map(({ ended }) => ended));
  rmSync(directory, { recursive: true });
});

function start(dataDir: string, variables: Record<string, string> = {}, args: readonly string[] = []): Started {
  const started = run(START, { PORT: '0', DATA_DIR: join(directory, dataDir), ...variables }, args);
  running.push(started);
  return started;
}
const addressOf = async (started: Started): Promise<string> => (await started.says(/http:\/\/127\.0\.0\.1:\d+/))[0];
const health = async (url: string) => (await fetch(`${url}/v1/health`)).json() as Promise<Record<string, unknown>>;
const communitiesAt = async (url: string) =>
  ((await (await fetch(`${url}/v1/communities`)).json()) as { items: readonly unknown[] }).items.length;

/** Process ids of the engines that keep their data in a directory. */
const enginesOf = (dataDir: string): string[] =>
  execFileSync('ps', ['-eo', 'pid=,args='], { encoding: 'utf8' })
    .split('\n')
    .filter((line) => line.includes('/dynoxide serve') && line.includes(join(directory, dataDir)))
    .map((line) => line.trim().split(' ')[0] as string);

describe('npm start', () => {
  it('says where it is, where the state is and how to stop, and stops cleanly with its engine', async () => {
    const started = start('clean', {}, EMPTY);
    const url = await addressOf(started);
    await started.says(/Ctrl-C/);
    expect(await health(url)).toMatchObject({ status: 'ok' });
    expect(enginesOf('clean')).not.toEqual([]);

    started.process.kill('SIGTERM');
    const { code, output } = await started.ended;
    expect(code).toBe(0);
    expect(output).toContain('数据 state');
    expect(enginesOf('clean')).toEqual([]);
  });

  it('keeps its state and its clock through kill -9, takes its engine along, and starts again at once', async () => {
    const first = start('killed');
    const url = await addressOf(first);
    const before = await health(url);
    const examples = await communitiesAt(url);
    expect(examples).toBe(7);
    const to = new Date(Date.now() + 10 * 86_400_000).toISOString();
    const headers = { 'content-type': 'application/json' };
    const moved = await fetch(`${url}/v1/__local/clock`, { method: 'POST', headers, body: JSON.stringify({ to }) });
    expect(moved.status).toBe(200);

    const engines = enginesOf('killed');
    expect(engines).not.toEqual([]);
    first.process.kill('SIGKILL');
    await first.ended;
    const second = start('killed');
    const again = await addressOf(second);
    expect(await health(again)).toEqual(before);
    expect(await communitiesAt(again)).toBe(examples);
    const asked = await fetch(`${again}/v1/matches`, { method: 'POST', headers, body: '{"facts":{}}' });
    expect(((await asked.json()) as { asOf: string }).asOf >= to.slice(0, 10)).toBe(true);
    await expect.poll(() => enginesOf('killed').some((pid) => engines.includes(pid))).toBe(false);

    second.process.kill('SIGKILL');
    await second.ended;
    await expect.poll(() => enginesOf('killed')).toEqual([]);
  });

  it('finds the catalogue of an earlier life in force and does not publish it again', async () => {
    const pointers = [];
    for (const _life of [1, 2]) {
      const { endpoint, region, tables, close } = await startHouse({ dataDir: join(directory, 'lives'), empty: true });
      pointers.push(await createCatalogueStore(createDocumentClient({ endpoint, region }), tables.main).readPointer());
      await close();
    }
    expect(pointers[0]?.revision).toBe(1);
    expect(pointers[1]).toEqual(pointers[0]);
  });

  it('uses another engine when one is named, and starts none', async () => {
    const { endpoint, close } = await startDatabase();
    const started = start('endpoint', { DYNAMODB_ENDPOINT: endpoint }, EMPTY);
    expect(await health(await addressOf(started))).toMatchObject({ status: 'ok' });
    expect(enginesOf('endpoint')).toEqual([]);
    started.process.kill('SIGTERM');
    expect((await started.ended).code).toBe(0);
    await close();
  });
});

describe('a house that is not ready yet', () => {
  it('shows whoever opens a page that it is starting, and tells programs when to come again', async () => {
    const port = await freePort();
    const started = start('early', { PORT: String(port) }, EMPTY);
    const url = `http://127.0.0.1:${port}`;
    /** The first answer there is: before it nobody listens. */
    const ask = async (path: string, headers: Record<string, string>): Promise<Response> => {
      for (;;) {
        try {
          return await fetch(`${url}${path}`, { headers });
        } catch {
          await sleep(5);
        }
      }
    };
    const page = await ask('/claims?as=firm', { accept: 'text/html,*/*;q=0.8', 'accept-language': 'zh-CN' });
    expect(page.status).toBe(503);
    expect(Object.fromEntries(page.headers)).toMatchObject({
      'content-type': 'text/html; charset=utf-8',
      'retry-after': '2',
      refresh: '2',
      'cache-control': 'no-store',
    });
    expect(await page.text()).toContain('<h1>融桥正在启动</h1>');
    const english = await ask('/oidc/auth', { accept: 'text/html', 'accept-language': 'en' });
    expect(await english.text()).toContain('<h1>Rongqiao is starting</h1>');
    const program = await ask('/v1/health', { accept: 'application/json' });
    expect([program.status, program.headers.get('retry-after')]).toEqual([503, '2']);
    expect(await program.json()).toMatchObject({ type: '/problems/service-unavailable' });

    await started.says(/Ctrl-C/);
    expect(await health(url)).toMatchObject({ status: 'ok' });
    expect((await ask('/', { accept: 'text/html' })).headers.get('refresh')).toBeNull();
    started.process.kill('SIGTERM');
    await started.ended;
  });
});

describe('the example data', () => {
  const ended = async (started: Started) => {
    started.process.kill('SIGTERM');
    await started.ended;
  };

  it('is there from the first start on, and said to be invented', async () => {
    const first = start('examples');
    expect(await communitiesAt(await addressOf(first))).toBe(7);
    await first.says(/示例 examples {3}有，均为虚构 yes, all of it invented/u);
    await ended(first);
    const second = start('examples', {}, ['--empty']);
    expect(await communitiesAt(await addressOf(second))).toBe(7);
    await second.says(/--empty is for a new DATA_DIR/u);
    await ended(second);
  });

  it('is left out when asked, and then for good', async () => {
    for (const args of [['--empty'], []]) {
      const started = start('no-examples', {}, args);
      expect(await communitiesAt(await addressOf(started))).toBe(0);
      await started.says(/示例 examples {3}无 none/u);
      await ended(started);
    }
  });
});

describe('npm start that cannot', () => {
  const refused = async (dataDir: string, variables: Record<string, string>, args: readonly string[] = []) => {
    const { code, output } = await start(dataDir, variables, args).ended;
    expect(code).toBe(1);
    expect(output).not.toMatch(/\bat .+:\d+:\d+/);
    return output;
  };

  it('names the taken port and how to choose another', async () => {
    const server = createServer();
    const port = await listen(server, 0);
    const output = await refused('taken', { PORT: String(port) });
    expect(output).toContain(`Port ${port} is taken. Choose another: PORT=${port + 1} npm start`);
    expect(output).toContain(`端口 ${port} 已被占用`);
    server.close();
  });

  it.each(['http', '-1', '65536', '3000.5'])('refuses PORT=%s', async (port) => {
    expect(await refused('port', { PORT: port })).toContain(`PORT must be a whole number from 0 to 65535: ${port}`);
  });

  it('names an option there is not', async () => {
    expect(await refused('option', {}, ['--emtpy'])).toContain('no such option: --emtpy (there is --empty)');
  });

  it('names the engine that does not answer', async () => {
    const endpoint = `http://127.0.0.1:${await freePort()}`;
    expect(await refused('nobody', { DYNAMODB_ENDPOINT: endpoint })).toContain(`The database at ${endpoint} cannot be used`);
  });

  it('names the directory it cannot write to', async () => {
    writeFileSync(join(directory, 'a-file'), '');
    expect(await refused('a-file/state', {})).toContain('see DATA_DIR');
  });

  it.each(['', '{', '{"offsetMs":-1}', '{"offsetMs":251632000000000}'])('names the clock it cannot read: %s', async (content) => {
    mkdirSync(join(directory, 'no-clock'), { recursive: true });
    writeFileSync(join(directory, 'no-clock/clock.json'), content);
    const output = await refused('no-clock', {});
    expect(output).toContain(`The clock in ${join(directory, 'no-clock/clock.json')} is damaged: delete it`);
    expect(output.trim().split('\n')).toHaveLength(2);
    expect(enginesOf('no-clock')).toEqual([]);
  });

  it('passes on what the engine says of a state it cannot read', async () => {
    mkdirSync(join(directory, 'damaged'));
    writeFileSync(join(directory, 'damaged/rongqiao.sqlite'), 'not a database'.repeat(100));
    expect(await refused('damaged', {})).toContain('the database engine did not start: ');
  });

  it('does not open a state that another house has open', async () => {
    await addressOf(start('shared', {}, EMPTY));
    expect(await refused('shared', {})).toContain('is in use by another running house');
  });
});
