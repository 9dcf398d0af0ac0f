import canonicalize from 'canonicalize';
import { type AuditExport, RECORDS_FOR_ALL } from '../../../shared/contracts/audit-export.ts';
import type { Inclusion } from '../../../shared/domain/audit/merkle.ts';
import { sha256Hex } from '../../../shared/store/artefact-parts.ts';
import { FIRST_HASH, hashOfEntry, hashOfValue } from '../../../shared/store/audit-chain.ts';
import { checkSignature, hashOfSeal, keyIdOf, liesUnder } from '../../../shared/store/audit-tree.ts';
import { hashedLast } from '../../../shared/store/disclose-records.ts';
import { leafOfItem } from '../../../shared/store/journal-copy.ts';
import { transfersNamed } from '../../../shared/store/transfer-hash.ts';
import type { Path } from './file-places.ts';
import { CannotTell, type Finding, type FindingCode } from './findings.ts';

/** A generator of what is wrong; whoever asks takes the first. */
type Findings = Generator<Finding>;
const finding = (code: FindingCode, ...path: Path): Finding => ({ code, path });

const isAscending = (numbers: readonly number[]): number => numbers.findIndex((number, at) => at > 0 && number <= (numbers[at - 1] ?? 0));

/** @param trusted names of the keys that count; all of the file when undefined */
function* keys({ publicKeys, seals }: AuditExport, trusted: ReadonlySet<string> | undefined): Findings {
  for (const [at, { keyId, publicKey }] of publicKeys.entries()) {
    if (keyIdOf(Buffer.from(publicKey, 'hex')) !== keyId) yield finding('key-name-differs', 'publicKeys', at, 'publicKey');
    if (trusted && !trusted.has(keyId)) yield finding('key-not-trusted', 'publicKeys', at, 'publicKey');
    if (!seals.some((seal) => seal.keyId === keyId)) yield finding('key-unused', 'publicKeys', at);
  }
  const doubled = publicKeys.findIndex(({ keyId }, at) => publicKeys.findIndex((other) => other.keyId === keyId) !== at);
  if (doubled >= 0) yield finding('wrong-order', 'publicKeys', doubled);
}

function* sealsOf({ seals, publicKeys, inclusion, transferInclusion }: AuditExport): Findings {
  const disorder = isAscending(seals.map(({ number }) => number));
  if (disorder >= 0) yield finding('wrong-order', 'seals', disorder);
  const used = new Set([...inclusion, ...transferInclusion].map(({ seal }) => seal));
  for (const [at, seal] of seals.entries()) {
    const key = publicKeys.find(({ keyId }) => keyId === seal.keyId);
    if (!key) {
      yield finding('key-missing', 'seals', at, 'keyId');
      continue;
    }
    const verdict = checkSignature(seal, key);
    if (verdict === 'unknown-algorithm') throw new CannotTell(`seal ${seal.number}: ${seal.algorithm}`);
    if (verdict === 'broken') yield finding('signature-broken', 'seals', at);
    const before = seals[at - 1];
    if (before?.number === seal.number - 1 && (hashOfSeal(before) !== seal.previousSealHash || before.to !== seal.from))
      yield finding('seals-unchained', 'seals', at, 'previousSealHash');
    if (!used.has(seal.number)) yield finding('seal-unused', 'seals', at);
  }
}

function* chain({ aggregate, entries, head }: AuditExport): Findings {
  let before: AuditExport['entries'][number] | undefined;
  for (const [at, entry] of entries.entries()) {
    const real = hashOfEntry(entry);
    const next = entries[at + 1];
    // Which of the two was changed, the content or the hash? The entry behind it remembers.
    if (real !== entry.hash)
      yield next?.prevHash === real ? finding('hash-changed', 'entries', at, 'hash') : finding('entry-changed', 'entries', at);
    if (entry.seq !== at + 1) yield finding('wrong-order', 'entries', at, 'seq');
    if (entry.prevHash !== (before?.hash ?? FIRST_HASH)) yield finding('link-broken', 'entries', at, 'prevHash');
    if (canonicalize(entry.aggregate) !== canonicalize(aggregate)) yield finding('other-aggregate', 'entries', at, 'aggregate');
    before = entry;
  }
  if (head.seq !== entries.length || head.hash !== (before?.hash ?? FIRST_HASH)) yield finding('head-differs', 'head');
}

