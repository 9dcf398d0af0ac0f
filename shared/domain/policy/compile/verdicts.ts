import { FAILED, FIXED, MET, NONE, SHAPE } from './layout.ts';
import { nameNearSlots, rowOf } from './rows.ts';
import { holdsWith, runPart, someSlot } from './run-program.ts';
import { ABSENT, type Workspace } from './workspace.ts';

/** What `nearSlot` holds for a version that no single fact can make eligible. */
export const NO_SLOT = 0xffff;

/** The least outcome of a version's parts of the flat program. */
function runVersion(workspace: Workspace, at: Uint32Array, parts: Uint32Array, version: number): number {
  let least = MET;
  for (let index = at[version] as number; index < (at[version + 1] as number); index++) {
    const result = runPart(workspace, parts[index] as number);
    if (result === FAILED) return FAILED;
    if (result < least) least = result;
  }
  return least;
}

/** Whether every part of a version would hold if the clauses about one fact went well. */
function versionHoldsWith(workspace: Workspace, version: number, slot: number): boolean {
  const { fullAt, full } = workspace.catalogue;
  for (let index = fullAt[version] as number; index < (fullAt[version + 1] as number); index++) {
    if (!holdsWith(workspace, full[index] as number, slot)) return false;
  }
  return true;
}

/** The fact that alone would make every part hold, of a version that is met in all else. */
function slotThatMends(workspace: Workspace, version: number): number {
  const { fullAt, full } = workspace.catalogue;
  for (let index = fullAt[version] as number; index < (fullAt[version + 1] as number); index++) {
    const start = full[index] as number;
    if (runPart(workspace, start) === MET) continue;
    let found = NO_SLOT;
    someSlot(workspace, start, (slot) => {
      if (versionHoldsWith(workspace, version, slot)) found = slot;
      return found !== NO_SLOT;
    });
    return found;
  }
  return NO_SLOT;
}

/**
 * Gives every version its verdict (0 not in force, 1 ineligible, 2 unknown, 3 eligible), and lists in catalogue order the eligible ones
 * and those one answer away. Bitmaps answer what depends on single facts; the flat program is run only where that leaves it open.
 */
export function settleVerdicts(workspace: Workspace): { readonly eligible: number; readonly near: number } {
  const { catalogue, live, ones, twos, failed, verdict, nearSlot, eligible, near } = workspace;
  const words = catalogue.shape[SHAPE.words] as number;
  const versions = catalogue.shape[SHAPE.versions] as number;
  let eligibleCount = 0;
  let nearCount = 0;
  nameNearSlots(workspace);
  for (let word = 0; word < words; word++) {
    const inForce = live[word] as number;
    const single = (ones[word] as number) & ~(twos[word] as number);
    let nearBits = single & inForce;
    let isFailed = failed[word] as number;
    let isUnmet = ones[word] as number;
    const hasCode = catalogue.bitmap[FIXED.hasCode * words + word] as number;
    let bits = hasCode & inForce & (~isFailed | single);
    while (bits !== 0) {
      const mask = bits & -bits;
      bits ^= mask;
      const version = (word << 5) + 31 - Math.clz32(mask);
      const result = runVersion(workspace, catalogue.fullAt, catalogue.full, version);
      if (result === MET) continue;
      if (result === FAILED) isFailed |= mask;
      if (single & mask) {
        if (!versionHoldsWith(workspace, version, nearSlot[version] as number)) nearBits &= ~mask;
      } else if (((ones[word] as number) & mask) === 0) {
        const slot = slotThatMends(workspace, version);
        nearSlot[version] = slot;
        if (slot !== NO_SLOT) nearBits |= mask;
      }
      isUnmet |= mask;
    }
    let eligibleBits = inForce & ~isUnmet;
    while (eligibleBits !== 0) {
      const mask = eligibleBits & -eligibleBits;
      eligibleBits ^= mask;
      eligible[eligibleCount++] = (word << 5) + 31 - Math.clz32(mask);
    }
    while (nearBits !== 0) {
      const mask = nearBits & -nearBits;
      nearBits ^= mask;
      near[nearCount++] = (word << 5) + 31 - Math.clz32(mask);
    }
    writeVerdicts(verdict, word << 5, Math.min(32, versions - (word << 5)), inForce, isFailed, isUnmet);
  }
  return { eligible: eligibleCount, near: nearCount };
}

/** The verdicts on the applicant alone: clauses about one request are taken to go well. */
export function settleApplicantVerdicts(workspace: Workspace): void {
  const { catalogue, live, cell, applicantVerdict } = workspace;
  const words = catalogue.shape[SHAPE.words] as number;
  const versions = catalogue.shape[SHAPE.versions] as number;
  const slots = workspace.indexed.filter((slot) => catalogue.factRequest[slot] === 0 && (workspace.rowStart[slot] as number) >= 0);
  for (let word = 0; word < words; word++) {
    const inForce = live[word] as number;
    let isFailed = catalogue.bitmap[FIXED.alwaysFailedApplicant * words + word] as number;
    let isUnmet = isFailed | (catalogue.bitmap[FIXED.alwaysOpen * words + word] as number);
    for (const slot of slots) {
      const unmet = rowOf(workspace, slot)[(workspace.rowStart[slot] as number) + word] as number;
      isUnmet |= unmet;
      if (cell[slot] !== ABSENT) isFailed |= unmet;
    }
    let bits = (catalogue.bitmap[FIXED.hasCodeApplicant * words + word] as number) & inForce & ~isFailed;
    while (bits !== 0) {
      const mask = bits & -bits;
      bits ^= mask;
      const result = runVersion(workspace, catalogue.applicantAt, catalogue.applicant, (word << 5) + 31 - Math.clz32(mask));
      if (result === FAILED) isFailed |= mask;
      if (result !== MET) isUnmet |= mask;
    }
    writeVerdicts(applicantVerdict, word << 5, Math.min(32, versions - (word << 5)), inForce, isFailed, isUnmet);
  }
}

function writeVerdicts(verdict: Uint8Array, first: number, count: number, inForce: number, isFailed: number, isUnmet: number): void {
  for (let bit = 0; bit < count; bit++) {
    const known = 1 + (1 - ((isFailed >>> bit) & 1)) * (2 - ((isUnmet >>> bit) & 1));
    verdict[first + bit] = ((inForce >>> bit) & 1) * known;
  }
}

/** The outcome of "some tier holds"; undefined for an amount without tiers. Needs the leaves of the flat program settled. */
export function tierOutcome(workspace: Workspace, version: number): number | undefined {
  const tier = workspace.catalogue.tierCode[version] as number;
  if (tier === 0) return undefined;
  if (tier >= NONE - 1) return tier === NONE ? MET : FAILED;
  return runPart(workspace, tier - 1);
}
