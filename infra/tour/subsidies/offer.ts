import { claimCheck, claimList, claimView } from '../../../shared/contracts/claims.ts';
import { read } from '../expect.ts';
import { demo } from '../people/story.ts';
import type { Step } from '../stage.ts';
import { readCase, readFile, refuseStep, takeStep, yuan } from './story.ts';

const CARRIER = 'carrier-jiangning';

/**
 * What nobody applies for, in two steps with days between them: it is confirmed, and once the clock has moved it waits for the decision. It is
 * offered once a year: played again, there is nothing left to confirm, and both steps say so.
 */
export function offerSteps(): readonly [confirm: Step, decide: Step] {
  let id: string | undefined;
  const confirm: Step = {
    zh: '免申即享：南京一家孵化器什么也没申请，系统按主管部门的记录替它拟好，它点一下确认。',
    en: 'Without application: an incubator in Nanjing asked for nothing; it is drafted from what the bureau has on record, and confirmed.',
    async play(stage) {
      const owner = demo(stage, 'carrier-nanjing');
      const { items } = read(await owner.get(`/v1/subsidies/claims?organisationId=${CARRIER}`), claimList);
      const offer = items.find(({ instrument, state }) => instrument === 'automatic_subsidy' && state === 'draft');
      if (!offer) return stage.tell('今年的已经确认过 confirmed this year already');
      const { claim } = read(await owner.get(`/v1/subsidies/claims/${offer.id}`), claimView);
      const { ready, computedFen } = read(await owner.get(`/v1/subsidies/claims/${offer.id}/check`), claimCheck);
      const { facts } = claim as { readonly facts: readonly { readonly fact: string; readonly source: string }[] };
      stage.tell(facts.map(({ fact, source }) => `${fact} (${source})`).join(', '));
      stage.insist(
        ready && facts.every(({ source }) => source !== 'self'),
        `没有一项是自己说的 nothing rests on its own word · ${yuan(computedFen)}`,
      );
      await takeStep(stage, owner, offer.id, ['submit', 'submitted']);
      id = offer.id;
    },
  };
  const decide: Step = {
    zh: '确认之后自动受理，不经窗口；批准仍由人决定。',
    en: 'Once confirmed it is admitted without a desk; whether it is approved, a person decides.',
    async play(stage) {
      if (id === undefined) return stage.tell('今年的已经确认过 confirmed this year already');
      const owner = demo(stage, 'carrier-nanjing');
      const { acts } = await readFile(owner, id);
      const seen = acts.map(({ event, role }) => `${event} ${role}`).join(', ');
      stage.insist(seen.includes('auto-admit system'), seen);
      await refuseStep(stage, demo(stage, 'finance-approver'), id, ['approve', 404, 'not-found'], { contentHash: '0'.repeat(64) });
      const approver = demo(stage, 'finance-nanjing');
      const { contentHash } = await readCase(approver, id);
      await takeStep(stage, approver, id, ['approve', 'public_notice'], { contentHash });
    },
  };
  return [confirm, decide];
}
