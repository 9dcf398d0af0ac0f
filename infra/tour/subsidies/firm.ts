import { claimList } from '../../../shared/contracts/claims.ts';
import { changedParticulars, companyView } from '../../../shared/contracts/companies.ts';
import { acceptAnswer, registerAnswer } from '../../../shared/contracts/parties.ts';
import { residenceView } from '../../../shared/contracts/residences.ts';
import { addMonths } from '../../../shared/domain/kernel/civil-date.ts';
import { expectStatus, read } from '../expect.ts';
import { creditCode } from '../people/credit-code.ts';
import { invite } from '../people/organisation.ts';
import { COMMUNITY, DIVISION, demo, etagOf, OPERATOR } from '../people/story.ts';
import type { Stage } from '../stage.ts';
import { BROADBAND, type Firm, type Story, today } from './story.ts';

const DEMO_FIRM = 'company-01';

/** The start-up of the example data, as long as it has not claimed yet: a month is paid for once. */
async function demoFirm(stage: Stage): Promise<Firm | undefined> {
  const owner = demo(stage, 'startup-owner');
  const { items } = read(await owner.get(`/v1/subsidies/claims?organisationId=${DEMO_FIRM}`), claimList);
  if (items.some(({ programmeId, state }) => programmeId === BROADBAND && state !== 'withdrawn')) return undefined;
  const { name, uscc } = read(await owner.get(`/v1/companies/${DEMO_FIRM}`), companyView);
  return { id: DEMO_FIRM, name: name ?? '', uscc: uscc ?? '', owner, preparer: demo(stage, 'startup-preparer') };
}

/** A start-up like it: registered, two years old, confirmed by the community of the county, with an account and a preparer. */
async function newFirm(stage: Stage, { run }: Story): Promise<Firm> {
  const cast = (who: string, zh: string, en: string) => {
    const id = `tour-${run}-${who}`;
    return stage.as({ id, name: { zh, en }, personKey: id });
  };
  const owner = cast('owner', '安示例', 'An Shili (owner)');
  const preparer = cast('preparer', '白示例', 'Bai Shili (preparer)');
  const firm = { name: `昆山示例宽频科技有限公司（${run}）`, uscc: creditCode() };
  const body = { kind: 'company', ...firm, divisionCode: DIVISION };
  const { organisation } = read(await owner.post('/v1/organisations', body), registerAnswer, 201);
  const { id } = organisation;
  const path = `/v1/companies/${id}`;
  const facts = { 'firm.division_code': DIVISION, 'firm.founded_on': addMonths(today(stage), -24) };
  expectStatus(await owner.patch(`${path}/facts`, { facts }, { ifMatch: etagOf(await owner.get(`${path}/facts`)) }), 200);
  const account = { bankName: '示例城南银行昆山支行', bankAccount: '9900583000000000777' };
  read(await owner.patch(`${path}/particulars`, account, { ifMatch: etagOf(await owner.get(path)) }), changedParticulars);
  const from = addMonths(today(stage), -20);
  const { id: residence } = read(await owner.post(`${path}/residences`, { bodyId: OPERATOR, from }), residenceView, 201);
  const confirm = `${path}/residences/${residence}/confirm`;
  expectStatus(await demo(stage, 'community-operator').post(confirm, { communityId: COMMUNITY }), 200);
  const { secret } = await invite(owner, id, { roles: ['preparer'] });
  read(await preparer.post('/v1/invitations/accept', { secret }), acceptAnswer);
  return { id, ...firm, owner, preparer };
}

/** Whose claim the story tells. */
export async function findFirm(stage: Stage, story: Story): Promise<Firm> {
  const firm = (await demoFirm(stage)) ?? (await newFirm(stage, story));
  stage.tell(
    firm.id === DEMO_FIRM
      ? '演示企业 the demo start-up'
      : '演示企业今年已申报，另立一家 the demo start-up has claimed already: another one',
  );
  return firm;
}
