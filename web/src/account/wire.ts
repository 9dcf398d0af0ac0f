import type * as z from 'zod/mini';
import type { claimList } from '../../../shared/contracts/claims.ts';
import type { companyView, profileFact, profileFacts, profileHistory } from '../../../shared/contracts/companies.ts';
import type { companyMatches, timeline } from '../../../shared/contracts/company-answers.ts';
import type { companyList } from '../../../shared/contracts/company-list.ts';
import type { accessLogPage, grantList, receivedGrantList } from '../../../shared/contracts/consent.ts';
import type { documentList, invoiceList, linkAnswer, papersAnswer, uploadAnswer } from '../../../shared/contracts/documents.ts';
import type { importReport } from '../../../shared/contracts/imports.ts';
import type {
  acceptAnswer,
  admitAnswer,
  communityList,
  delegationList,
  institutionList,
  invitationList,
  invitationMade,
  invitationSeen,
  memberList,
  memberView,
  organisationList,
  registerAnswer,
} from '../../../shared/contracts/parties.ts';
import type { residenceView } from '../../../shared/contracts/residences.ts';

/** The answers of the API one signs in for, as the pages read them: types only, so that no schema comes along. */
export type DocumentList = z.infer<typeof documentList>;
export type UploadAnswer = z.infer<typeof uploadAnswer>;
export type LinkAnswer = z.infer<typeof linkAnswer>;
export type PapersAnswer = z.infer<typeof papersAnswer>;
export type InvoiceList = z.infer<typeof invoiceList>;

export type ClaimList = z.infer<typeof claimList>;
export type RegisterAnswer = z.infer<typeof registerAnswer>;
export type AdmitAnswer = z.infer<typeof admitAnswer>;
export type OrganisationList = z.infer<typeof organisationList>;
export type InstitutionList = z.infer<typeof institutionList>;
export type CommunityList = z.infer<typeof communityList>;
export type Member = z.infer<typeof memberView>;
export type MemberList = z.infer<typeof memberList>;
export type InvitationList = z.infer<typeof invitationList>;
export type Invitation = InvitationList['items'][number];
export type InvitationMade = z.infer<typeof invitationMade>;
export type InvitationSeen = z.infer<typeof invitationSeen>;
export type DelegationList = z.infer<typeof delegationList>;
export type Delegation = DelegationList['items'][number];
export type AcceptAnswer = z.infer<typeof acceptAnswer>;

export type GrantList = z.infer<typeof grantList>;
export type Grant = GrantList['grants'][number];
export type ReceivedGrantList = z.infer<typeof receivedGrantList>;
export type AccessLogPage = z.infer<typeof accessLogPage>;
export type CompanyList = z.infer<typeof companyList>;
export type CompanyRow = CompanyList['items'][number];
export type ResidenceView = z.infer<typeof residenceView>;
export type ImportReport = z.infer<typeof importReport>;

export type Profile = z.infer<typeof profileFacts>;
export type ProfileFact = z.infer<typeof profileFact>;
export type Statement = ProfileFact['statements'][number];
export type ProfileHistory = z.infer<typeof profileHistory>;
export type CompanyView = z.infer<typeof companyView>;
export type CompanyMatches = z.infer<typeof companyMatches>;
export type Timeline = z.infer<typeof timeline>;
export type TimelineEntry = Timeline['entries'][number];
