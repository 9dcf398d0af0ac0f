import type { ApplicantFile } from '../../../shared/domain/instruments/applicant-file.ts';
import { FOUNDED_KINDS, isOneOf } from '../../../shared/domain/parties/organisation.ts';
import type { OrganisationFile } from '../../../shared/domain/parties/records.ts';
import { foundOrganisation, type Person } from '../../../shared/domain/parties/registration.ts';
import { filingsOf, invoicesOf, papersOf } from './demo-papers.ts';
import { type DemoSetting, grantsOf, knowledgeOf, membersOf, NOTHING_KNOWN, PLATFORM, residencesOf } from './demo-records.ts';
import type { DemoOrganisation } from './read-demo.ts';
import { instantFrom } from './relative-day.ts';

/** Who brings an organisation in: an applicant its first owner, all others the platform. */
function founderOf({ demo }: DemoSetting, { id, kind, name }: DemoOrganisation): Person {
  const [first] = demo.members.get(id) ?? [];
  if (!first || !isOneOf(FOUNDED_KINDS, kind)) return { personId: PLATFORM.personId, personKey: PLATFORM.personId, name };
  const { id: personId, ...person } = first.person;
  return { personId, ...person };
}

/** An organisation as it was founded, and what is known of it where it is an applicant. */
export function foundedOf(setting: DemoSetting, one: DemoOrganisation) {
  const { id, kind, name, uscc, divisionCode, registered } = one;
  const founder = founderOf(setting, one);
  const founded = foundOrganisation({ kind, name, uscc, divisionCode }, founder, id, instantFrom(setting.today, registered));
  if (!founded.ok) throw new Error(`the demo organisation ${id} cannot be founded: ${JSON.stringify(founded.refusal)}`);
  const { organisation, profile } = founded.value;
  return { founder, organisation, known: profile && knowledgeOf(setting, one, organisation, profile) };
}

/** Everything a claim of an applicant is judged on, as a reader would bring it. */
export function applicantOf(setting: DemoSetting, one: DemoOrganisation): ApplicantFile {
  const { organisation, known } = foundedOf(setting, one);
  const file: OrganisationFile = {
    ...NOTHING_KNOWN,
    organisation,
    profile: known?.profile,
    members: membersOf(setting, one),
    residences: residencesOf(setting, one),
    grants: grantsOf(setting, one),
    sources: known?.sources ?? [],
  };
  return {
    file,
    cards: [],
    documents: papersOf(setting, one).map(({ record }) => record),
    invoices: invoicesOf(setting, one),
    filings: filingsOf(setting, one),
  };
}
