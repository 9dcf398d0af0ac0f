import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { verifyFile } from '../../../../infra/cli/verify/verify-file.ts';
import type { AuditExport } from '../../../../shared/contracts/audit-export.ts';
import { hashOfEntry } from '../../../../shared/store/audit-chain.ts';
import { bytesOf, makeExport, makeKey } from '../../../support/make-export.ts';

const LONG = process.env.LONG === '1';
/** Of each kind of damage. */
const SAMPLES = LONG ? 10_000 : 400;
const TIME = LONG ? 600_000 : 30_000;

const file = makeExport();
const whole = bytesOf(file);
const textOf = (bytes: Uint8Array) => Buffer.from(bytes).toString('utf8');
const verdict = (content: unknown) => verifyFile(content instanceof Uint8Array ? content : bytesOf(content));
const damage = (change: (copy: AuditExport) => void): Buffer => {
  const copy = structuredClone(file);
  change(copy);
  return bytesOf(copy);
};
/** The byte at which a piece of text first stands behind another. */
const byteOf = (bytes: Uint8Array, ...pieces: string[]): number => {
  let at = 0;
  for (const piece of pieces) at = textOf(bytes).indexOf(piece, at);
  return Buffer.byteLength(textOf(bytes).slice(0, at));
};
const seed = 20261123;

it('finds nothing wrong with what was exported', () => {
  expect(verdict(whole)).toMatchObject({ holds: true });
  expect(verdict(makeExport({ open: 0, transfers: 0 }))).toMatchObject({ holds: true });
  expect(verdict(makeExport({ length: 1, open: 1, transfers: 0 }))).toMatchObject({ holds: true });
});

describe('finds every', () => {
  it(`single byte that was changed (${SAMPLES})`, { timeout: TIME }, () => {
    fc.assert(
      fc.property(fc.nat(whole.length - 1), fc.integer({ min: 1, max: 255 }), (at, by) => {
        const bytes = Buffer.from(whole);
        bytes[at] = ((bytes[at] ?? 0) + by) % 256;
        expect(verifyFile(bytes).holds).toBe(false);
      }),
      { numRuns: SAMPLES, seed },
    );
  });

  it(`piece that was cut out, or put in twice (${SAMPLES})`, { timeout: TIME }, () => {
    fc.assert(
      fc.property(fc.nat(whole.length - 1), fc.integer({ min: 1, max: 2_000 }), fc.boolean(), (at, length, twice) => {
        const piece = whole.subarray(at, at + length);
        const rest = whole.subarray(at + length);
        expect(verifyFile(Buffer.concat([whole.subarray(0, at), ...(twice ? [piece, piece] : []), rest])).holds).toBe(false);
      }),
      { numRuns: SAMPLES, seed },
    );
  });

  it(`end that is missing (${SAMPLES})`, { timeout: TIME }, () => {
    fc.assert(
      fc.property(fc.nat(whole.length - 1), (length) => {
        const found = verifyFile(whole.subarray(0, length));
        expect(found.holds).toBe(false);
      }),
      { numRuns: SAMPLES, seed },
    );
  });

  const LISTS = ['entries', 'inclusion', 'seals', 'publicKeys', 'transfers', 'transferInclusion'] as const;
  it(`member of a list that is gone, moved or doubled, the rest being written as an export is (${SAMPLES})`, { timeout: TIME }, () => {
    fc.assert(
      fc.property(fc.constantFrom(...LISTS), fc.nat(), fc.nat(), fc.constantFrom('drop', 'swap', 'double'), (list, one, other, how) => {
        const bytes = damage((copy) => {
          const members = copy[list] as unknown[];
          const [from, to] = [one % members.length, other % members.length];
          if (how === 'drop') members.splice(from, 1);
          else if (how === 'double') members.splice(to, 0, members[from]);
          else [members[from], members[to]] = [members[to], members[from]];
        });
        expect(verifyFile(bytes).holds).toBe(bytes.equals(whole));
      }),
      { numRuns: SAMPLES, seed },
    );
  });
});

