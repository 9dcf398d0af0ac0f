import type { Hono } from 'hono';
import { describe, expect, inject, it } from 'vitest';
import { createMatchingApp } from '../../functions/matching-api/app.ts';
import { createProgrammesApp } from '../../functions/programmes-api/app.ts';
import { openCatalogue } from '../../shared/domain/matching/catalogue-artefact.ts';
import type { CatalogueReader } from '../../shared/http/catalogue-route.ts';
import { createCatalogueCache } from '../../shared/store/catalogue-cache.ts';
import { createCatalogueStore } from '../../shared/store/catalogue-store.ts';
import { countCalls } from '../support/faults.ts';
import { engineClient } from '../support/tables.ts';

const APPS: Record<string, (read: CatalogueReader) => Hono> = {
  programmes: (readCatalogue) =>
    createProgrammesApp({ readCatalogue, now: () => new Date(), reportFault: ({ error }) => expect.fail(error.message) }),
  matching: (readCatalogue) =>
    createMatchingApp({ readCatalogue, now: () => new Date(), reportFault: ({ error }) => expect.fail(error.message) }),
};

const MATCH = { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{"facts":{"firm.employees":12}}' };

/** What each operation may cost: the first request of a process reads pointer and parts, every later one the pointer alone. */
describe.each([
  ['programmes', '/v1/health', undefined],
  ['programmes', '/v1/programmes', undefined],
  ['programmes', '/v1/programmes/su-ke-dai', undefined],
  ['programmes', '/v1/programmes/su-ke-dai/versions', undefined],
  ['programmes', '/v1/facts', undefined],
  ['programmes', '/v1/catalogue/current', undefined],
  ['matching', '/v1/matches', MATCH],
] as const)('%s %s', (name, path, init) => {
  it('reads the pointer each time, and the parts once', async () => {
    const client = engineClient();
    const calls = countCalls(client);
    const app = APPS[name]?.(createCatalogueCache(createCatalogueStore(client, inject('database').tables.main), openCatalogue));
    const statuses = [await app?.request(path, init), await app?.request(path, init), await app?.request(path, init)].map(
      (response) => response?.status,
    );
    expect(statuses).toEqual([200, 200, 200]);
    expect(calls).toEqual({ GetItemCommand: 3, QueryCommand: 1 });
  });
});
