import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { match } from '../../../functions/matching-api/use-cases/match.ts';
import { adoptersOf, termsOf } from '../../../functions/programmes-api/use-cases/list-programmes.ts';
import { adoptedTemplates, adoptions } from '../../../infra/build/adopted-templates.ts';
import { readCatalogue } from '../../../shared/catalogue/read-catalogue.ts';
import { termsInWords } from '../../../shared/domain/cases/terms/terms-in-words.ts';
import type { CivilDate } from '../../../shared/domain/kernel/civil-date.ts';
import { answerMatch } from '../../../shared/domain/matching/answer.ts';
import { openCatalogue, packCatalogue } from '../../../shared/domain/matching/catalogue-artefact.ts';
import { allVerdicts, VERDICTS } from '../../../shared/domain/policy/compile/match.ts';
import { leavesOf } from '../../../shared/domain/policy/criteria-tree.ts';
import { deriveFacts } from '../../../shared/domain/policy/derive.ts';
import { handling } from '../../../shared/domain/policy/handling.ts';
import { versionOn } from '../../../shared/domain/policy/in-force.ts';
import { judge } from '../../../shared/domain/policy/judge.ts';
import type { Programme } from '../../../shared/domain/policy/programme.ts';
import { type FactWireValue, readFacts } from '../../../shared/domain/policy/read-fact.ts';

const TODAY = '2026-11-23' as CivilDate;
const catalogue = readCatalogue();
const { dictionary, reference, definitions, programmes } = catalogue;
const file = JSON.parse(readFileSync(new URL('../../../infra/local/demo/adoptions.json', import.meta.url), 'utf8'));
const adopted = adoptedTemplates(catalogue, adoptions.parse(file));
const pack = (all: readonly Programme[]) =>
  openCatalogue(packCatalogue({ catalogueVersion: 'demo', programmes: all, adopted, definitions, reference }));
const loaded = pack(programmes);

const BROADBAND = 'community-broadband-subsidy';
const FIRM = {
  'firm.community_id': 'JS-320583-91',
  'firm.founded_on': '2024-09-20',
  'expense.kind': 'broadband',
  'expense.eligible_paid_cny': 8000,
} as const;

const ask = (facts: Record<string, FactWireValue>, asOf = TODAY, from = loaded) => {
  const answer = match(from, { facts }, asOf);
  if (!answer.ok) throw new Error(JSON.stringify(answer.refusal));
  return answer.value.results;
};
const broadband = (...question: Parameters<typeof ask>) => ask(...question).filter(({ programmeId }) => programmeId === BROADBAND);

