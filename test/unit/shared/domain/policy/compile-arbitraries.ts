import fc from 'fast-check';
import type { CivilDate } from '../../../../../shared/domain/kernel/civil-date.ts';
import type { Criterion, Leaf, Operand, Operator } from '../../../../../shared/domain/policy/criteria.ts';
import type { FactDefinition, FactType, FactValue } from '../../../../../shared/domain/policy/fact.ts';
import type { Formula } from '../../../../../shared/domain/policy/formula.ts';
import type { Programme, ProgrammeVersion } from '../../../../../shared/domain/policy/programme.ts';

/** Random dictionaries, catalogues and facts, over values so few that they meet each other's edges all the time. */

const said = { zh: '句', en: 'sentence' };
const cited = { ref: 'S1', quote: '原文' };

const TYPES: readonly FactType[] = ['boolean', 'integer', 'decimal', 'money', 'date', 'division', 'choice', 'choices', 'text'];
const DAYS = ['2019-12-31', '2020-01-01', '2020-06-15', '2021-02-28', '2021-03-01'] as const;
const DIVISIONS = ['320000', '320500', '320505', '320506', '330100', '32'];
const PREFIXES = ['', '3', '32', '3205', '320505', '33', '\uffff', '9'];
const WORDS = ['甲', '乙', '丙', 'd', ''];

const definitionOf = (type: FactType, index: number, scope: 'applicant' | 'request'): FactDefinition => ({
  id: `f.${type}_${index}`,
  type,
  open: true,
  nullable: true,
  label: said,
  question: said,
  scope,
  changes: 'by-action',
  sensitivity: 'business',
  freshMonths: null,
  asked: true,
  confidence: 'typical',
});

export const definitions: fc.Arbitrary<FactDefinition[]> = fc
  .array(fc.tuple(fc.constantFrom(...TYPES), fc.constantFrom('applicant' as const, 'applicant' as const, 'request' as const)), {
    minLength: 1,
    maxLength: 9,
  })
  .map((facts) => facts.map(([type, scope], index) => definitionOf(type, index, scope)));

const numbersOf = (type: FactType): fc.Arbitrary<number> =>
  type === 'integer'
    ? fc.integer({ min: -2, max: 4 })
    : type === 'decimal'
      ? fc.constantFrom(-0.5, 0, 0.1, 0.3, 1, 1.5, 30)
      : fc.constantFrom(0, 0.01, 0.29, 1.15, 2, 1000);

/** A value of the type as it is inside the product: money in fen. */
const knownValueOf = (type: FactType): fc.Arbitrary<FactValue> => {
  switch (type) {
    case 'boolean':
      return fc.boolean();
    case 'integer':
    case 'decimal':
      return numbersOf(type);
    case 'money':
      return fc.oneof(
        numbersOf(type).map((yuan) => Math.round(yuan * 100)),
        fc.constantFrom(2, 28, 114, 116),
      );
    case 'date':
      return fc.constantFrom(...DAYS, '2020-01-02');
    case 'division':
      return fc.constantFrom(...DIVISIONS, '\uffff\uffff', '4');
    case 'choices':
      return fc.array(fc.constantFrom(...WORDS, '外'), { maxLength: 3 });
    case 'choice':
    case 'text':
      return fc.constantFrom(...WORDS, '外', '甲乙');
  }
};

const textsOf = (type: FactType): readonly string[] => (type === 'date' ? DAYS : type === 'division' ? DIVISIONS : WORDS);
const ORDERED: readonly Operator[] = ['lt', 'lte', 'gt', 'gte'];

type Asked = { readonly op: Operator; readonly value: Operand };
const one = (ops: readonly Operator[], value: fc.Arbitrary<Operand>): fc.Arbitrary<Asked> =>
  fc.record({ op: fc.constantFrom(...ops), value });

/** What can be asked of a fact of the type. */
const askedOf = (type: FactType): fc.Arbitrary<Asked> => {
  const exists = one(['exists'], fc.boolean());
  if (type === 'boolean') return fc.oneof(one(['eq'], fc.boolean()), exists);
  if (type === 'integer' || type === 'decimal' || type === 'money') {
    const number = numbersOf(type);
    return fc.oneof(
      one(['eq', ...ORDERED], number),
      one(['between'], fc.tuple(number, number) as fc.Arbitrary<[number, number]>),
      ...(type === 'integer' ? [one(['in', 'noneOf'], fc.array(fc.constantFrom('0', '1', '3', 'x'), { maxLength: 3 }))] : []),
      exists,
    );
  }
  const text = fc.constantFrom(...textsOf(type));
  const list = fc.array(text, { maxLength: 3 });
  if (type === 'choices') return fc.oneof(one(['intersects', 'noneOf'], fc.oneof(list, text)), exists);
  return fc.oneof(
    one(['in', 'noneOf', 'intersects'], list),
    one(['eq', ...ORDERED], text),
    one(['between'], fc.tuple(text, text) as fc.Arbitrary<[string, string]>),
    one(['prefix'], fc.constantFrom(...PREFIXES, ...textsOf(type))),
    exists,
  );
};

