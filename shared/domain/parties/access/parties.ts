import { type Actions, DESKS, may, OPERATORS, on } from './line.ts';

/** What is public, signing in, organisations and their members. */
export const OF_PARTIES = {
  // Public information and questions: nothing of anybody is stored or shown.
  'catalogue.read': on('nothing', may('public', 'anyone')),
  'match.ask': on('nothing', may('public', 'anyone')),
  'institution.list': on('nothing', may('public', 'anyone')),
  'community.list': on('nothing', may('public', 'anyone')),

  // Sign-in and sessions.
  'session.start': on('nothing', may('public', 'anyone')),
  'session.end-current': on('nothing', may('public', 'anyone')),
  'me.read': on('person', may('own', 'person')),
  'session.list': on('person', may('own', 'person')),
  'session.end': on('person', may('own', 'person')),

  // Organisations and members.
  'organisation.register': on('nothing', may('public', 'person')),
  'organisation.admit': on('nothing', may('public', 'admin')),
  'organisation.list-mine': on('person', may('own', 'person')),
  'organisation.list-all': on('nothing', may('public', 'admin', 'auditor')),
  'organisation.read': on('organisation', may('same-organisation', 'member'), may('public', 'admin', 'auditor')),
  'organisation.change': on('organisation', may('same-organisation', 'owner')),
  'organisation.confirm-code': on('organisation', may('public', 'admin'), may('region', 'scitech-officer')),
  'member.list': on('organisation', may('same-organisation', 'member'), may('public', 'admin', 'auditor')),
  // From outside only as long as nobody owns it: who admitted it, or knows it as a resident, hands it to its first owner.
  'member.invite': on('organisation', may('same-organisation', 'owner'), may('public', 'admin'), may('confirming-body', ...OPERATORS)),
  'invitation.list': on('organisation', may('same-organisation', 'owner'), may('public', 'admin')),
  'invitation.confirm': on('organisation', may('same-organisation', 'owner'), may('public', 'admin')),
  'invitation.withdraw': on('organisation', may('same-organisation', 'owner'), may('public', 'admin')),
  'invitation.read': on('invitation', may('public', 'person')),
  'invitation.accept': on('invitation', may('public', 'person')),
  'member.change-roles': on('organisation', may('same-organisation', 'owner')),
  'member.remove': on('organisation', may('same-organisation', 'owner')),
  'member.leave': on('organisation', may('same-organisation', 'member')),
  'ownership.transfer': on('organisation', may('same-organisation', 'owner')),
  // Who stands in for whom: asked of who works at a desk there, and of the head; which of them, the rule says (`delegation.ts`).
  'delegation.list': on('organisation', may('same-organisation', 'member'), may('public', 'auditor')),
  'delegation.propose': on('organisation', may('same-organisation', 'owner', ...DESKS)),
  'delegation.confirm': on('organisation', may('same-organisation', 'owner', ...DESKS)),
  'delegation.decline': on('organisation', may('same-organisation', 'owner', ...DESKS)),
  'delegation.revoke': on('organisation', may('same-organisation', 'owner', ...DESKS)),
  'audit.read': on('organisation', may('same-organisation', 'owner'), may('public', 'auditor')),
} as const satisfies Actions;
