import { type Check, failed, paperFindings, repeated, unknown, unless, windowOf, yuanWords } from './check-context.ts';
import { MONTH_CHECKS } from './checks-of-months.ts';
import { TRAINEE_IS_ONESELF } from './checks-of-oneself.ts';
import { RENT_CHECKS, UTILITY_CHECKS } from './checks-of-premises.ts';
import type { DraftOf } from './claim.ts';
import { linesOf, plainText, sessionsOf, totalFen, traineesOf } from './claim-parts.ts';
import { within } from './claim-window.ts';
import { filedBeforeHeld, othersOfDay } from './event-filing.ts';
import type { AnyClaimKind } from './kinds.ts';

const training: readonly Check<DraftOf<'training'>>[] = [
  ...TRAINEE_IS_ONESELF,
  {
    rule: 'trainee-twice',
    at: '/trainees',
    run: (claim, _context, struck) => repeated(traineesOf(claim, struck), ({ row }) => row.personKey).map(({ pointer }) => failed(pointer)),
  },
  {
    rule: 'certificate-twice',
    at: '/trainees',
    run: (claim, _context, struck) =>
      repeated(traineesOf(claim, struck), ({ row }) => plainText(row.certificateNumber)).map(({ pointer }) =>
        failed(`${pointer}/certificateNumber`),
      ),
  },
  {
    rule: 'required-document',
    at: '/trainees',
    run: (claim, context, struck) =>
      traineesOf(claim, struck).flatMap(({ row, pointer }) =>
        paperFindings(`${pointer}/certificateDocumentId`, row.certificateDocumentId, ['qualification-certificate'], context),
      ),
  },
  {
    rule: 'course-dates',
    at: '/endsOn',
    run: (claim, context) => {
      const { startsOn, endsOn } = claim;
      const window = windowOf(claim, context);
      if (startsOn === undefined || endsOn === undefined || !window) return null;
      return unless(startsOn <= endsOn && endsOn <= context.day && within(endsOn, window), failed('/endsOn'));
    },
  },
];

const mentoring: readonly Check<DraftOf<'mentoring'>>[] = [
  {
    rule: 'mentor-holds-stake',
    at: '/mentor/stakeInFirm',
    run: ({ mentor }) => (mentor?.stakeInFirm === undefined ? null : unless(!mentor.stakeInFirm, failed('/mentor/stakeInFirm'))),
  },
  {
    rule: 'mentor-own-firm',
    at: '/firm/uscc',
    run: ({ firm }, { applicant }) => (firm === undefined ? null : unless(firm.uscc !== applicant.uscc, failed('/firm/uscc'))),
  },
  {
    rule: 'session-unsigned',
    at: '/sessions',
    run: (claim, _context, struck) =>
      sessionsOf(claim, struck).flatMap(({ row, pointer }) => [
        ...unless(row.signedByMentor, failed(`${pointer}/signedByMentor`)),
        ...unless(row.signedByFirm, failed(`${pointer}/signedByFirm`)),
      ]),
  },
  {
    rule: 'session-outside-year',
    at: '/sessions',
    run: (claim, context, struck) => {
      const window = windowOf(claim, context);
      if (!window) return null;
      return sessionsOf(claim, struck).flatMap(({ row, pointer }) =>
        unless(row.on <= context.day && within(row.on, window), failed(`${pointer}/on`)),
      );
    },
  },
  {
    rule: 'session-twice',
    at: '/sessions',
    run: (claim, _context, struck) =>
      repeated(sessionsOf(claim, struck), ({ row }) => `${row.on} ${row.logDocumentId}`).map(({ pointer }) => failed(pointer)),
  },
  {
    rule: 'session-same-day',
    at: '/sessions',
    run: (claim, { sessionDays }, struck) => {
      const rows = sessionsOf(claim, struck);
      // A day is one thing to look into, however many rows have it: the last of them says it.
      const days = new Map(rows.map(({ row, pointer }) => [row.on, pointer]));
      return [...days].flatMap(([on, pointer]) => {
        const isElsewhere = sessionDays?.has(on) ?? false;
        const [zh, en] = isElsewhere
          ? [`${on} 在另一件申请中已有一次`, `${on} stands in another claim already`]
          : [`${on} 列了不止一次`, `${on} is listed more than once`];
        return unless(!isElsewhere && rows.filter(({ row }) => row.on === on).length === 1, unknown(`${pointer}/on`, zh, en));
      });
    },
  },
  {
    rule: 'required-document',
    at: '/sessions',
    run: (claim, context, struck) => [
      ...paperFindings('/appointmentDocumentId', claim.appointmentDocumentId, ['mentor-appointment'], context),
      ...sessionsOf(claim, struck).flatMap(({ row, pointer }) =>
        paperFindings(`${pointer}/logDocumentId`, row.logDocumentId, ['mentoring-record'], context),
      ),
    ],
  },
];