describe('names where it begins', () => {
  const broken = (bytes: Uint8Array) => {
    const found = verifyFile(bytes);
    if (found.holds) throw new Error('it holds');
    return found;
  };

  it('an entry whose content was changed', () => {
    const bytes = damage(({ entries }) => Object.assign(entries[2]?.changed ?? {}, { amountFen: 1 }));
    expect(broken(bytes)).toMatchObject({ code: 'entry-changed', path: ['entries', 2] });
    // Entries begin with their action.
    const third = [...textOf(bytes).matchAll(/\{"action"/g)][2]?.index ?? 0;
    expect(broken(bytes).byte).toBe(Buffer.byteLength(textOf(bytes).slice(0, third)));
  });

  it('the hash of an entry, where the next one remembers another', () => {
    const bytes = damage(({ entries }) => Object.assign(entries[1] ?? {}, { hash: 'a'.repeat(64) }));
    expect(broken(bytes)).toMatchObject({ code: 'hash-changed', byte: byteOf(bytes, `"${'a'.repeat(64)}"`) });
  });

  it('a chain that was written anew from one entry on: it no longer lies under its seals', () => {
    const bytes = damage(({ entries, head }) => {
      Object.assign(entries[4]?.changed ?? {}, { amountFen: 9 });
      for (const [at, entry] of entries.entries())
        Object.assign(
          entry,
          { prevHash: entries[at - 1]?.hash ?? entry.prevHash, hash: '' },
          { hash: hashOfEntry({ ...entry, prevHash: entries[at - 1]?.hash ?? entry.prevHash }) },
        );
      Object.assign(head, { hash: entries.at(-1)?.hash });
    });
    expect(broken(bytes)).toMatchObject({ code: 'not-under-seal', path: ['inclusion', 4] });
  });

  it.each<[string, (copy: AuditExport) => void, object]>([
    [
      'a signature',
      ({ seals }) => Object.assign(seals[1] ?? {}, { signature: seals[0]?.signature }),
      { code: 'signature-broken', path: ['seals', 1] },
    ],
    ['a root', ({ seals }) => Object.assign(seals[0] ?? {}, { root: 'b'.repeat(64) }), { code: 'signature-broken', path: ['seals', 0] }],
    [
      'a key',
      ({ publicKeys }) => Object.assign(publicKeys[0] ?? {}, { publicKey: makeKey().publicKey.toString('hex') }),
      { code: 'key-name-differs' },
    ],
    [
      'a transfer',
      ({ transfers }) => Object.assign(transfers[1] ?? {}, { amountFen: 1 }),
      { code: 'transfer-differs', path: ['transfers', 1] },
    ],
    ['the newest entry', (copy) => copy.entries.pop(), { code: 'head-differs', path: ['head'] }],
    ['an inclusion', ({ inclusion }) => inclusion.pop(), { code: 'wrong-count', path: ['inclusion'] }],
    ['something more', (copy) => Object.assign(copy, { note: 'x' }), { code: 'wrong-shape' }],
    [
      'another case',
      ({ aggregate }) => Object.assign(aggregate, { id: 'case-2' }),
      { code: 'other-aggregate', path: ['entries', 0, 'aggregate'] },
    ],
  ])('%s', (_what, change, expected) => {
    expect(broken(damage(change))).toMatchObject(expected);
  });

  it('a byte that is no text, a letter that is no JSON, and a space an export does not have', () => {
    const at = byteOf(whole, '说明');
    const noText = Buffer.from(whole);
    noText[at + 1] = 0xff;
    expect(broken(noText)).toMatchObject({ code: 'not-utf-8', byte: expect.closeTo(at, -1) });
    const noJson = Buffer.concat([whole.subarray(0, 1), Buffer.from('x'), whole.subarray(1)]);
    expect(broken(noJson)).toMatchObject({ code: 'not-json', byte: 1 });
    const spaced = Buffer.from(textOf(whole).replace('"entries":[', '"entries": ['));
    expect(broken(spaced)).toMatchObject({ code: 'not-as-exported', byte: byteOf(spaced, '"entries": [') + '"entries":'.length });
  });
});

it('counts keys that were given alone, whatever key a forger signed all of it with', () => {
  const key = makeKey();
  const forged = bytesOf(makeExport({ key: makeKey() }));
  const own = makeExport({ key });
  const trusted = new Set(own.publicKeys.map(({ keyId }) => keyId));
  expect(verifyFile(forged).holds).toBe(true);
  expect(verifyFile(forged, trusted)).toMatchObject({ code: 'key-not-trusted' });
  expect(verifyFile(bytesOf(own), trusted).holds).toBe(true);
});
