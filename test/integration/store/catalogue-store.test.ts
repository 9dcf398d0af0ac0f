import { randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { MAX_PART_BYTES } from '../../../shared/store/artefact-parts.ts';
import { type CatalogueStore, createCatalogueStore, type Publication } from '../../../shared/store/catalogue-store.ts';
import { CATALOGUE_POINTER_KEY } from '../../../shared/store/keys/catalogue.ts';
import { countCalls, InjectedCrash, injectFault } from '../../support/faults.ts';
import { engineClient, ownTables } from '../../support/tables.ts';

const PROGRAMMES = ['su-ke-dai', 'rent-subsidy'];

/** A publication whose every byte follows from its name. */
const publication = (name: string, artefact: Uint8Array = Buffer.from(`artefact of ${name}`)): Publication => ({
  catalogueVersion: name,
  programmes: PROGRAMMES.map((programmeId) => ({ programmeId, version: '2021', content: JSON.stringify({ programmeId, name }) })),
  artefact,
  publishedAt: '2026-11-23T08:00:00.000Z',
});

/** An empty table and a store of its own client on it. */
function emptyStore() {
  const { client, names } = ownTables();
  const other = () => {
    const ownClient = engineClient();
    return { client: ownClient, store: createCatalogueStore(ownClient, names.main) };
  };
  return { client, store: createCatalogueStore(client, names.main), other };
}

const isPointerWrite = (input: Readonly<Record<string, unknown>>): boolean =>
  (input.Item as { sk?: unknown } | undefined)?.sk === CATALOGUE_POINTER_KEY.sk;

async function inForce(store: CatalogueStore): Promise<{ version: string; bytes: Uint8Array } | undefined> {
  const pointer = await store.readPointer();
  return pointer && { version: pointer.catalogueVersion, bytes: await store.readArtefact(pointer) };
}

describe('an empty table', () => {
  const { store } = emptyStore();

  it('has no catalogue', async () => {
    expect(await store.readPointer()).toBeUndefined();
    expect(await store.readProgrammeVersions('su-ke-dai')).toEqual([]);
  });
});

describe('publishing', () => {
  const { client, store } = emptyStore();

  it('puts a catalogue in force, and the same one again changes nothing and writes nothing', async () => {
    const first = await store.publish(publication('one'));
    expect(first).toMatchObject({ ok: true, value: { changed: true, pointer: { revision: 1, programmes: 2, parts: 1 } } });

    const calls = countCalls(client);
    const again = await store.publish({ ...publication('one'), publishedAt: '2027-01-01T00:00:00.000Z' });
    expect(again).toMatchObject({ ok: true, value: { changed: false, pointer: { revision: 1, publishedAt: '2026-11-23T08:00:00.000Z' } } });
    expect(calls).toEqual({ GetItemCommand: 1 });
    expect(await inForce(store)).toEqual({ version: 'one', bytes: Buffer.from('artefact of one') });
  });

  it('notices a change in the texts alone, and keeps what was published before', async () => {
    const changed = { ...publication('two'), catalogueVersion: 'one', artefact: Buffer.from('artefact of one') };
    expect(await store.publish(changed)).toMatchObject({ ok: true, value: { changed: true, pointer: { revision: 2 } } });

    const versions = await store.readProgrammeVersions('su-ke-dai');
    expect(versions.map(({ version, content }) => [version, JSON.parse(content).name]).sort()).toEqual([
      ['2021', 'one'],
      ['2021', 'two'],
    ]);
  });

  it('goes back to an earlier catalogue as a new move of the pointer', async () => {
    expect(await store.publish(publication('one'))).toMatchObject({ ok: true, value: { changed: true, pointer: { revision: 3 } } });
  });
});

describe('an artefact larger than one item', () => {
  const { client, store } = emptyStore();
  // Noise does not compress, so the stored size is the size given: seven parts, over several pages of a query.
  const noise = randomBytes(MAX_PART_BYTES * 6 + 17);

  it('is cut, stored and read back byte for byte in two calls and the pages of one query', async () => {
    expect(await store.publish(publication('large', noise))).toMatchObject({ ok: true, value: { pointer: { parts: 7 } } });
    const calls = countCalls(client);
    const read = await inForce(store);
    expect(Buffer.compare(read?.bytes ?? Buffer.alloc(0), noise)).toBe(0);
    expect(calls).toEqual({ GetItemCommand: 1, QueryCommand: 3 });
  });

  it('is refused when it is damaged', async () => {
    const pointer = await store.readPointer();
    if (!pointer) throw new Error('nothing published');
    await expect(store.readArtefact({ ...pointer, parts: pointer.parts - 1 })).rejects.toThrow('has 7 parts instead of 6');
    await expect(store.readArtefact({ hash: '0'.repeat(64), parts: 1 })).rejects.toThrow('has 0 parts instead of 1');
  });
});

describe('several publishers at once', () => {
  const { store, other } = emptyStore();

  it('leave one catalogue in force: the pointer moves once per revision and losers are told', async () => {
    const names = Array.from({ length: 12 }, (_, index) => `race-${index}`);
    const results = await Promise.all(names.map((name) => other().store.publish(publication(name))));
    const winners = results.flatMap((result) => (result.ok ? [result.value.pointer] : []));
    const losers = results.flatMap((result) => (result.ok ? [] : [result.refusal]));

    expect(new Set(winners.map(({ revision }) => revision)).size).toBe(winners.length);
    expect(losers).toEqual(losers.map(() => 'pointer-moved'));
    expect(winners.length + losers.length).toBe(12);
    const last = winners.toSorted((a, b) => b.revision - a.revision)[0];
    expect(last?.revision).toBe(winners.length);
    expect(await store.readPointer()).toEqual(last);
    expect((await inForce(store))?.bytes).toEqual(Buffer.from(`artefact of ${last?.catalogueVersion}`));
  });

  it('of the same catalogue all succeed, and one of them moved the pointer', async () => {
    const before = (await store.readPointer())?.revision ?? 0;
    const results = await Promise.all(Array.from({ length: 8 }, () => other().store.publish(publication('same'))));
    expect(results.every((result) => result.ok)).toBe(true);
    expect(results.filter((result) => result.ok && result.value.changed)).toHaveLength(1);
    expect((await store.readPointer())?.revision).toBe(before + 1);
  });

  it('refuse the one overtaken between its reading and its moving of the pointer, and keep the newer catalogue', async () => {
    const { store: slow, client } = other();
    let overtaken = false;
    injectFault(client, async ({ input }) => {
      if (!isPointerWrite(input) || overtaken) return undefined;
      overtaken = true;
      expect(await store.publish(publication('newer'))).toMatchObject({ ok: true, value: { changed: true } });
      return undefined;
    });
    expect(await slow.publish(publication('older'))).toEqual({ ok: false, refusal: 'pointer-moved' });
    expect(await inForce(store)).toEqual({ version: 'newer', bytes: Buffer.from('artefact of newer') });
  });
});

describe('a publisher that dies', () => {
  const { store, other } = emptyStore();
  /** Reading the pointer, two programme versions, two parts, moving the pointer. */
  const CALLS = 6;
  const large = (name: string) => publication(name, Buffer.from(randomBytes(MAX_PART_BYTES + 1)));
  const points = Array.from({ length: CALLS }, (_, index) => index + 1).flatMap((call) =>
    (['before', 'after'] as const).map((fault) => ({ call, fault })),
  );

  it.each(points)('$fault call $call leaves one whole catalogue, and publishing again completes it', async ({ call, fault }) => {
    await store.publish(publication(`old-${fault}-${call}`));
    const old = await inForce(store);
    const next = large(`new-${fault}-${call}`);
    const { store: dying, client } = other();
    let seen = 0;
    const repair = injectFault(client, ({ number }) => {
      seen = number;
      return number === call ? fault : undefined;
    });
    await expect(dying.publish(next)).rejects.toThrow(InjectedCrash);
    expect(seen).toBeGreaterThanOrEqual(call);

    // Only a pointer that was moved makes the new catalogue visible, and then all of it.
    const moved = call === CALLS && fault === 'after';
    expect(await inForce(store)).toEqual(moved ? { version: next.catalogueVersion, bytes: next.artefact } : old);

    repair();
    expect(await dying.publish(next)).toMatchObject({ ok: true, value: { changed: !moved } });
    expect(await inForce(store)).toEqual({ version: next.catalogueVersion, bytes: next.artefact });
  });
});
