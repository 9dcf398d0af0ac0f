import { describe, expect, test } from 'vitest';
import { EDGES } from '../../../shared/domain/cases/machine.ts';
import { DESKS, isDesk, worksAt } from '../../../shared/domain/cases/people/desks.ts';
import { act } from '../../../shared/domain/cases/records/actor.ts';
import { CLAIM_KINDS } from '../../../shared/domain/subsidies/kinds.ts';
import { claimedFen, isForPeople, papersOfClaim, partsOfClaim, touches } from '../../../web/src/desk/claim-parts.ts';
import { contentChanges } from '../../../web/src/desk/content-changes.ts';
import { ALL_WORK, isLate, programmeSeen, programmesOf, shown } from '../../../web/src/desk/due.ts';
import { isOld, knownDefects } from '../../../web/src/desk/known-defects.ts';
import { barOf, PANEL_STEPS, panelSteps } from '../../../web/src/desk/step-table.ts';
import type { CaseFileView, CaseItem } from '../../../web/src/desk/wire.ts';
import desk from '../../../web/src/locales/desk.zh.json' with { type: 'json' };
import status from '../../../web/src/locales/status.zh.json' with { type: 'json' };

const claim = {
  kind: 'broadband',
  paperIds: ['contract'],
  contractDocumentId: 'contract',
  contractNumber: 'HT-1',
  year: 2026,
  lines: [
    { paymentProofDocumentId: 'proof', amountFen: 1_200_000, lineId: 'l1', paidOn: '2026-06-10', documentId: 'scan' },
    { paymentProofDocumentId: 'proof', amountFen: 300, lineId: 'l2', paidOn: '2026-06-11' },
  ],
};

describe('a claim taken apart', () => {
  test('reads in the order of its form, papers last, and names each place by its pointer', () => {
    const { groups, tables } = partsOfClaim(claim);
    expect(groups[0]?.fields.map(({ name }) => name)).toEqual(['year', 'contractNumber', 'contractDocumentId', 'paperIds']);
    expect(tables[0]).toMatchObject({ name: 'lines', columns: ['paidOn', 'amountFen'] });
    expect(tables[0]?.rows.map(({ rowId, pointer }) => [rowId, pointer])).toEqual([
      ['l1', '/lines/0'],
      ['l2', '/lines/1'],
    ]);
  });

  test('tells its papers once each, and what its bills come to', () => {
    expect(papersOfClaim(claim).toSorted()).toEqual(['contract', 'proof', 'scan']);
    expect(claimedFen(claim)).toBe(1_200_300);
    expect(claimedFen({ kind: 'training', trainees: [{ traineeId: 't', name: '示例' }] })).toBeUndefined();
    expect(partsOfClaim(null)).toEqual({ groups: [], tables: [] });
  });

  test('knows a changed place from one beside it', () => {
    expect(touches('/lines/0/amountFen', ['/lines/0/amountFen'])).toBe(true);
    expect(touches('/lines/0/amountFen', ['/lines/0'])).toBe(false);
    expect(touches('/lines/0', ['/lines/0/amountFen'])).toBe(true);
    expect(touches('/lines/1/amountFen', ['/lines/0/amountFen'])).toBe(false);
    expect(touches('/lines/10', ['/lines/1'])).toBe(false);
    expect(['/lines/1/lineId', '/kind', '/lines/1/amountFen', '/paperIds/0'].filter(isForPeople)).toEqual([
      '/lines/1/amountFen',
      '/paperIds/0',
    ]);
  });

  test('of every kind has something to read', () => {
    for (const kind of CLAIM_KINDS) expect(partsOfClaim({ kind, year: 2026 }).groups[0]?.fields, kind).toHaveLength(1);
  });
});

const item = (more: Partial<CaseItem>): CaseItem =>
  ({ id: 'c', programmeId: 'p', dueOn: '2026-11-23', provisional: false, mine: false, assignedTo: null, ...more }) as CaseItem;

