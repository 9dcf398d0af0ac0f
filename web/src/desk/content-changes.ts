import { partsOfClaim } from './claim-parts.ts';
import type { CaseFileView } from './wire.ts';

/** One thing a decision rests on, before and after; `undefined`: it was not there. */
export type ContentChange = { readonly what: string; readonly field: string | null; readonly before: unknown; readonly after: unknown };

const flat = (claim: unknown): Map<string, unknown> => {
  const { groups, tables } = partsOfClaim(claim);
  const fields = [...groups, ...tables.flatMap(({ rows }) => rows)].flatMap((part) => part.fields);
  return new Map(fields.map(({ pointer, value }) => [pointer, value]));
};

/** What lies in the hash that is approved, beside the claim. */
const PARTS: readonly (readonly [what: string, read: (file: CaseFileView) => unknown])[] = [
  ['amount', ({ computedFen }) => computedFen],
  ['payee', ({ payee }) => payee && `${payee.holderName} · ${payee.bankName} · ${payee.bankAccount}`],
  ['struck', ({ struck }) => struck.map(({ lineId }) => lineId).join(' ')],
  ['settled', ({ settled }) => settled.map(({ fact, value }) => `${fact} = ${JSON.stringify(value)}`).join('; ')],
  ['programme', ({ programmeHash }) => programmeHash],
  ['snapshot', ({ snapshotHash }) => snapshotHash],
];

/** Where two sights of a case differ in what a decision rests on (the content hash covers exactly this). */
export function contentChanges(before: CaseFileView, after: CaseFileView): ContentChange[] {
  const [old, now] = [flat(before.claim), flat(after.claim)];
  const claim = [...new Set([...old.keys(), ...now.keys()])].map((pointer) => ({
    what: 'claim',
    field: pointer,
    before: old.get(pointer),
    after: now.get(pointer),
  }));
  const parts = PARTS.map(([what, read]) => ({ what, field: null, before: read(before) ?? undefined, after: read(after) ?? undefined }));
  return [...parts, ...claim].filter((change) => JSON.stringify(change.before) !== JSON.stringify(change.after));
}