describe('how a county handles its cases', () => {
  it('is said by its own version, and told to whoever looks at the template', () => {
    const told = adoptersOf(loaded, BROADBAND, TODAY);
    const own = told.map(({ regionCode, terms }) => [regionCode, terms.filter(({ from }) => from === 'own').map(({ text }) => text.zh)]);
    expect(own).toEqual([
      ['320583', []],
      [
        '320115',
        [
          '5 万元（含）以内一人审批，超过 5 万元两人审批，超过 20 万元三人审批',
          '须退还的资金自通知之日起按年利率 3.45%、一年 360 日计息，通知后 45 日内退还',
        ],
      ],
      ['320613', ['公示 5 个工作日', '预算不够时，申报期结束后按同一比例分配']],
    ]);
    expect(told.flatMap(({ terms }) => terms).every(({ from, confidence }) => from === 'usual' || confidence === 'invented')).toBe(true);
  });
  it('is, where it says nothing, what is usual here, and told to be that', () => {
    const [kunshan] = adoptersOf(loaded, BROADBAND, TODAY);
    expect(kunshan?.terms.map(({ from, text }) => [from, text.en])).toEqual([
      ['usual', 'on public notice for 7 calendar days'],
      ['usual', 'when the budget does not suffice, claims wait in their turn'],
      ['usual', 'up to 200,000 yuan one approver, above 200,000 yuan two'],
      ['usual', 'what must be paid back bears 3% a year from the day of payment on (365 days a year), within 30 days of the notice'],
    ]);
    const template = programmes.find(({ id }) => id === BROADBAND) as Programme;
    expect(termsOf(template, TODAY)).toEqual([]);
    const ofItsOwn = programmes.find(({ id }) => id === 'sip-event-subsidy') as Programme;
    expect(termsOf(ofItsOwn, TODAY).map(({ from }) => from)).toEqual(['usual', 'usual', 'usual', 'usual']);
    expect(termsOf(programmes.find(({ id }) => id === 'su-ke-dai') as Programme, TODAY)).toEqual([]);
  });
  it('keeps what the template says beside it, and says whose it is', () => {
    const template = programmes.find(({ id }) => id === BROADBAND) as Programme;
    const limits = { under_review: { days: 8, unit: 'working-days', onSilence: 'escalate', confidence: 'typical' } } as const;
    const saying = { ...template, versions: template.versions.map((one) => ({ ...one, handling: { limits } })) };
    const all = programmes.map((one) => (one === template ? saying : one));
    const theirs = adoptedTemplates({ ...catalogue, programmes: all }, adoptions.parse(file));
    const told = adoptersOf({ ...catalogue, catalogueVersion: 'x', programmes: all, adopted: theirs }, BROADBAND, TODAY);
    const [kunshan, , chongchuan] = told.map(({ terms }) => terms);
    const review = { from: 'template', confidence: 'typical', text: { zh: '评审中：8 个工作日', en: 'Under review: 8 working days' } };
    expect(kunshan).toContainEqual(review);
    expect(chongchuan).toContainEqual(review);
    expect(chongchuan?.filter(({ from }) => from === 'own')).toHaveLength(2);
  });
  it.each<[number[], string, string]>([
    [[], '每件由一人审批', 'approved by one in every case'],
    [[0], '每件由两人审批', 'approved by two in every case'],
    [[0, 123_456], '123456 元（含）以内两人审批，超过 123456 元三人审批', 'up to 123,456 yuan two approvers, above 123,456 yuan three'],
    [[8000], '8000 元（含）以内一人审批，超过 8000 元两人审批', 'up to 8,000 yuan one approver, above 8,000 yuan two'],
    [[55_000], '5.5 万元（含）以内一人审批，超过 5.5 万元两人审批', 'up to 55,000 yuan one approver, above 55,000 yuan two'],
  ])('says who signs above %j', (aboveYuan, zh, en) => {
    const own = { handling: handling.parse({ levels: { aboveYuan, confidence: 'invented' } }), confidence: 'invented' as const };
    const terms = termsInWords({ instrument: 'rent_subsidy', judgedAt: 'submission' }, own);
    expect(terms.filter(({ from }) => from === 'own').map(({ text }) => text)).toEqual([{ zh, en }]);
  });

  it.each([
    ['lets silence decide', { under_review: { days: 5, unit: 'working-days', onSilence: 'pass', confidence: 'invented' } }],
    [
      'ends a notice by silence of the applicant',
      { public_notice: { days: 5, unit: 'working-days', onSilence: 'lapse', confidence: 'invented' } },
    ],
    ['lasts no day', { returned: { days: 0, unit: 'working-days', onSilence: 'lapse', confidence: 'invented' } }],
    ['is of a state that ends a case', { closed: { days: 5, unit: 'working-days', onSilence: 'escalate', confidence: 'invented' } }],
  ])('is refused where it %s', (_, limits) => expect(handling.safeParse({ limits }).success).toBe(false));
});