/** Each row of the ledger is one that an entry names, key and hash. */
function* money({ entries, transfers }: AuditExport): Findings {
  const named = transfersNamed(entries);
  for (const [at, { pk: _pk, sk: _sk, ...content }] of transfers.entries())
    if (named.get(String(content.id)) !== sha256Hex(canonicalize(content) as string)) yield finding('transfer-differs', 'transfers', at);
}

/** Each record is what the newest entry that names it hashed, and none of those that all may know is left out. */
function* records({ aggregate, entries, records: shown }: AuditExport): Findings {
  const named = hashedLast(entries);
  for (const [at, { field, seq, key, content }] of shown.entries()) {
    const last = named.get(field);
    if (!last || last.seq !== seq) yield finding('record-not-newest', 'records', at, 'seq');
    else if (hashOfValue(key, canonicalize(content) as string) !== last.hashed) yield finding('record-differs', 'records', at);
    if (at > 0 && field <= (shown[at - 1]?.field ?? '')) yield finding('wrong-order', 'records', at, 'field');
  }
  const there = new Set(shown.map(({ field }) => field));
  const all: readonly string[] = aggregate.kind === 'case' ? RECORDS_FOR_ALL : [];
  for (const field of named.keys())
    if (all.includes(field.split('.', 1)[0] as string) && !there.has(field)) yield finding('record-missing', 'records');
}

type Named = Inclusion & { readonly seal: number };

/** The places of some leaves, in their order; the list's name tells where they stand. */
function* places(file: AuditExport, list: 'inclusion' | 'transferInclusion', leaves: readonly string[], sealed: number): Findings {
  const named: readonly Named[] = file[list];
  if (named.length !== sealed || sealed > leaves.length) yield finding('wrong-count', list);
  for (const [at, { seal: number, ...inclusion }] of named.entries()) {
    const seal = file.seals.find((one) => one.number === number);
    const leaf = leaves[at];
    if (!seal || leaf === undefined || seal.count !== inclusion.size || !liesUnder(leaf, inclusion, seal.root))
      yield finding('not-under-seal', list, at);
  }
}

function* positions({ inclusion, transferInclusion }: AuditExport): Findings {
  const entry = inclusion.findIndex(({ seq }, at) => seq !== at + 1);
  if (entry >= 0) yield finding('wrong-order', 'inclusion', entry, 'seq');
  const transfer = transferInclusion.findIndex(({ at }, index) => at !== index);
  if (transfer >= 0) yield finding('wrong-order', 'transferInclusion', transfer, 'at');
}

/** What lies under something broken is broken too: so the keys first, then the chain, the money and the records it names, then what was signed, then where all of it lies. */
function* everything(file: AuditExport, trusted: ReadonlySet<string> | undefined): Findings {
  yield* keys(file, trusted);
  yield* chain(file);
  yield* money(file);
  yield* records(file);
  yield* positions(file);
  yield* sealsOf(file);
  const leaves = file.entries.map(({ hash }) => hash);
  yield* places(file, 'inclusion', leaves, file.sealed);
  yield* places(file, 'transferInclusion', file.transfers.map(leafOfItem), file.transfers.length);
}

/**
 * The first thing in an exported file that does not verify; undefined when all of it does.
 * @throws CannotTell when it was signed by an algorithm this program does not know
 */
export const firstFinding = (file: AuditExport, trusted?: ReadonlySet<string>): Finding | undefined =>
  everything(file, trusted).next().value ?? undefined;
