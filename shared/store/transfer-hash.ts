import canonicalize from 'canonicalize';
import type { AuditEntry } from '../domain/audit/entry.ts';
import type { Transfer } from '../domain/ledger/records.ts';
import { sha256Hex } from './artefact-parts.ts';

/** SHA-256 over the canonical JSON (RFC 8785) of a transfer. */
export const hashOfTransfer = (transfer: Transfer): string => sha256Hex(canonicalize(transfer) as string);

/** What the audit entry of a command says of the money it moved: `changed.transfers`, each its key and its hash. */
export const transfersChanged = (transfers: readonly Transfer[]): { readonly transfers: readonly string[] } => ({
  transfers: transfers.map((transfer) => `${transfer.id} ${hashOfTransfer(transfer)}`),
});

/** The transfers that audit entries name, in the order of the entries: key → hash. */
export function transfersNamed(entries: readonly AuditEntry[]): ReadonlyMap<string, string> {
  const named = new Map<string, string>();
  for (const { changed } of entries)
    if (Array.isArray(changed.transfers))
      for (const line of changed.transfers) {
        const [id = '', hash = ''] = line.split(' ');
        named.set(id, hash);
      }
  return named;
}

/** A transfer and the audit entries do not agree. `unrecorded`: no entry names it · `altered`: its hash is another · `missing`: it is not there. */
export interface TransferBreach {
  readonly id: string;
  readonly breach: 'unrecorded' | 'altered' | 'missing';
}

/** Compares transfers with the chains of audit entries that name them; whether the chains are whole is asked by `firstBrokenLink`. */
export function transferBreaches(entries: readonly AuditEntry[], transfers: readonly Transfer[]): readonly TransferBreach[] {
  const named = transfersNamed(entries);
  const there = new Set(transfers.map(({ id }) => id));
  return [
    ...transfers.flatMap((transfer): TransferBreach[] => {
      const hash = named.get(transfer.id);
      if (hash === undefined) return [{ id: transfer.id, breach: 'unrecorded' }];
      return hash === hashOfTransfer(transfer) ? [] : [{ id: transfer.id, breach: 'altered' }];
    }),
    ...[...named.keys()].filter((id) => !there.has(id)).map((id): TransferBreach => ({ id, breach: 'missing' })),
  ];
}
