import { describe, expect, it } from 'vitest';
import adoptions from '../../../infra/local/demo/adoptions.json' with { type: 'json' };
import { readDemo } from '../../../infra/local/demo/read-demo.ts';
import { playDemo } from '../../../infra/local/demo/seed-cases.ts';
import { readCatalogue } from '../../../shared/catalogue/read-catalogue.ts';
import { readHolidays } from '../../../shared/catalogue/read-holidays.ts';
import { timersOf } from '../../../shared/domain/cases/clock/timers.ts';
import type { CaseRecord } from '../../../shared/domain/cases/records.ts';
import { isEnd } from '../../../shared/domain/cases/states.ts';
import type { CivilDate } from '../../../shared/domain/kernel/civil-date.ts';
import { heldFen } from '../../../shared/domain/ledger/case-money.ts';
import { openCatalogue, packCatalogue } from '../../../shared/domain/matching/catalogue-artefact.ts';
import { adoptTemplate } from '../../../shared/domain/policy/adopt.ts';
import { toDictionary } from '../../../shared/domain/policy/fact-dictionary.ts';

const TODAY = '2026-11-23' as CivilDate;
/** A weekend, the days after a long holiday, the turn of a year, and years no list of days off reaches. */
const DAYS = [TODAY, '2026-10-12', '2026-11-28', '2027-01-04', '2027-03-31', '2028-02-29'] as CivilDate[];

const demo = readDemo();
const { programmes, definitions, reference } = readCatalogue();
const dictionary = toDictionary(definitions);
const adopted = adoptions.flatMap(({ programmeId, by }) => {
  const template = programmes.find(({ id }) => id === programmeId);
  return template ? by.map(({ regionCode }) => adoptTemplate(template, regionCode, dictionary)) : [];
});
const catalogue = openCatalogue(packCatalogue({ catalogueVersion: 'demo', programmes, adopted, definitions, reference }));
const play = (today: CivilDate) => playDemo({ demo, today, dictionary, reference, catalogue, holidays: readHolidays() });

/** What each case is there to show. */
const STATES: Readonly<Record<string, CaseRecord['state']>> = {
  'demo-paid': 'monitoring',
  'demo-unconfirmed': 'submitted',
  'demo-due': 'disbursing',
  'demo-returned': 'returned',
  'demo-batched': 'disbursing',
  'demo-on-notice': 'public_notice',
  'demo-flagged': 'under_review',
  'demo-objected': 'objection_review',
  'demo-pending-1': 'decision_pending',
  'demo-pending-2': 'decision_pending',
  'demo-late': 'decision_pending',
  'demo-waiting': 'decision_pending',
  'demo-rejected': 'rejected',
  'demo-jiangning': 'submitted',
  'demo-draft': 'draft',
  'demo-draft-broadband': 'draft',
};

describe('the cases of the demo', () => {
  it('stand where their stories leave them', () => {
    const { files } = play(TODAY);
    expect(Object.fromEntries([...files].map(([id, { record }]) => [id, record.state]))).toEqual(STATES);
    const record = (id: string) => files.get(id)?.record as CaseRecord;
    expect(record('demo-flagged').flags.map(({ id }) => id.split('.', 1)[0])).toEqual(['buyer-is-not-applicant']);
    const opinions = files.get('demo-flagged')?.opinions.map(({ by, state, verdict }) => [by.personId, state, verdict]);
    expect(opinions).toEqual([
      ['expert-2', 'given', 'partly'],
      ['expert-1', 'asked', null],
    ]);
    expect(record('demo-waiting').waiting).not.toBeNull();
    expect(record('demo-paid').money).toMatchObject({ reservedFen: 1_200_000, postedFen: 1_200_000, voidedFen: 0 });
    expect(String(record('demo-late').clock?.shown?.day) < TODAY).toBe(true);
    expect(files.get('demo-batched')?.payments).toMatchObject([{ state: 'l1_ok', batchId: 'demo-batch-2' }]);
    expect(files.get('demo-due')?.payments).toMatchObject([{ state: 'drafted', batchId: null }]);
    expect(files.get('demo-rejected')?.appeals).toMatchObject([{ state: 'filed' }]);
    expect(files.get('demo-returned')?.corrections[0]?.defects).toHaveLength(2);
  });

  it('are told alike each time, so that a seeding that broke off can be gone on with', () => {
    expect(JSON.stringify(play(TODAY).byApplicant)).toBe(JSON.stringify(play(TODAY).byApplicant));
    expect(JSON.stringify(play(TODAY).paying)).toBe(JSON.stringify(play(TODAY).paying));
  });

  it.each(DAYS)('can be played on %s: nothing lies ahead, and money is held where it is promised', (today) => {
    const { files, byApplicant, paying } = play(today);
    expect(files.size).toBe(demo.cases.length);
    for (const { entry } of [...byApplicant.flat(), ...paying]) expect(entry.at < `${today}T00:00:00Z`, entry.action).toBe(true);
    for (const [id, { record, payments }] of files) {
      expect(heldFen(record.money) > 0, id).toBe(['public_notice', 'objection_review', 'disbursing'].includes(record.state));
      expect(payments.length > 0, id).toBe(['disbursing', 'monitoring'].includes(record.state));
      expect(record.holds.length > 0, id).toBe(!isEnd(record.state) && record.submittedAt !== null);
    }
  });

  it('do not end by the clock on the first day: nothing of them lapses', () => {
    for (const [id, { record }] of play(TODAY).files) {
      const lapses = timersOf(record).filter(({ event, on }) => event === 'lapse' && on <= TODAY);
      expect(lapses, id).toEqual([]);
    }
  });

  it('leave the start-up of the story, which the tours begin with, without one', () => {
    expect(demo.cases.map(({ applicant }) => applicant)).not.toContain('company-01');
  });

  it('take papers and invoices of their own applicant', () => {
    for (const { applicant, claim, id } of demo.cases) {
      const one = demo.organisations.find((organisation) => organisation.id === applicant);
      const papers = (one?.papers ?? []).map((paper) => paper.id);
      const { lines = [] } = claim as { lines?: { documentId: string; paymentProofDocumentId: string }[] };
      for (const { documentId, paymentProofDocumentId } of lines)
        expect(papers, id).toEqual(expect.arrayContaining([documentId, paymentProofDocumentId]));
    }
  });
});
