import { reasonBody } from '../../../shared/contracts/payments.ts';
import {
  correctionBody,
  correctionConfirmation,
  recoveryList,
  recoveryNotice,
  repaymentBody,
} from '../../../shared/contracts/recoveries.ts';
import { dayInShanghai } from '../../../shared/domain/kernel/civil-date.ts';
import type { RecoveryEvent, RecoveryEventKind } from '../../../shared/domain/payments/recovery-moves.ts';
import type { Api } from '../../../shared/http/api.ts';
import { reply } from '../../../shared/http/reply.ts';
import { NO_QUERY, validatedQuery } from '../../../shared/http/validate.ts';
import type { Write } from '../../../shared/store/commit.ts';
import type { PaymentParts } from '../payment-parts.ts';
import { moveRecovery } from '../use-cases/move-recovery.ts';
import { noticeRecovery } from '../use-cases/notice-recovery.ts';
import { isOwn } from '../use-cases/recovery-hands.ts';
import { showRecovery } from '../use-cases/show-recovery.ts';
import { gatherCase, gatherForAct } from './gather-case.ts';

/** Those that take a reason, and those that take none. */
const WITH_REASON = {
  dispute: (reason: string): RecoveryEvent => ({ kind: 'dispute', reason }),
  'dismiss-dispute': (): RecoveryEvent => ({ kind: 'dismiss_dispute' }),
  'propose-write-off': (reason: string): RecoveryEvent => ({ kind: 'propose_write_off', reason }),
  'refuse-write-off': (): RecoveryEvent => ({ kind: 'refuse_write_off' }),
} as const;
const BARE = { agree: 'agree', 'confirm-write-off': 'confirm_write_off' } as const satisfies Record<string, RecoveryEventKind>;

/** Of a repayment that was entered wrongly: proposed with a reason, then refused with one or confirmed. */
const CORRECTIONS = { 'propose-correction': 'propose_correction', 'refuse-correction': 'refuse_correction' } as const;

/** Money that must come back: notice, the applicant's answer, what comes in with its interest, and what two persons give up or correct. */
export function recoveryRoutes(api: Api<Write>, parts: PaymentParts): void {
  const gather = (request: Parameters<typeof gatherForAct>[0]) => gatherForAct(request, parts);

  api.question(
    'GET /v1/cases/{id}/recoveries',
    (request) => gatherCase(request, parts),
    (request, { stored }) => {
      const { context, now } = request;
      const query = validatedQuery(context, NO_QUERY);
      if (!query.ok) return query.refusal;
      const today = dayInShanghai(now);
      return reply(context, recoveryList, {
        items: stored.file.recoveries.map((recovery) => showRecovery(recovery, today, isOwn(request))),
      });
    },
  );

  api.command('POST /v1/cases/{id}/recoveries', { body: recoveryNotice, gather, decide: noticeRecovery });

  api.command('POST /v1/cases/{id}/recoveries/{recoveryId}/repay', {
    body: repaymentBody,
    gather,
    decide: (request, state) => {
      const { bankSerial, on, amountFen } = request.body;
      return moveRecovery(request, state, { kind: 'repay', bankSerial, on, amountFen }, bankSerial);
    },
  });

  for (const name of Object.keys(WITH_REASON) as (keyof typeof WITH_REASON)[])
    api.command(`POST /v1/cases/{id}/recoveries/{recoveryId}/${name}`, {
      body: reasonBody,
      gather,
      decide: (request, state) => moveRecovery(request, state, WITH_REASON[name](request.body.reason), request.body.reason),
    });

  for (const name of Object.keys(CORRECTIONS) as (keyof typeof CORRECTIONS)[])
    api.command(`POST /v1/cases/{id}/recoveries/{recoveryId}/${name}`, {
      body: correctionBody,
      gather,
      decide: (request, state) => moveRecovery(request, state, { kind: CORRECTIONS[name], ...request.body }, request.body.reason),
    });

  api.command('POST /v1/cases/{id}/recoveries/{recoveryId}/confirm-correction', {
    body: correctionConfirmation,
    gather,
    decide: (request, state) => moveRecovery(request, state, { kind: 'confirm_correction', ...request.body }),
  });

  for (const name of Object.keys(BARE) as (keyof typeof BARE)[])
    api.command(`POST /v1/cases/{id}/recoveries/{recoveryId}/${name}`, {
      gather,
      decide: (request, state) => moveRecovery(request, state, { kind: BARE[name] }),
    });
}
