import { type Actions, APPLICANTS, COUNTY, FINANCIERS, may, OPERATORS, on, SIGNERS, WITNESSES } from './line.ts';

/** A company with its profile, consent and papers. */
export const OF_COMPANIES = {
  // The company's profile. What an office or a financier sees before it is granted more is the teaser.
  'company.list': on('nothing', may('public', ...FINANCIERS, ...OPERATORS, ...COUNTY, 'joint-officer', 'auditor', 'admin')),
  'company.read': on(
    'company',
    may('same-organisation', ...APPLICANTS),
    may('confirming-body', ...OPERATORS),
    may('declared-body', ...OPERATORS),
    may('region', ...COUNTY),
    may('public', ...FINANCIERS, 'joint-officer', 'auditor', 'admin'),
  ),
  'profile.read': on(
    'company',
    may('same-organisation', ...APPLICANTS),
    may('confirming-body', ...OPERATORS),
    may('granted', ...FINANCIERS),
  ),
  'profile.change': on(
    'company',
    may('same-organisation', ...APPLICANTS),
    may('confirming-body', ...OPERATORS),
    may('region', 'scitech-officer'),
    may('granted', 'bank-officer'),
  ),
  'profile.read-history': on('company', may('same-organisation', ...APPLICANTS)),
  'particulars.change': on('company', may('same-organisation', ...SIGNERS, 'preparer')),
  'particulars.reveal': on('company', may('same-organisation', ...SIGNERS), may('granted', 'bank-officer', 'guarantee-officer')),
  'snapshot.take': on('company', may('same-organisation', 'owner', 'preparer', 'signatory')),
  'snapshot.read': on('company', may('same-organisation', ...APPLICANTS), may('granted', ...FINANCIERS)),
  'matches.read': on('company', may('same-organisation', ...APPLICANTS), may('confirming-body', ...OPERATORS)),
  'timeline.read': on('company', may('same-organisation', ...APPLICANTS), may('confirming-body', ...OPERATORS)),
  'residence.declare': on('company', may('same-organisation', 'owner', 'preparer', 'signatory')),
  // Confirming again is refused by the state of the residence, not by who asks.
  'residence.confirm': on('company', may('confirming-body', ...OPERATORS), may('declared-body', ...OPERATORS)),
  'residence.end': on(
    'company',
    may('confirming-body', ...OPERATORS),
    may('declared-body', ...OPERATORS),
    may('same-organisation', ...SIGNERS),
  ),
  'company.import': on('organisation', may('same-organisation', ...OPERATORS)),

  // Consent and what came of it.
  'grant.give': on('company', may('same-organisation', ...SIGNERS)),
  'grant.revoke': on('company', may('same-organisation', ...SIGNERS)),
  'grant.list': on('company', may('same-organisation', ...APPLICANTS)),
  'grant.list-received': on('nothing', may('public', ...FINANCIERS)),
  'access-log.read': on('company', may('same-organisation', ...APPLICANTS)),

  // Papers: of applicants, and of the bureau that pays, whose witnesses keep what they state of the bank there.
  'document.list': on('company', may('same-organisation', ...APPLICANTS, ...WITNESSES), may('granted', ...FINANCIERS)),
  'document.upload': on('company', may('same-organisation', ...APPLICANTS, ...WITNESSES)),
  'document.read': on('document', may('same-organisation', ...APPLICANTS, ...WITNESSES), may('granted', ...FINANCIERS)),
  'document.open': on('document', may('same-organisation', ...APPLICANTS, ...WITNESSES), may('granted', ...FINANCIERS)),
  'document.change': on('document', may('same-organisation', ...APPLICANTS)),
  'document.withdraw': on('document', may('same-organisation', ...APPLICANTS)),
  'invoice.register': on('document', may('same-organisation', ...APPLICANTS)),
  'invoice.list': on('company', may('same-organisation', ...APPLICANTS)),
  'papers.check': on('company', may('same-organisation', ...APPLICANTS)),
} as const satisfies Actions;