describe('the inbox', () => {
  test('calls late what is certainly over, and the last day still in time', () => {
    expect(isLate({ dueOn: '2026-11-22', provisional: false }, '2026-11-23')).toBe(true);
    expect(isLate(item({}), '2026-11-23')).toBe(false);
    expect(isLate({ dueOn: '2026-11-22', provisional: true }, '2026-11-23'), 'only the earliest it can be').toBe(false);
    expect(isLate(item({ dueOn: null }), '2026-11-23')).toBe(false);
  });

  test('shows whose work is asked for', () => {
    const items = [item({ id: 'mine', mine: true, assignedTo: '我' }), item({ id: 'free' }), item({ id: 'theirs', assignedTo: '同事' })];
    const ids = (filters: Partial<typeof ALL_WORK>) => shown(items, { ...ALL_WORK, ...filters }, '2026-11-23').map(({ id }) => id);
    expect(ids({})).toEqual(['mine', 'free', 'theirs']);
    expect(ids({ whose: 'mine' })).toEqual(['mine']);
    expect(ids({ whose: 'free' })).toEqual(['free']);
    expect(ids({ late: true })).toEqual([]);
    expect(ids({ escalated: true })).toEqual([]);
    const told = [item({ id: 'told', escalated: true }), item({ id: 'late', escalated: false }), item({ id: 'returned', returns: 3 })];
    expect(shown(told, { ...ALL_WORK, escalated: true }, '2026-11-23').map(({ id }) => id)).toEqual(['told', 'returned']);
    expect(ids({ programme: 'other' })).toEqual(ids({}));
  });

  test('shows the programme that was picked as long as a case of it is there', () => {
    const items = [
      item({ id: '1', programmeId: 'rent' }),
      item({ id: '2', programmeId: 'broadband' }),
      item({ id: '3', programmeId: 'rent' }),
    ];
    expect([...programmesOf(items).keys()]).toEqual(['rent', 'broadband']);
    expect(programmeSeen(items, 'broadband')).toBe('broadband');
    expect(programmeSeen(items.slice(0, 1), 'broadband')).toBe('rent');
    expect(programmeSeen(items, '')).toBe('rent');
    expect(programmeSeen([], 'rent')).toBe('');
    expect(shown(items, { ...ALL_WORK, programme: 'broadband' }, '2026-11-23').map(({ id }) => id)).toEqual(['2']);
  });

  test('is of desks alone, and an auditor looks at all but what an operator is asked', () => {
    expect(isDesk('toString')).toBe(false);
    expect(isDesk('review')).toBe(true);
    expect(DESKS.filter((desk) => worksAt(['finance-reviewer'], desk))).toEqual(['review', 'monitoring']);
    expect(DESKS.filter((desk) => !worksAt(['auditor'], desk))).toEqual(['confirmation']);
  });
});

const by = (name: string) => ({ name, role: 'finance-reviewer', organisationId: 'finance' });
const file = (more: Partial<CaseFileView>): CaseFileView =>
  ({
    state: 'under_review',
    assigned: [],
    halt: null,
    proposal: null,
    actions: ['take', 'complete-review', 'return', 'hold', 'lift-hold', 'hand-back', 'reassign'],
    ...more,
  }) as CaseFileView;
const mine = [{ stage: 'review', by: by('我'), since: '', me: true }] as CaseFileView['assigned'];
const theirs = [{ stage: 'review', by: by('同事'), since: '', me: false }] as CaseFileView['assigned'];

