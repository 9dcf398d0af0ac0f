import { ok, type Result, refuse } from '../kernel/result.ts';
import { checkDelivery } from './check-delivery.ts';
import { wrongOperand, wrongOperator } from './check-leaf.ts';
import { NOWHERE } from './citation.ts';
import type { Criterion } from './criteria.ts';
import { childrenOf, isLeaf } from './criteria-tree.ts';
import type { FactDefinition, FactDictionary, FactType } from './fact.ts';
import type { Formula } from './formula.ts';
import { type GoldenCase, type ProgrammeFile, type ProgrammeVersion, programmeFile } from './programme.ts';
import { readFact } from './read-fact.ts';
import { type Complain, complaintsOf, type Path, pointer } from './schema-complaints.ts';

/** The keys that lead to the children of a group of criteria. */
const groupKey = (node: Criterion): string => (['all', 'any', 'not', 'of'] as const).find((key) => key in node) ?? 'all';

function checkCriterion(node: Criterion, path: Path, dictionary: FactDictionary, ids: Set<string>, complain: Complain): void {
  if (!isLeaf(node)) {
    const key = groupKey(node);
    if ('atLeast' in node && node.atLeast > node.of.length)
      complain([...path, 'atLeast'], `asks for more than the ${node.of.length} it has`);
    childrenOf(node).forEach((child, index) => {
      checkCriterion(child, key === 'not' ? [...path, key] : [...path, key, index], dictionary, ids, complain);
    });
    return;
  }
  if (ids.has(node.id)) complain([...path, 'id'], `"${node.id}" is used twice in this version`);
  ids.add(node.id);
  const definition = dictionary.get(node.fact);
  if (!definition) {
    complain([...path, 'fact'], `${node.fact} is not in the fact dictionary`);
    return;
  }
  const wrongOp = wrongOperator(node.op, definition);
  const wrong = wrongOp ?? wrongOperand(node, definition);
  if (wrong) complain([...path, wrongOp ? 'op' : 'value'], wrong);
}

/** What type a fact must have where a formula reads it. */
const FORMULA_FACTS = [
  { key: 'fact', types: ['money'] },
  { key: 'count', types: ['integer', 'decimal'] },
  { key: 'asked', types: ['money'] },
  { key: 'days', types: ['integer'] },
  { key: 'rateBp', types: ['integer'], unit: 'bp' },
  { key: 'by', types: ['choice'] },
] as const satisfies { key: string; types: FactType[]; unit?: FactDefinition['unit'] }[];

function checkFormula(node: Formula, path: Path, dictionary: FactDictionary, ids: Set<string>, complain: Complain): void {
  for (const { key, types, ...rest } of FORMULA_FACTS) {
    const fact = (node as Readonly<Record<string, unknown>>)[key];
    if (typeof fact !== 'string') continue;
    const definition = dictionary.get(fact);
    const unit = 'unit' in rest ? rest.unit : undefined;
    if (!definition) complain([...path, key], `${fact} is not in the fact dictionary`);
    else if (!(types as readonly FactType[]).includes(definition.type)) {
      complain([...path, key], `${fact} is ${definition.type}, needed is ${types.join(' or ')}`);
    } else if (unit && definition.unit !== unit) complain([...path, key], `${fact} is not in ${unit}`);
  }
  const down = (child: Formula, ...keys: PropertyKey[]) => checkFormula(child, [...path, ...keys], dictionary, ids, complain);
  if ('tiers' in node) {
    const names = node.tiers.map((tier) => tier.id);
    node.tiers.forEach((tier, index) => {
      if (names.indexOf(tier.id) !== index) complain([...path, 'tiers', index, 'id'], `tier "${tier.id}" is there twice`);
      checkCriterion(tier.when, [...path, 'tiers', index, 'when'], dictionary, ids, complain);
      down(tier.gives, 'tiers', index, 'gives');
    });
  } else if ('table' in node) {
    const choices = dictionary.get(node.by)?.choices?.map((choice) => choice.value);
    for (const [word, row] of Object.entries(node.table)) {
      if (choices && !choices.includes(word)) complain([...path, 'table', word], `"${word}" is not among the choices of ${node.by}`);
      down(row, 'table', word);
    }
  } else {
    for (const key of ['share', 'perUnit', 'cap', 'at', 'deduct', 'from', 'ceiling', 'interest'] as const) {
      const child = (node as Partial<Record<typeof key, Formula>>)[key];
      if (child) down(child, key);
    }
    for (const key of ['min', 'max', 'sum'] as const) {
      (node as Partial<Record<typeof key, readonly Formula[]>>)[key]?.forEach((child, index) => {
        down(child, key, index);
      });
    }
  }
}

/** Every `ref` below a node must name a source of the programme; `-` says openly that there is none. */
function checkRefs(node: unknown, path: Path, refs: ReadonlySet<string>, complain: Complain): void {
  if (typeof node !== 'object' || node === null) return;
  for (const [key, value] of Object.entries(node)) {
    if (key === 'ref' && typeof value === 'string' && value !== NOWHERE && !refs.has(value)) {
      complain([...path, 'ref'], `"${value}" is not among the sources`);
    }
    checkRefs(value, [...path, Array.isArray(node) ? Number(key) : key], refs, complain);
  }
}