describe('a template that a county adopted', () => {
  it('can be had there, as a version of that county', () => {
    expect(broadband({ ...FIRM, 'firm.division_code': '320583' })).toMatchObject([
      { verdict: 'eligible', template: false, version: 'template.320583', benefit: { amountFen: 400_000 } },
    ]);
    expect(broadband({ ...FIRM, 'firm.division_code': '320115' })).toMatchObject([{ verdict: 'eligible', version: 'template.320115' }]);
  });

  it.each([
    ['elsewhere', { 'firm.division_code': '320585' }, TODAY],
    ['in the city above', { 'firm.division_code': '320500' }, TODAY],
    ['at a place unknown', {}, TODAY],
    ['before the county adopted it', { 'firm.division_code': '320583', 'firm.founded_on': '2018-01-01' }, '2019-12-31' as CivilDate],
  ])('stays a template %s', (_where, facts, day) => {
    expect(broadband({ ...FIRM, ...facts }, day)).toMatchObject([{ verdict: 'unknown', template: true, version: 'template' }]);
  });

  it('asks for what is missing there, and says no where a clause fails', () => {
    const { 'firm.community_id': _community, ...elsewhere } = FIRM;
    expect(broadband({ ...elsewhere, 'firm.division_code': '320583' })).toMatchObject([
      { verdict: 'unknown', template: false, missingFacts: ['firm.community_id'] },
    ]);
    expect(broadband({ ...FIRM, 'firm.division_code': '320583', 'firm.founded_on': '2020-01-01' })).toMatchObject([
      { verdict: 'ineligible' },
    ]);
  });

  it('is there for persons and providers by where they are', () => {
    const provider = { 'training.provider_designated': true, 'training.certificate_obtained': true, 'person.times_same_course': 0 };
    const training = (facts: Record<string, FactWireValue>) =>
      ask({ ...provider, 'training.course': '创办企业培训(SYB)', 'training.trainees': 2, ...facts }).find(
        ({ programmeId }) => programmeId === 'community-training-subsidy',
      );
    expect(training({ 'training_provider.division_code': '320583' })).toMatchObject({ verdict: 'eligible' });
    expect(training({ 'person.division_code': '320115' })).toMatchObject({ verdict: 'eligible' });
    expect(training({ 'firm.division_code': '320583' })).toMatchObject({ template: true });
  });

  it('is no programme of its own', () => {
    expect(loaded.programmes).toEqual(programmes);
    expect(loaded.adopted).toEqual(adopted);
    expect(ask({ 'firm.division_code': '320583' })).toHaveLength(programmes.filter((one) => versionOn(one, TODAY)).length);
    const templates = programmes.filter(({ regionCode }) => regionCode === null).map(({ id }) => id);
    expect([...new Set(adopted.map(({ id }) => id))].sort()).toEqual(templates.sort());
  });

  it('takes figures and marks of the template over', () => {
    for (const own of adopted) {
      const template = programmes.find(({ id }) => id === own.id) as Programme;
      expect(own.versions.map(({ benefit, documents }) => ({ benefit, documents }))).toEqual(
        template.versions.map(({ benefit, documents }) => ({ benefit, documents })),
      );
      expect(own.issuer.zh).toContain('示例');
      expect(`${own.name.zh} ${own.name.en}`).not.toMatch(/模板|template/u);
      expect(own.name.en.startsWith(template.name.en.replace(' (template)', ''))).toBe(true);
    }
  });

  it('says of each kind of applicant, by its name, that it is in the county, by its name', () => {
    const said = adopted.map(({ id, regionCode, versions }) => ({
      id,
      regionCode,
      texts: versions.flatMap(({ criteria }) =>
        leavesOf(criteria).flatMap(({ id: leaf, text }) => (leaf.startsWith('adopted.') ? [text.zh] : [])),
      ),
    }));
    expect(said).toContainEqual({ id: BROADBAND, regionCode: '320583', texts: ['企业在昆山市', '载体在昆山市'] });
    for (const { id, texts } of said) {
      expect(texts, id).toHaveLength(programmes.find((one) => one.id === id)?.applicants.length ?? 0);
      expect(new Set(texts).size, id).toBe(texts.length);
    }
  });

  it.each([
    ['no template', [{ programmeId: 'su-ke-dai', by: [] }], /su-ke-dai is none/u],
    [
      'no division',
      [{ programmeId: BROADBAND, by: [{ regionCode: '329900', issuer: { zh: '某', en: 'x' }, from: TODAY }] }],
      /no division/u,
    ],
  ])('is refused by the build: %s', (_what, wrong, words) => {
    expect(() => adoptedTemplates(catalogue, adoptions.parse(wrong))).toThrow(words);
  });

  it('changes nothing elsewhere, and nothing but the adopted templates there', () => {
    const plain = (facts: Record<string, FactWireValue>) => {
      const read = readFacts(facts, dictionary);
      if (!read.ok) throw new Error(JSON.stringify(read.refusal));
      const answer = answerMatch({ catalogueVersion: 'demo', programmes, dictionary, reference }, { facts: read.value, asOf: TODAY });
      return answer.ok ? answer.value.results : [];
    };
    const facts = { ...FIRM, 'firm.employees': 12 };
    expect(ask({ ...facts, 'firm.division_code': '320585' })).toEqual(plain({ ...facts, 'firm.division_code': '320585' }));
    const templates = new Set(adopted.map(({ id }) => id));
    const others = (results: ReturnType<typeof ask>) => results.filter(({ programmeId }) => !templates.has(programmeId));
    const here = { ...facts, 'firm.division_code': '320583' };
    expect(others(ask(here))).toEqual(others(plain(here)));
    expect(others(plain(here)).length).toBeGreaterThan(10);
  });
});

