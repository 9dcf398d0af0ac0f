import { FAILED, FIXED, MET, SHAPE, TIER } from './layout.ts';
import { unmetSlot } from './rows.ts';
import { findSlot, nextPart, partsHoldWith, runParts } from './run-program.ts';
import type { Workspace } from './workspace.ts';

/** The fact that alone would make every part of the flat program hold, for a version that is met in all it asks outright. */
function slotThatMends(workspace: Workspace, version: number): number | undefined {
  const start = workspace.catalogue.fullAt[version] as number;
  const end = workspace.catalogue.fullEnd[version] as number;
  // It must be one the first part that does not hold asks about.
  for (let at = start; at < end; at = nextPart(workspace, at)) {
    if (runParts(workspace, at, nextPart(workspace, at)) === MET) continue;
    return findSlot(workspace, at, (slot) => partsHoldWith(workspace, start, end, slot));
  }
  return undefined;
}

/** The one fact that stands between a near miss and eligibility. */
export const slotInTheWay = (workspace: Workspace, version: number): number | undefined =>
  unmetSlot(workspace, version) ?? slotThatMends(workspace, version);

/**
 * Gives every version its verdict (0 not in force, 1 ineligible, 2 unknown, 3 eligible), and lists in catalogue order the eligible ones
 * and those one answer away. Bitmaps answer what depends on single facts; the flat program is run only where that leaves it open.
 */
export function settleVerdicts(workspace: Workspace): { readonly eligible: number; readonly near: number } {
  const { catalogue, live, ones, twos, failed, verdict, eligible, near } = workspace;
  const { bitmap, fullAt, fullEnd } = catalogue;
  const words = catalogue.shape[SHAPE.words] as number;
  let eligibleCount = 0;
  let nearCount = 0;
  for (let word = 0; word < words; word++) {
    const first = word << 5;
    const inForce = live[word] as number;
    const one = ones[word] as number;
    const single = one & ~(twos[word] as number);
    let nearBits = single & inForce;
    let isFailed = failed[word] as number;
    let isUnmet = one;
    let bits = (bitmap[FIXED.hasCode * words + word] as number) & inForce & (~isFailed | single);
    while (bits !== 0) {
      const mask = bits & -bits;
      bits ^= mask;
      const version = first + 31 - Math.clz32(mask);
      const start = fullAt[version] as number;
      const end = fullEnd[version] as number;
      const result = runParts(workspace, start, end);
      if (result === MET) continue;
      if (result === FAILED) isFailed |= mask;
      isUnmet |= mask;
      if ((single & mask) !== 0) {
        if (!partsHoldWith(workspace, start, end, unmetSlot(workspace, version) as number)) nearBits ^= mask;
      } else if ((one & mask) === 0 && slotThatMends(workspace, version) !== undefined) nearBits |= mask;
    }
    for (let left = inForce & ~isUnmet; left !== 0; left &= left - 1) eligible[eligibleCount++] = first + 31 - Math.clz32(left & -left);
    for (let left = nearBits; left !== 0; left &= left - 1) near[nearCount++] = first + 31 - Math.clz32(left & -left);
    writeVerdicts(verdict.fours, word, inForce, isFailed, isUnmet);
  }
  return { eligible: eligibleCount, near: nearCount };
}

/** The verdicts on the applicant alone: clauses about one request are taken to go well. Needs the rows found. */
export function settleApplicantVerdicts(workspace: Workspace): void {
  const { catalogue, live, rows, row, applicantVerdict } = workspace;
  const { bitmap, factRequest, applicantAt, applicant } = catalogue;
  const { open, kept, built, openStart, keptStart, builtStart, openSlot, keptSlot, builtSlot } = rows;
  const words = catalogue.shape[SHAPE.words] as number;
  for (let word = 0; word < words; word++) {
    const inForce = live[word] as number;
    let isFailed = bitmap[FIXED.alwaysFailedApplicant * words + word] as number;
    for (let index = 0; index < kept; index++) {
      if (factRequest[keptSlot[index] as number] === 0) isFailed |= bitmap[(keptStart[index] as number) + word] as number;
    }
    for (let index = 0; index < built; index++) {
      if (factRequest[builtSlot[index] as number] === 0) isFailed |= row[(builtStart[index] as number) + word] as number;
    }
    let isUnmet = isFailed | (bitmap[FIXED.alwaysOpen * words + word] as number);
    for (let index = 0; index < open; index++) {
      if (factRequest[openSlot[index] as number] === 0) isUnmet |= bitmap[(openStart[index] as number) + word] as number;
    }
    let bits = (bitmap[FIXED.hasCodeApplicant * words + word] as number) & inForce & ~isFailed;
    while (bits !== 0) {
      const mask = bits & -bits;
      bits ^= mask;
      const version = (word << 5) + 31 - Math.clz32(mask);
      for (let index = applicantAt[version] as number; index < (applicantAt[version + 1] as number); index++) {
        const start = applicant[index] as number;
        const result = runParts(workspace, start, nextPart(workspace, start));
        if (result !== MET) isUnmet |= mask;
        if (result === FAILED) isFailed |= mask;
      }
    }
    writeVerdicts(applicantVerdict.fours, word, inForce, isFailed, isUnmet);
  }
}

/** Four bits as four bytes of 0 or 1, in the byte order of the machine. */
const SPREAD = new Int32Array(Uint8Array.from({ length: 64 }, (_, index) => ((index >> 2) >> (index & 3)) & 1).buffer);

/** Writes the 32 verdicts of a word, four at a time: 1 when in force, 2 more unless failed, but only 1 more when also not met. */
function writeVerdicts(fours: Int32Array, word: number, inForce: number, isFailed: number, isUnmet: number): void {
  const passing = inForce & ~isFailed;
  const open = passing & isUnmet;
  for (let part = 0; part < 8; part++) {
    const shift = 4 * part;
    fours[8 * word + part] =
      (SPREAD[(inForce >>> shift) & 15] as number) +
      2 * (SPREAD[(passing >>> shift) & 15] as number) -
      (SPREAD[(open >>> shift) & 15] as number);
  }
}

/** The outcome of "some tier holds"; undefined for an amount without tiers. Needs the leaves of the flat program settled. */
export function tierOutcome(workspace: Workspace, version: number): number | undefined {
  const tier = workspace.catalogue.tierCode[version] as number;
  if (tier === TIER.none) return undefined;
  if (tier === TIER.alwaysMet) return MET;
  return tier === TIER.alwaysFailed ? FAILED : runParts(workspace, tier - 1, nextPart(workspace, tier - 1));
}
