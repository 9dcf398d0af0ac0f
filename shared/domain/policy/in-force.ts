import type { CivilDate } from '../kernel/civil-date.ts';
import type { Programme, ProgrammeVersion } from './programme.ts';

/** The version whose rules hold on a day (half-open: its first day counts, the day it ends does not); none when not in force. */
export const versionOn = (programme: Programme, day: CivilDate): ProgrammeVersion | undefined =>
  programme.versions.find(
    ({ effective }) => (effective.from === null || effective.from <= day) && (effective.to === null || day < effective.to),
  );

/** From the first to the last day a programme was or will be in force, over all versions. */
export function lifeOf(programme: Programme): { from: CivilDate | null; to: CivilDate | null } {
  return { from: programme.versions[0]?.effective.from ?? null, to: programme.versions.at(-1)?.effective.to ?? null };
}