describe('the compiled catalogue with adopted templates', () => {
  const someFacts = fc.record(
    {
      'firm.division_code': fc.constantFrom('320583', '320115', '320613', '320585', '320500'),
      'carrier.division_code': fc.constantFrom('320583', '320613', '320102'),
      'person.division_code': fc.constantFrom('320583', '320115', '321002'),
      'firm.community_id': fc.constantFrom('JS-320583-91', null),
      'firm.founded_on': fc.constantFrom('2025-02-01', '2023-11-23', '2019-01-01'),
      'expense.kind': fc.constantFrom('broadband', 'rent'),
      'carrier.community_id': fc.constantFrom('JS-320583-91', null),
      'carrier.kind': fc.constantFrom('众创空间', '其他'),
      'carrier.record_level': fc.constantFrom('county', null),
      'carrier.mentors': fc.constantFrom(2, 3),
      'training.certificate_obtained': fc.boolean(),
      'training.provider_designated': fc.boolean(),
    },
    { requiredKeys: [] },
  );

  it('gives each county’s version the verdict of the readable rules', () => {
    fc.assert(
      fc.property(someFacts, (wire) => {
        const read = readFacts(wire, dictionary);
        const derived = read.ok ? deriveFacts(read.value, TODAY, dictionary, reference) : read;
        if (!derived.ok) throw new Error(JSON.stringify(derived.refusal));
        const { verdicts } = allVerdicts(loaded.compiled, derived.value, TODAY);
        const versions = [...loaded.programmes, ...loaded.adopted].flatMap((programme) =>
          programme.versions.map((version) => ({ programme, version })),
        );
        const compiled = versions.map(({ programme }, index) => [programme.regionCode, VERDICTS[verdicts[index] as number]]);
        const readable = versions.map(({ programme, version }) => {
          if (versionOn(programme, TODAY) !== version) return [programme.regionCode, 'not-in-force'];
          const { clauses, verdict } = judge(programme, version, derived.value, dictionary);
          // An amount of nothing is found in the full answer alone.
          const failed = clauses.filter(({ outcome }) => outcome === 'failed').map(({ id }) => id);
          return [programme.regionCode, failed.join() === 'benefit.amount' ? 'eligible' : verdict];
        });
        expect(compiled).toEqual(readable);
      }),
      { numRuns: process.env.LONG ? 5_000 : 200 },
    );
  });

  it('finds it, once, in a catalogue too large to be explained whole', () => {
    const filler = Array.from({ length: 300 }, (_none, index) => ({ ...(programmes[0] as Programme), id: `filler-${index}` }));
    const large = pack([...programmes, ...filler]);
    const facts = { ...FIRM, 'firm.division_code': '320583', 'firm.size_class': 'large' };
    expect(broadband(facts, TODAY, large)).toMatchObject([{ verdict: 'eligible', version: 'template.320583' }]);
  });
});

describe('whom a county puts first', () => {
  const [own] = adoptions.parse(file);
  const chosen = (programmes: readonly Programme[]) => adoptedTemplates({ ...catalogue, programmes: [...programmes] }, own ? [own] : []);
  const prioritiesOf = (all: readonly Programme[]) =>
    all.map(({ regionCode, versions }) => [regionCode, versions[0]?.priority?.effect ?? null]);

  it('is its own choice where the template leaves it one, and nobody else’s', () => {
    expect(prioritiesOf(chosen(programmes))).toEqual([
      ['320583', 'queue'],
      ['320115', null],
      ['320613', null],
    ]);
  });

  it('is not, where the template says it itself', () => {
    const first = chosen(programmes)[0]?.versions[0]?.priority ?? null;
    const said = programmes.map((one) => ({ ...one, versions: one.versions.map((version) => ({ ...version, priority: first })) }));
    expect(() => chosen(said)).toThrow('leaves no county the choice');
  });
});
