import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, inject } from 'vitest';
import { type House, startHouse } from '../../../infra/local/house.ts';
import { signingKeyFile, writeWhereabouts } from '../../../infra/local/issuer/whereabouts.ts';
import { listen } from '../../../infra/local/port.ts';
import { publishDaysOff } from '../../support/publish-days-off.ts';
import { run } from '../../support/start-process.ts';

const TOUR = 'infra/tour/tour.ts';

export interface Reply {
  readonly status: number;
  readonly body: string;
  readonly headers: Record<string, string>;
}
export interface Asked {
  readonly method: string;
  readonly path: string;
}

/**
 * The tour, and the running house with what the tour needs of its state. Call it where the tests are declared.
 * @param own a house of its own, for a chapter that moves the clock
 */
export function tourHouse({ own = false } = {}) {
  let dataDir = '';
  let house: House | undefined;
  let close = () => {};
  const urlOf = () => house?.url ?? inject('url');

  beforeAll(async () => {
    dataDir = mkdtempSync(join(tmpdir(), 'tour-'));
    if (own) {
      house = await startHouse({ dataDir });
      await publishDaysOff(house);
      return;
    }
    const { url, key } = inject('issuer');
    writeWhereabouts(dataDir, { url: inject('url'), issuer: url });
    writeFileSync(signingKeyFile(dataDir), JSON.stringify(key));
  });
  afterEach(() => close());
  afterAll(async () => {
    await house?.close();
    rmSync(dataDir, { recursive: true });
  });

  return {
    /** Plays chapters; the variables come on top of where the house keeps its state. */
    play: (chapters: readonly string[], variables: Record<string, string> = {}) =>
      run(TOUR, { DATA_DIR: dataDir, ...variables }, chapters).ended,

    /** An address at which the real product answers, but for what `change` does to its answers. */
    async between(change: (asked: Asked, reply: Reply) => Partial<Reply> | undefined): Promise<string> {
      const server = createServer(async (request, response) => {
        const chunks: Buffer[] = [];
        for await (const chunk of request) chunks.push(chunk);
        const { method = 'GET', url: path = '/' } = request;
        const { host: _ours, connection: _too, 'content-length': _counted, ...headers } = request.headers;
        const real = await fetch(new URL(path, urlOf()), {
          method,
          headers: headers as Record<string, string>,
          ...(chunks.length > 0 && { body: Buffer.concat(chunks) }),
        });
        const { 'content-length': _length, 'content-encoding': _packed, ...others } = Object.fromEntries(real.headers);
        const answered = { status: real.status, body: await real.text(), headers: others };
        const reply = { ...answered, ...change({ method, path }, answered) };
        response.writeHead(reply.status, reply.headers).end(reply.body);
      });
      const port = await listen(server, 0);
      close = () => server.close();
      return `http://127.0.0.1:${port}`;
    },
  };
}