describe('what the system knows of a case that is returned', () => {
  const text = { zh: '条件', en: 'a clause' };
  const clause = (id: string, outcome: 'met' | 'failed' | 'unknown', fact: string | null = null) => ({ id, outcome, text, fact });
  const limit = (pointer: string, exceeded: boolean) => ({ kind: 'invoice', pointer, text, exceeded });
  const flag = (kind: string, about: string, answer: unknown = null) => ({ id: `${kind}.${about}`, about, answer });
  const resolved = {
    state: 'resolved',
    openedAt: '2026-11-20T01:00:00.000Z',
    requestedChanges: ['/lines/0/amountFen'],
    unrequestedChanges: ['/contractNumber'],
  };
  const known = (more: object): CaseFileView =>
    ({ appraisal: { clauses: [] }, flags: [], limits: [], settled: [], corrections: [], claim: {}, ...more }) as unknown as CaseFileView;

  test('is every clause that is not met or not certain, what is beyond a limit, and the bills of open flags, each place once', () => {
    const file = known({
      appraisal: { clauses: [clause('a', 'met'), clause('b', 'failed'), clause('c', 'unknown')] },
      limits: [limit('/lines/0/amountFen', true), limit('/lines/1/amountFen', false), limit('', true)],
      flags: [
        flag('second-claim', 'i2'),
        flag('amounts-differ', 'i2'),
        flag('second-claim', 'i1', { text: '已核' }),
        flag('plan', 'other'),
      ],
      claim: { lines: [{ invoiceId: 'i1' }, { invoiceId: 'i2' }] },
    });
    expect(knownDefects(file)).toEqual([
      { pointer: '/clauses/b', kind: 'failed', text },
      { pointer: '/clauses/c', kind: 'unknown', text },
      { pointer: '/lines/0/amountFen', kind: 'limit', text },
      { pointer: '/lines/1/invoiceId', kind: 'flag', flags: ['second-claim', 'amounts-differ'], row: 2 },
    ]);
    expect(knownDefects(known({ appraisal: null, claim: null }))).toEqual([]);
  });

  test('is old on a later return where nothing changed since, as the machine has it', () => {
    const file = known({
      corrections: [resolved, { ...resolved, state: 'cancelled', requestedChanges: ['/year'] }],
      appraisal: { clauses: [clause('b', 'failed', 'firm.employees'), clause('c', 'unknown', 'firm.revenue'), clause('d', 'unknown')] },
      settled: [
        { fact: 'firm.employees', at: '2026-11-21T01:00:00.000Z' },
        { fact: 'firm.revenue', at: '2026-11-19T01:00:00.000Z' },
      ],
    });
    const old = (pointer: string) => isOld(file, pointer);
    expect(['/lines/0', '/lines/0/amountFen', '/contractNumber', '/clauses/b'].filter(old)).toEqual([]);
    expect(['/lines/1', '/year', '/clauses/c', '/clauses/d'].filter((pointer) => !old(pointer))).toEqual([]);
    expect(isOld(known({ corrections: [{ ...resolved, state: 'cancelled' }] }), '/year'), 'the first still').toBe(false);
  });
});

describe('the steps of the panel', () => {
  test('are steps of the machine, or handling', () => {
    const events = new Set<string>(EDGES.map(({ event }) => event));
    const handling = ['hold', 'lift-hold', 'reassign', 'hand-back'];
    expect(Object.keys(PANEL_STEPS).filter((step) => !events.has(step) && !handling.includes(step))).toEqual([]);
  });

  test('are told in words on both sides of the desk, handling too', () => {
    const events = new Set<string>(EDGES.map(({ event }) => event));
    const handled = act.shape.event.def.entries;
    const ours = Object.keys(handled).filter((event) => !events.has(event));
    expect(ours).toContain('pay');
    const worded = [desk.desk.handling, status.claims.status.handling].map((words) => ours.filter((event) => !(event in words)));
    expect(worded).toEqual([[], []]);
  });

  test('are those the API offers; passing on is of who has it or heads the office, and what was proposed is carried out where it stands', () => {
    expect(panelSteps(file({ actions: ['complete-review', 'hold', 'take', 'reassign'] }), false)).toEqual(['complete-review', 'hold']);
    expect(panelSteps(file({ actions: ['reassign', 'hand-back'], assigned: mine }), false)).toEqual(['reassign', 'hand-back']);
    expect(panelSteps(file({ assigned: theirs }), true), 'the head of an office passes on what a colleague has').toContain('reassign');
    const proposal = { event: 'complete-review', by: by('同事'), at: '', mine: false, detail: {} };
    expect(panelSteps(file({ proposal }), false)).not.toContain('complete-review');
  });

  test('four eyes is told before it is tried', () => {
    expect(barOf(file({ assigned: mine }), 'complete-review')).toBeUndefined();
    expect(barOf(file({ assigned: theirs }), 'complete-review')).toMatchObject({ why: 'colleague', name: '同事' });
    expect(barOf(file({ state: 'decision_pending', assigned: mine }), 'approve')).toMatchObject({ why: 'other-stage', stage: 'review' });
  });
});

describe('what changed since it was seen', () => {
  const seen = file({
    claim,
    computedFen: 600_000,
    struck: [],
    settled: [],
    payee: null,
    programmeHash: 'p',
    snapshotHash: 's',
  } as Partial<CaseFileView>);

  test('is told place by place, in what a decision rests on', () => {
    const now = { ...seen, computedFen: 0, struck: [{ lineId: 'l1', reason: '', by: by('同事'), at: '' }] };
    expect(contentChanges(seen, now).map(({ what }) => what)).toEqual(['amount', 'struck']);
    const other = { ...seen, claim: { ...claim, contractNumber: 'HT-2' } };
    expect(contentChanges(seen, other)).toEqual([{ what: 'claim', field: '/contractNumber', before: 'HT-1', after: 'HT-2' }]);
    expect(contentChanges(seen, { ...seen, late: true })).toEqual([]);
  });
});