export const leafOf = (dictionary: readonly FactDefinition[]): fc.Arbitrary<Leaf> =>
  fc.constantFrom(...dictionary).chain((definition) =>
    askedOf(definition.type).map(
      (asked): Leaf => ({
        id: `${asked.op.toLowerCase()}-1`,
        fact: definition.id,
        ...asked,
        text: said,
        clause: cited,
        confidence: 'typical',
      }),
    ),
  );

/** Trees of up to four levels, empty groups and impossible counts among them. */
const criterionOf = (dictionary: readonly FactDefinition[]): fc.Arbitrary<Criterion> => {
  const leaf = leafOf(dictionary);
  return fc.letrec<{ node: Criterion }>((tie) => ({
    node: fc.oneof(
      { maxDepth: 3, depthSize: 'small', withCrossShrink: true },
      { weight: 4, arbitrary: leaf },
      { weight: 3, arbitrary: fc.record({ all: fc.array(tie('node'), { maxLength: 4 }) }) },
      { weight: 2, arbitrary: fc.record({ any: fc.array(tie('node'), { maxLength: 3 }) }) },
      { weight: 1, arbitrary: fc.record({ not: tie('node') }) },
      { weight: 1, arbitrary: fc.record({ atLeast: fc.integer({ min: 1, max: 4 }), of: fc.array(tie('node'), { maxLength: 4 }) }) },
    ),
  })).node;
};

const tiersOf = (criterion: fc.Arbitrary<Criterion>): fc.Arbitrary<Formula> =>
  fc.array(criterion, { minLength: 1, maxLength: 3 }).map(
    (whens): Formula => ({
      tiers: whens.map((when, index) => ({ id: `t${index}`, when, gives: { yuan: index }, text: said, confidence: 'typical' })),
    }),
  );

const amountOf = (criterion: fc.Arbitrary<Criterion>): fc.Arbitrary<Formula> =>
  fc.oneof(
    { weight: 4, arbitrary: fc.constant<Formula>({ yuan: 100 }) },
    { weight: 2, arbitrary: tiersOf(criterion) },
    { weight: 1, arbitrary: fc.tuple(tiersOf(criterion), tiersOf(criterion)).map((min): Formula => ({ min })) },
  );

const versionNamed = (name: string, criteria: Criterion, amount: Formula, from: string | null, to: string | null): ProgrammeVersion => ({
  version: name,
  effective: { from: from as CivilDate | null, to: to as CivilDate | null, confidence: 'typical' },
  criteria,
  benefit: { kind: 'grant', per: 'once', amount, rounding: 'half-up-to-yuan', fees: [], limits: [], notes: [], confidence: 'typical' },
  priority: null,
  riskSharing: [],
  exclusions: [],
  documents: [],
  process: [],
  daysToMoney: { days: 30, confidence: 'typical' },
  confidence: 'typical',
});

const programmeOf = (id: string, regionCode: string | null, versions: ProgrammeVersion[]): Programme => ({
  id,
  name: said,
  summary: said,
  instrument: 'opex_subsidy',
  subsidyKinds: [],
  applicants: ['enterprise'],
  finalBeneficiary: 'enterprise',
  issuer: said,
  funders: [],
  regionCode,
  judgedAt: 'submission',
  sources: [{ ref: 'S1', title: '文件', year: 2020, url: null, reliability: 'a' }],
  versions,
});

/** A programme in force for ever. */
export const simpleProgramme = (id: string, criteria: Criterion, amount: Formula = { yuan: 1 }): Programme =>
  programmeOf(id, '320000', [versionNamed('1', criteria, amount, null, null)]);

const day = fc.option(fc.constantFrom(...DAYS), { freq: 2 });

export const catalogueOf = (dictionary: readonly FactDefinition[]): fc.Arbitrary<Programme[]> => {
  const criterion = criterionOf(dictionary);
  const version = fc.record({ criterion, amount: amountOf(criterion), from: day, to: day });
  const programme = fc.record({
    regionCode: fc.option(fc.constant('320000'), { freq: 6 }),
    versions: fc.array(version, { minLength: 1, maxLength: 3 }),
  });
  return fc.array(programme, { minLength: 1, maxLength: 10 }).map((programmes) =>
    programmes.map(({ regionCode, versions }, index) =>
      programmeOf(
        `p-${index}`,
        regionCode,
        versions.map((entry, place) => versionNamed(`${place}`, entry.criterion, entry.amount, entry.from, entry.to)),
      ),
    ),
  );
};

/** Some facts known, some known to be none, some absent. */
export const factsOf = (dictionary: readonly FactDefinition[]): fc.Arbitrary<Map<string, FactValue>> =>
  fc
    .tuple(
      ...dictionary.map((definition) =>
        fc.oneof(
          { weight: 5, arbitrary: knownValueOf(definition.type) },
          { weight: 1, arbitrary: fc.constant(null) },
          { weight: 2, arbitrary: fc.constant(undefined) },
        ),
      ),
    )
    .map(
      (values) =>
        new Map(
          dictionary.flatMap((definition, index) => {
            const value = values[index];
            return value === undefined ? [] : [[definition.id, value] as const];
          }),
        ),
    );

export const asOf: fc.Arbitrary<CivilDate> = fc.constantFrom(...DAYS, '2020-06-16', '1990-01-01').map((text) => text as CivilDate);