function checkVersion(version: ProgrammeVersion, path: Path, dictionary: FactDictionary, complain: Complain): void {
  const ids = new Set<string>();
  checkCriterion(version.criteria, [...path, 'criteria'], dictionary, ids, complain);
  if (version.priority) checkCriterion(version.priority.when, [...path, 'priority', 'when'], dictionary, ids, complain);
  checkFormula(version.benefit.amount, [...path, 'benefit', 'amount'], dictionary, ids, complain);
  const fees = version.benefit.fees.map((fee) => fee.id);
  version.benefit.fees.forEach((fee, index) => {
    if (fees.indexOf(fee.id) !== index) complain([...path, 'benefit', 'fees', index, 'id'], `fee "${fee.id}" is there twice`);
    checkFormula(fee.amount, [...path, 'benefit', 'fees', index, 'amount'], dictionary, ids, complain);
  });
  checkDelivery(version, [...path, 'delivery'], dictionary, complain);
  version.exclusions.forEach((exclusion, index) => {
    if (exclusion.fact && !dictionary.has(exclusion.fact)) {
      complain([...path, 'exclusions', index, 'fact'], `${exclusion.fact} is not in the fact dictionary`);
    }
  });
}

/** Versions stand earliest first and no day belongs to two of them. */
function checkOrder(versions: readonly ProgrammeVersion[], complain: Complain): void {
  const names = versions.map((version) => version.version);
  versions.forEach(({ version, effective: { from, to } }, index) => {
    const path = ['programme', 'versions', index];
    if (names.indexOf(version) !== index) complain([...path, 'version'], `version "${version}" is there twice`);
    if (from !== null && to !== null && to <= from) complain([...path, 'effective', 'to'], `ends on ${to}, before it starts on ${from}`);
    const before = versions[index - 1]?.effective.to;
    if (before === undefined) return;
    if (before === null || from === null || from < before) {
      complain(
        [...path, 'effective', 'from'],
        `starts on ${from ?? 'no day'} while the version before it lasts until ${before ?? 'for ever'}`,
      );
    }
  });
}

function checkGolden(golden: GoldenCase, path: Path, file: ProgrammeFile, dictionary: FactDictionary, complain: Complain): void {
  const { versions, regionCode } = file.programme;
  for (const [fact, value] of Object.entries(golden.facts)) {
    const definition = dictionary.get(fact);
    const read = definition && readFact(definition, value);
    if (!read) complain([...path, 'facts', fact], `${fact} is not in the fact dictionary`);
    else if (!read.ok) complain([...path, 'facts', fact], read.refusal.detail.en);
  }
  const { version, feesFen, missingFacts } = golden.expect;
  if (version && !versions.some((entry) => entry.version === version)) complain([...path, 'expect', 'version'], `no version "${version}"`);
  for (const fee of Object.keys(feesFen ?? {})) {
    if (!versions.some((entry) => entry.benefit.fees.some(({ id }) => id === fee)))
      complain([...path, 'expect', 'feesFen', fee], 'no such fee');
  }
  for (const fact of missingFacts ?? []) {
    if (!dictionary.has(fact)) complain([...path, 'expect', 'missingFacts'], `${fact} is not in the fact dictionary`);
  }
  if (golden.adoptedBy && regionCode !== null) complain([...path, 'adoptedBy'], 'only a template is adopted');
}

/**
 * Checks one file of the catalogue: its shape first, then all that a shape cannot say (facts declared, operators and values that fit them,
 * ids unique, sources named, versions in order, cases readable). The refusal lists every fault as `JSON pointer: reason`.
 */
export function checkProgrammeFile(file: unknown, dictionary: FactDictionary): Result<ProgrammeFile, string[]> {
  const shaped = programmeFile.safeParse(file);
  if (!shaped.success) return refuse(complaintsOf(shaped.error));
  const { programme, goldenCases } = shaped.data;
  const complaints: string[] = [];
  const complain: Complain = (path, reason) => complaints.push(`${pointer(path)}: ${reason}`);
  const refs = programme.sources.map((source) => source.ref);
  refs.forEach((ref, index) => {
    if (refs.indexOf(ref) !== index) complain(['programme', 'sources', index, 'ref'], `source "${ref}" is there twice`);
  });
  checkOrder(programme.versions, complain);
  programme.versions.forEach((version, index) => {
    checkVersion(version, ['programme', 'versions', index], dictionary, complain);
  });
  checkRefs(programme.versions, ['programme', 'versions'], new Set(refs), complain);
  goldenCases.forEach((golden, index) => {
    checkGolden(golden, ['goldenCases', index], shaped.data, dictionary, complain);
  });
  return complaints.length > 0 ? refuse(complaints) : ok(shaped.data);
}

/** Programmes that exclude or presuppose one another must exist: `JSON pointer: reason` for each that does not. */
export function checkNeighbours(file: ProgrammeFile, ids: ReadonlySet<string>): string[] {
  return file.programme.versions.flatMap((version, v) =>
    version.exclusions.flatMap((exclusion, e) =>
      exclusion.programmes.flatMap((id, p) =>
        ids.has(id)
          ? []
          : [`${pointer(['programme', 'versions', v, 'exclusions', e, 'programmes', p])}: no programme "${id}" in the catalogue`],
      ),
    ),
  );
}
