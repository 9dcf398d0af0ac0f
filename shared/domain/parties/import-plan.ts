import { dayInShanghai } from '../kernel/civil-date.ts';
import { ok, type Result, refuse } from '../kernel/result.ts';
import type { FactDictionary } from '../policy/fact.ts';
import type { FactWireValue } from '../policy/read-fact.ts';
import type { Reference } from '../policy/reference.ts';
import type { Bilingual } from '../policy/text.ts';
import type { ImportLine, RowFault } from './import-file.ts';
import { sameAnswer } from './profile.ts';
import type { Organisation, OrganisationFile, Profile, Residence } from './records.ts';
import { foundOrganisation, type Person } from './registration.ts';
import { confirmResidence, declareResidence, type HostCommunity, residenceStateOn } from './residence.ts';
import { residenceFacts } from './residence-facts.ts';
import { type ProfileFile, type StatedFacts, stateFacts } from './state-facts.ts';

/** What an import knows besides its lines: who brings the companies in, where they sit, and what facts there are. */
export interface ImportSetting {
  readonly body: Pick<Organisation, 'id' | 'kind' | 'name'>;
  /** Of a community's operator: the community they sit in. */
  readonly community: HostCommunity | undefined;
  readonly by: Person;
  readonly now: Date;
  readonly dictionary: FactDictionary;
  readonly reference: Reference;
  /** The name of a fact's column; null for what no column says. */
  readonly columnOf: (fact: string) => string | null;
}

/** What one line leads to. Of a company that is there already, nothing but what the body itself says and confirms is touched. */
export type ImportPlan = {
  readonly outcome: 'created' | 'updated' | 'unchanged';
  readonly organisation: Organisation;
  /** The profile of a company that is new. */
  readonly founded: Profile | undefined;
  /** The residence where it changes; `seen` is the version it goes on from. */
  readonly residence: { readonly record: Residence; readonly seen: number | 'absent' } | undefined;
  readonly stated: StatedFacts | undefined;
};

type Plan<Value> = Result<Value, readonly RowFault[]>;

const FAULTS = {
  'not-declared': {
    zh: '该企业已自行管理资料，须由企业先申报入驻，贵机构再确认',
    en: 'the company looks after its own profile: it declares that it sits with you, then you confirm',
  },
  'other-community': { zh: '已确认入驻贵机构的另一个众创社区', en: 'is confirmed in another community of yours' },
  'residence-overlaps': { zh: '同期已有另一家同类机构确认入驻', en: 'another body of your kind has confirmed it for some of these days' },
  'credit-code-unsettled': { zh: '企业的统一社会信用代码尚待确认', en: 'the credit code of the company still waits for confirmation' },
  'residence-not-declared': { zh: '这项入驻不在待确认状态', en: 'the residence does not wait for confirmation' },
  'residence-already-there': { zh: '已申报或已确认入驻', en: 'is declared or confirmed already' },
} as const satisfies Record<string, Bilingual>;
const fault = (code: keyof typeof FAULTS): RowFault => ({ column: null, code, detail: FAULTS[code] });

/** The file of a company that comes to be with this line. */
function newFile(line: ImportLine, { by, now }: ImportSetting, id: string): Plan<ProfileFile> {
  const { name, uscc, divisionCode } = line;
  const founded = foundOrganisation({ kind: 'company', name, uscc, divisionCode }, by, id, now.toISOString());
  if (!founded.ok) return refuse((founded.refusal.faults ?? []).map(({ pointer, ...rest }) => ({ column: pointer.slice(1), ...rest })));
  const { organisation, profile } = founded.value;
  if (!profile) throw new Error('a company keeps a profile');
  const head = { seq: 0, hash: '', salt: '' };
  const nothing = { members: [], invitations: [], delegations: [], grants: [], residences: [], snapshots: [], sources: [] };
  return ok({ organisation, profile, head, ...nothing });
}

const COLUMN_OF_POINTER: Readonly<Record<string, string>> = { '/from': 'residentFrom' };

