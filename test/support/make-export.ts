import { generateKeyPairSync, type KeyObject, sign } from 'node:crypto';
import canonicalize from 'canonicalize';
import type { AuditExport } from '../../shared/contracts/audit-export.ts';
import { buildExport, type Placed } from '../../shared/contracts/build-audit-export.ts';
import type { AuditEntry } from '../../shared/domain/audit/entry.ts';
import { NO_SEAL, type Seal } from '../../shared/domain/audit/seal.ts';
import { sha256Hex } from '../../shared/store/artefact-parts.ts';
import { newHead, nextEntry } from '../../shared/store/audit-chain.ts';
import { hashOfSeal, keyIdOf, signedBytes, treeOf } from '../../shared/store/audit-tree.ts';
import { leafOfItem } from '../../shared/store/journal-copy.ts';

/** A chain of entries of one case, as commands leave them. */
function makeChain(length: number, id = 'case-1', transfers: readonly string[] = []): AuditEntry[] {
  const entries: AuditEntry[] = [];
  let head = newHead();
  for (let at = 0; at < length; at++) {
    const made = nextEntry(
      {
        aggregate: { kind: 'case', id },
        action: ['case.submit', 'case.confirm', 'case.approve'][at % 3] as string,
        at: new Date(Date.UTC(2026, 10, 23, 1, at * 3)).toISOString(),
        by: { personId: `person-${at}`, role: 'reviewer', organisationId: at % 2 ? 'org-1' : null },
        changed: {
          amountFen: 120_000 + at,
          说明: `第 ${at} 步`,
          account: { sensitive: '6222' },
          documents: ['a', 'b'],
          ...(at === 0 && transfers.length > 0 && { transfers }),
        },
        ...(at % 2 && { reason: '材料齐全 "complete"\\' }),
      },
      head,
    );
    entries.push(made.entry);
    head = made.head;
  }
  return entries;
}

export const makeKey = (): { readonly privateKey: KeyObject; readonly publicKey: Buffer } => {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  return { privateKey, publicKey: publicKey.export({ type: 'spki', format: 'der' }) };
};

const hashes = (count: number, word: string): string[] => Array.from({ length: count }, (_, at) => keyIdOf(Buffer.from(`${word} ${at}`)));

/** Each of these leaves under a seal with others, two to a seal, the seals following each other. */
function sealAll(leaves: readonly string[], { privateKey, publicKey } = makeKey()): Placed[] {
  const placed: Placed[] = [];
  let before: Seal | undefined;
  for (let at = 0; at < leaves.length; at += 2) {
    const mine = leaves.slice(at, at + 2);
    const all = [...hashes(at * 3, 'before'), ...mine, ...hashes(5, 'behind')];
    const tree = treeOf(all);
    const number = at / 2 + 1;
    const minute = (count: number) => new Date(Date.UTC(2026, 10, 23, 1, count * 5)).toISOString();
    const statement = {
      format: 'rongqiao-seal/1',
      number,
      from: minute(number),
      to: minute(number + 1),
      count: all.length,
      root: tree.root,
      previousSealHash: before ? hashOfSeal(before) : NO_SEAL,
      algorithm: 'ECDSA_SHA_256',
      keyId: keyIdOf(publicKey),
    } as const;
    const seal: Seal = { ...statement, signature: sign('sha256', signedBytes(statement), privateKey).toString('hex') };
    before = seal;
    for (const leaf of mine) placed.push({ seal, publicKey: publicKey.toString('hex'), inclusion: tree.inclusionOf(all.indexOf(leaf)) });
  }
  return placed;
}

/** A whole export: a chain of a case and transfers of the ledger, all but the last `open` entries sealed. */
export function makeExport({ length = 7, open = 1, transfers = 2, key = makeKey() } = {}): AuditExport {
  const moved = Array.from({ length: transfers }, (_, at) => ({ id: `case-1.${at}`, amountFen: 5_000 + at, note: '拨付' }));
  const entries = makeChain(
    length,
    'case-1',
    moved.map((one) => `${one.id} ${sha256Hex(canonicalize(one) as string)}`),
  );
  const rows = moved.map((one, at) => ({ pk: 'LEDGER#b', sk: `2026#${at}`, ...one }));
  const places = sealAll([...entries.map(({ hash }) => hash), ...rows.map(leafOfItem)], key);
  const placed = places.slice(0, length).map((place, at) => (at < length - open ? place : undefined));
  return buildExport({
    aggregate: { kind: 'case', id: 'case-1' },
    entries,
    transfers: rows,
    placed,
    placedTransfers: places.slice(length),
  });
}

export const bytesOf = (file: unknown): Buffer => Buffer.from(canonicalize(file) as string);