const events: readonly Check<DraftOf<'events'>>[] = [
  {
    rule: 'event-not-filed',
    at: '/filingId',
    run: ({ filingId }, { filing, applicant }) => {
      if (filingId === undefined) return null;
      if (filing === undefined) return [unknown('/filingId', '备案尚未查到', 'the filing was not looked up')];
      return unless(filing?.id === filingId && filing.organisationId === applicant.organisationId, failed('/filingId'));
    },
  },
  {
    rule: 'event-filed-late',
    at: '/heldOn',
    run: ({ heldOn }, { filing }) => (filing && heldOn !== undefined ? unless(filedBeforeHeld(filing, heldOn), failed('/heldOn')) : null),
  },
  {
    rule: 'event-other-category',
    at: '/category',
    run: ({ category }, { filing }) =>
      filing && category !== undefined ? unless(filing.category === category, failed('/category')) : null,
  },
  {
    rule: 'event-date',
    at: '/heldOn',
    run: (claim, context) => {
      const window = windowOf(claim, context);
      if (claim.heldOn === undefined || !window) return null;
      return unless(claim.heldOn <= context.day && within(claim.heldOn, window), failed('/heldOn'));
    },
  },
  {
    rule: 'event-nobody-came',
    at: '/attendance',
    run: ({ attendance }) => (attendance === undefined ? null : unless(attendance > 0, failed('/attendance'))),
  },
  {
    rule: 'event-other-day',
    at: '/heldOn',
    run: ({ heldOn }, { filing }) => {
      if (!filing || heldOn === undefined) return null;
      const { plannedOn } = filing;
      const [zh, en] = [`备案的计划日期是 ${plannedOn}，举办日期填的是 ${heldOn}`, `planned for ${plannedOn}, held on ${heldOn}`];
      return unless(heldOn === plannedOn, unknown('/heldOn', zh, en));
    },
  },
  {
    rule: 'event-same-day',
    at: '/filingId',
    run: ({ heldOn }, { filing, filings }) => {
      if (!filing || !filings) return null;
      const others = othersOfDay(filing, filings, heldOn);
      const said = (zh: boolean) => others.map(({ title, place }) => (zh ? `“${title}”（${place}）` : `“${title}” (${place})`));
      const [zh, en] = [`同一天另备案了：${said(true).join('、')}`, `on file for the same day: ${said(false).join(', ')}`];
      return unless(others.length === 0, unknown('/filingId', zh, en));
    },
  },
  {
    rule: 'event-beyond-plan',
    at: '/lines',
    run: (claim, { filing }, struck) => {
      if (!filing) return null;
      const spent = totalFen(linesOf(claim, struck));
      const [plan, real] = [yuanWords(filing.plannedSpendFen), yuanWords(spent)];
      return spent <= filing.plannedSpendFen
        ? []
        : [unknown('/lines', `计划 ${plan} 元，实际 ${real} 元`, `planned ${plan} yuan, spent ${real} yuan`)];
    },
  },
  {
    rule: 'required-document',
    at: '/attendanceDocumentId',
    run: (claim, context) => [
      ...paperFindings('/attendanceDocumentId', claim.attendanceDocumentId, ['attendance-record'], context),
      ...(claim.photoDocumentIds ?? []).flatMap((id, at) => paperFindings(`/photoDocumentIds/${at}`, id, ['photos'], context)),
    ],
  },
];

const broadband: readonly Check<DraftOf<'broadband'>>[] = [
  ...MONTH_CHECKS,
  {
    rule: 'required-document',
    at: '/contractDocumentId',
    run: ({ contractDocumentId }, context) => paperFindings('/contractDocumentId', contractDocumentId, ['other'], context),
  },
];

/** What is asked of the claims of each kind. */
export const CHECKS_OF_KIND: { readonly [Kind in AnyClaimKind]: readonly Check<DraftOf<Kind>>[] } = {
  broadband,
  training,
  mentoring,
  events,
  rent: RENT_CHECKS,
  utilities: UTILITY_CHECKS,
  automatic: [],
};
