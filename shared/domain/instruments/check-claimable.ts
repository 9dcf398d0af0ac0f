import type { Programme } from '../policy/programme.ts';
import { pointer } from '../policy/schema-complaints.ts';
import { kindOfProgramme } from '../subsidies/kinds.ts';
import { isGrantedHere } from '../subsidies/other-grants.ts';

const isAutomatic = ({ versions }: Programme): boolean => versions.some(({ delivery }) => delivery?.mode === 'automatic');

/** Why a day cannot be gone by yet; undefined: it can. */
function dayFault(programme: Programme): string | undefined {
  const { judgedAt } = programme;
  if (judgedAt === 'submission') return undefined;
  if (judgedAt !== 'cost') return `no claim is judged as of its ${judgedAt} yet`;
  return kindOfProgramme(programme) && !isAutomatic(programme) ? undefined : 'no claim under it has costs to be judged as of';
}

/**
 * What a programme asks of claims under it and no claim can honour: a day nobody can tell, and money of programmes that are not granted here
 * and of which no fact tells either. Each as `JSON pointer: reason`.
 * @param programmes the whole catalogue, by id
 */
export function checkClaimable(programme: Programme, programmes: ReadonlyMap<string, Programme>): string[] {
  const fault = dayFault(programme);
  const ofDay = fault === undefined ? [] : [`${pointer(['programme', 'judgedAt'])}: ${fault}`];
  if (!isGrantedHere(programme)) return ofDay;
  const ofOthers = programme.versions.flatMap(({ exclusions }, v) =>
    exclusions.flatMap(({ kind, programmes: named, fact }, e) => {
      if ((kind !== 'deduct' && kind !== 'prerequisite') || fact !== undefined) return [];
      const place = ['programme', 'versions', v, 'exclusions', e];
      if (named.length === 0) return [`${pointer(place)}: names neither a programme nor a fact that tells`];
      return named.flatMap((id, p) => {
        const other = programmes.get(id);
        if (!other || isGrantedHere(other)) return [];
        return [`${pointer([...place, 'programmes', p])}: "${id}" is not granted here, so name the fact that tells what it granted`];
      });
    }),
  );
  return [...ofDay, ...ofOthers];
}