/**
 * The residence after this line; undefined where it stays. Whoever looks after a company itself must have said that it sits here: else
 * anyone who keeps an incubator could look into any company by naming its code.
 */
function settleResidence(
  file: OrganisationFile,
  line: ImportLine,
  { body, community, by, now }: ImportSetting,
  id: string,
): Plan<ImportPlan['residence']> {
  const own = file.residences.find((one) => one.bodyId === body.id && residenceStateOn(one, dayInShanghai(now)) !== 'ended');
  if (own?.status === 'confirmed') return own.communityId === (community?.id ?? null) ? ok(undefined) : refuse([fault('other-community')]);
  if (!own && file.members.length > 0) return refuse([fault('not-declared')]);
  const from = line.residentFrom ?? dayInShanghai(now);
  const declared = own ? ok(own) : declareResidence(file, { id, from, declaredBy: by.personId, now }, body);
  const terms = { from: line.residentFrom, communityId: community?.id };
  const settled = declared.ok ? confirmResidence(file, declared.value, terms, { confirmedBy: by.personId, now, community }) : declared;
  if (settled.ok) return ok({ record: settled.value, seen: own ? own.version : 'absent' });
  const { code, faults = [] } = settled.refusal;
  if (code !== 'residence-refused') return refuse([fault(code)]);
  return refuse(faults.map(({ pointer, ...rest }) => ({ column: COLUMN_OF_POINTER[pointer] ?? null, ...rest })));
}

/** What the body says of the company: the line, and what follows from the residence. */
function saidFacts(file: OrganisationFile, line: ImportLine, { body, community, now }: ImportSetting) {
  const before = file.sources.find(({ source, organisationId }) => source === 'community' && organisationId === body.id)?.facts ?? {};
  const today = dayInShanghai(now);
  const said = Object.entries({ ...line.facts, ...(community && residenceFacts(community.id, community.standing)) });
  const differs = ([fact, value]: [string, FactWireValue]) =>
    !Object.hasOwn(before, fact) || !sameAnswer(before[fact]?.value as FactWireValue, value);
  // Said again on another day, it is fresh again from that day on.
  const older = ([fact]: [string, FactWireValue]) => dayInShanghai(new Date(before[fact]?.statedAt ?? now)) < today;
  return {
    tell: Object.fromEntries(said.filter((entry) => differs(entry) || older(entry))),
    news: said.some(differs),
  };
}

/**
 * Decides on one line.
 * @param file the company that has this credit code already; undefined: there is none
 * @param ids for a new company and a new residence
 */
export function planLine(
  line: ImportLine,
  file: OrganisationFile | undefined,
  setting: ImportSetting,
  ids: { readonly organisation: string; readonly residence: string },
): Plan<ImportPlan> {
  const opened = file ? ok(file) : newFile(line, setting, ids.organisation);
  if (!opened.ok) return opened;
  const company = opened.value;
  const residence = settleResidence(company, line, setting, ids.residence);
  if (!residence.ok) return residence;
  const { body, by, now, dictionary, reference, columnOf } = setting;
  const { tell, news } = saidFacts(company, line, setting);
  const { profile } = company;
  let stated: StatedFacts | undefined;
  if (profile && Object.keys(tell).length > 0) {
    const speaker = { source: 'community', organisationId: body.id, organisationName: body.name, personId: by.personId } as const;
    const change = { facts: tell, remove: [], since: null, evidence: [] };
    const told = stateFacts({ ...company, profile }, speaker, change, now, { dictionary, reference });
    if (!told.ok) return refuse(told.refusal.faults.map(({ fact, code, detail }) => ({ column: columnOf(fact), code, detail })));
    stated = told.value;
  }
  const outcome = file ? (news || residence.value ? 'updated' : 'unchanged') : 'created';
  const founded = file ? undefined : (stated?.profile ?? profile);
  return ok({ outcome, organisation: company.organisation, founded, residence: residence.value, stated });
}
