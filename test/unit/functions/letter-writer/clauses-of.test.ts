import { describe, expect, it } from 'vitest';
import { clausesOf } from '../../../../functions/letter-writer/use-cases/clauses-of.ts';
import { readCatalogue } from '../../../../shared/catalogue/read-catalogue.ts';
import type { Appraisal } from '../../../../shared/domain/cases/records/appraisal.ts';
import type { CivilDate } from '../../../../shared/domain/kernel/civil-date.ts';
import { leavesOf } from '../../../../shared/domain/policy/criteria-tree.ts';
import { versionOn } from '../../../../shared/domain/policy/in-force.ts';

const DAY = '2026-06-01' as CivilDate;
const { programmes } = readCatalogue();

/** Every clause of a programme, as a case that meets them all was judged by them. */
function judgedBy(id: string): ReturnType<typeof clausesOf> {
  const programme = programmes.find((one) => one.id === id);
  const version = programme && versionOn(programme, DAY);
  if (!version) throw new Error(`${id} is not in force on ${DAY}`);
  const clauses = leavesOf(version.criteria).map(({ id: leaf, text, fact }) => ({
    id: leaf,
    outcome: 'met' as const,
    fact,
    text,
    trusted: true,
  }));
  const appraisal: Appraisal = { at: `${DAY}T02:00:00.000Z`, asOf: DAY, verdict: 'eligible', computedFen: 1, trace: [], clauses };
  return clausesOf(appraisal, programme);
}

describe('the clauses of a decision', () => {
  const judged = judgedBy('community-broadband-subsidy');

  it('are cited from their document', () => {
    expect(judged.find(({ text }) => text === '企业在众创社区内')).toMatchObject({
      citation: { document: expect.stringContaining('苏政办发〔2016〕150号'), article: '四(二)' },
      confidence: 'seed',
    });
  });

  it('cite nothing where they stand in no document we know, and keep the mark that says so', () => {
    expect(judged.find(({ text }) => text === '成立不超过36个月')).toMatchObject({ citation: null, confidence: 'invented' });
  });
});
