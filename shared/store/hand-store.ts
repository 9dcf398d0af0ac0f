import { createHash } from 'node:crypto';
import * as z from 'zod/mini';
import type { Hands } from '../domain/parties/hands.ts';
import type { Write } from './commit.ts';
import type { ItemKey } from './keys/key.ts';
import { handKey } from './keys/organisations.ts';

/**
 * Where one natural person has a place, through all their accounts: a row by the person key, which counts the places in each organisation and
 * moves in the same write as they do. Four eyes looks at persons; with this, one row says of somebody what else the files of every applicant would.
 */
const PREFIX = 'in:';
const row = z.looseObject({ personKey: z.string() });

export const keyOfHand = (personKey: string): ItemKey => handKey(createHash('sha256').update(personKey).digest('hex'));

/** Places of persons in one organisation that begin (1) or end (-1); two accounts of one person are one write. */
export function handWrites(organisationId: string, members: readonly { readonly personKey: string }[], by: 1 | -1): Write[] {
  const counts = new Map<string, number>();
  for (const { personKey } of members) counts.set(personKey, (counts.get(personKey) ?? 0) + by);
  return [...counts].map(([personKey, count]) => ({
    hold: keyOfHand(personKey),
    needs: [],
    set: { personKey },
    add: { [`${PREFIX}${organisationId}`]: count },
  }));
}

/** Reads such a row. */
function placesOfHand(item: unknown): readonly [personKey: string, organisationIds: ReadonlySet<string>] {
  const { personKey, ...counts } = row.parse(item);
  const held = Object.entries(counts).filter(([name, count]) => name.startsWith(PREFIX) && Number(count) > 0);
  return [personKey, new Set(held.map(([name]) => name.slice(PREFIX.length)))];
}

/** Where persons have a place, of rows of whatever kind that were read together. */
export const handsAmong = (rows: readonly Readonly<Record<string, unknown>>[]): Hands =>
  new Map(rows.filter(({ sk }) => sk === 'HAND').map(placesOfHand));
