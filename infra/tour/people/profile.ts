import { createHash } from 'node:crypto';
import canonicalize from 'canonicalize';
import { changedFacts, companyView, type ProfileFacts, profileFacts, profileHistory } from '../../../shared/contracts/companies.ts';
import { companyMatches, snapshot, takenSnapshot, timeline } from '../../../shared/contracts/company-answers.ts';
import { residenceView } from '../../../shared/contracts/residences.ts';
import { expectRefusal, read } from '../expect.ts';
import { type Stage, type Step, Surprise } from '../stage.ts';
import { COMMUNITY, cast, DIVISION, demo, etagOf, monthsFromToday, OPERATOR, type Story } from './story.ts';

/** An answer of the profile that the story looks at. */
function factOf({ topics }: ProfileFacts, id: string) {
  const found = topics.flatMap(({ facts }) => facts).find(({ fact }) => fact === id);
  if (!found) throw new Surprise(`资料里没有 the profile does not have ${id}`);
  return found;
}

/** What the firm says of itself, but for what the story keeps for later. */
const aboutUs = (stage: Stage) => ({
  'firm.division_code': DIVISION,
  'firm.industry_code': '6513',
  'firm.founded_on': monthsFromToday(stage, -32),
  'firm.operating': true,
  'firm.employees': 18,
  'firm.revenue_last_year_cny': 3_200_000,
  'firm.rd_staff': 9,
  'firm.rd_spend_last_year_cny': 800_000,
});

const sha256Of = (content: unknown): string =>
  createHash('sha256')
    .update(canonicalize(content) as string)
    .digest('hex');

export const profileSteps = (story: Story): readonly Step[] => {
  const pathTo = (end: string) => `/v1/companies/${story.ids.company}${end}`;
  return [
    {
      zh: '事实只填一次。两个人同时编辑：后到的收到 412 和最新版本，什么也没丢。',
      en: 'Facts are told once. Two editors at a time: the second gets 412 with the new version, and nothing is lost.',
      async play(stage) {
        const founder = cast(stage, story, 'founder');
        const preparer = cast(stage, story, 'preparer');
        const both = etagOf(await founder.get(pathTo('/facts')));
        const first = read(await founder.patch(pathTo('/facts'), { facts: aboutUs(stage) }, { ifMatch: both }), changedFacts);
        stage.insist(first.set.length === Object.keys(aboutUs(stage)).length, `本企业填写 told by the firm: ${first.set.length}`);

        const said = { facts: { 'firm.ip_or_qualification_count': 4 }, since: monthsFromToday(stage, -2) };
        const late = await preparer.patch(pathTo('/facts'), said, { ifMatch: both });
        expectRefusal(stage, late, 412, 'stale-version');
        expectRefusal(stage, await preparer.patch(pathTo('/facts'), said), 428, 'version-required');
        read(await preparer.patch(pathTo('/facts'), said, { ifMatch: etagOf(late) }), changedFacts);
        const facts = read(await preparer.get(pathTo('/facts')), profileFacts);
        stage.insist(
          factOf(facts, 'firm.employees').value === 18 && factOf(facts, 'firm.ip_or_qualification_count').value === 4,
          '两个人填的都在 what both told is there',
        );
        stage.insist(factOf(facts, 'firm.size_class').source === 'computed', '划型由系统计算 the size class is computed');
      },
    },
    {
      zh: '填错的、不该存的、自相矛盾的，逐格指出。',
      en: 'What is mistyped, not kept here or contradicts itself is refused by its place.',
      async play(stage) {
        const founder = cast(stage, story, 'founder');
        const ifMatch = etagOf(await founder.get(pathTo('/facts')));
        const tell = (facts: object) => founder.patch(pathTo('/facts'), { facts }, { ifMatch });
        const wrong = await tell({ 'firm.employees': '十八', 'firm.staff': 18 });
        expectRefusal(stage, wrong, 400, 'invalid-request', ['/facts/firm.employees', '/facts/firm.staff']);
        expectRefusal(stage, await tell({ 'loan.amount_cny': 1_000_000 }), 422, 'fact-not-kept', ['/facts/loan.amount_cny']);
        const early = { 'firm.licence_date': monthsFromToday(stage, -32), 'firm.rd_staff': 90 };
        expectRefusal(stage, await tell(early), 422, 'fact-conflict', ['/facts/firm.rd_staff']);
      },
    },
    {
      zh: '科技局录入登记信息和资质；与企业自报不同的，两种说法并排显示。',
      en: 'The bureau enters what the register has; where it differs from the firm, both are shown side by side.',
      async play(stage) {
        const office = demo(stage, 'scitech-officer');
        const teaser = await office.get(pathTo(''));
        stage.insist(read(teaser, companyView).view === 'teaser', '科技局平时只看得到概貌 the bureau itself sees a teaser');
        const register = { facts: { 'firm.employees': 16 }, source: 'register' };
        const told = await office.patch(pathTo('/facts'), register, { ifMatch: etagOf(teaser) });
        const library = { facts: { 'firm.in_sukedai_library': true, 'firm.qualifications': ['科技型中小企业'] } };
        stage.insist(read(told, changedFacts).source === 'register', '登记信息 from the register');
        const { source } = read(await office.patch(pathTo('/facts'), library, { ifMatch: etagOf(told) }), changedFacts);
        stage.insist(source === 'bureau', '资质 from the bureau');

        const staff = factOf(read(await cast(stage, story, 'founder').get(pathTo('/facts')), profileFacts), 'firm.employees');
        for (const { source: whose, value, by } of staff.statements) stage.tell(`${whose}: ${value} ${by.name ?? ''}`);
        stage.insist(
          staff.contested && staff.value === 16 && staff.statements.length === 2,
          '登记优先，自报的仍在 the register counts, what the firm said stays',
        );
        const { items } = read(await cast(stage, story, 'preparer').get(pathTo('/facts/history')), profileHistory);
        stage.insist(items.map((change) => change.source).join(' ') === 'bureau register self self', `历史 history: ${items.length}`);
      },
    },
    {
      zh: '过期的回答重新变成问题，不再参与匹配。',
      en: 'An answer that is too old is a question again, and no rule is asked with it.',
      async play(stage) {
        const owner = demo(stage, 'startup-owner');
        const facts = read(await owner.get('/v1/companies/company-01/facts'), profileFacts);
        const { leftOut } = read(await owner.get('/v1/companies/company-01/matches'), companyMatches);
        const all = facts.topics.flatMap((topic) => topic.facts);
        const old = all.filter(({ statements }) => statements.every(({ standing }) => standing === 'stale'));
        for (const { fact, statements } of old) stage.tell(`${fact}: 有效到 good until ${statements[0]?.freshUntil}`);
        stage.insist(old.length > 0, '演示企业里有过期的回答 the demo company has an old answer');
        stage.insist(
          old.every(({ fact, state, value }) => {
            const asked = state === 'confirm-again' && value === undefined;
            return asked && leftOut.some((out) => out.fact === fact && out.why === 'stale');
          }),
          '须再次确认，匹配时不用 to be confirmed again, and left out of the match',
        );
      },
    },
    {
      zh: '入驻：企业申报，众创社区确认；别的机构无从确认。',
      en: 'Residence: the firm declares it, the operator of the community confirms it; nobody else can.',
      async play(stage) {
        const said = { bodyId: OPERATOR, from: monthsFromToday(stage, -12) };
        const founder = cast(stage, story, 'founder');
        const declared = read(await founder.post(pathTo('/residences'), said), residenceView, 201);
        story.ids.residence = declared.id;
        stage.insist(declared.state === 'declared', `申报入驻 declared: ${declared.body.name}`);
        expectRefusal(stage, await founder.post(pathTo('/residences'), said), 409, 'residence-already-there');

        const confirm = pathTo(`/residences/${declared.id}/confirm`);
        const terms = { communityId: COMMUNITY };
        expectRefusal(stage, await founder.post(confirm, terms), 403, 'not-allowed');
        expectRefusal(stage, await demo(stage, 'carrier-operator').post(confirm, terms), 404, 'not-found');
        const operator = demo(stage, 'community-operator');
        expectRefusal(stage, await operator.post(confirm, {}), 422, 'residence-refused', ['/communityId']);
        stage.insist(read(await operator.post(confirm, terms), residenceView).state === 'confirmed', '社区已确认 confirmed');
        const community = factOf(read(await founder.get(pathTo('/facts')), profileFacts), 'firm.community_id');
        stage.insist(community.value === COMMUNITY && community.source === 'community', '社区身份成为一项事实 which is a fact now');
      },
    },
    {
      zh: '用存好的事实匹配，再看今后哪一天会变。',
      en: 'The match on what is stored, and the days ahead on which it changes.',
      async play(stage) {
        const founder = cast(stage, story, 'founder');
        const answer = read(await founder.get(pathTo('/matches')), companyMatches);
        const loan = answer.results.find(({ programmeId }) => programmeId === 'su-ke-dai');
        const can = answer.results.filter(({ applicantVerdict }) => applicantVerdict === 'eligible');
        for (const { name } of can) stage.tell(`✓ ${name.zh} ${name.en}`);
        stage.insist(loan?.applicantVerdict === 'eligible', '苏科贷：企业够格 the firm qualifies for Su Ke Dai');
        stage.insist(answer.contested.includes('firm.employees'), '有争议的事实注明 contested facts are named');
        const { entries, profileVersion } = read(await founder.get(pathTo('/timeline?months=36')), timeline);
        for (const { on, what, name } of entries.slice(0, 5)) stage.tell(`${on} ${what} ${name?.zh ?? ''}`);
        const days = entries.map(({ on }) => on);
        stage.insist(
          profileVersion === answer.profileVersion && days.length > 0 && days.join() === days.toSorted().join(),
          `今后的日期 days ahead: ${days.length}`,
        );
        const named = new Map(answer.results.map((result) => [result.programmeId, result.name.zh]));
        stage.insist(
          entries.every(({ programmeId, name }) => programmeId === null || (named.get(programmeId) ?? name?.zh) === name?.zh),
          '与匹配里的名称一致 by the names the match has',
        );
        expectRefusal(stage, await demo(stage, 'startup-other').get(pathTo('/matches')), 404, 'not-found');
      },
    },
    {
      zh: '快照：案件依据的内容由散列值固定，谁都能重算。',
      en: 'A snapshot: what a case is judged on is pinned by a hash that anybody can compute again.',
      async play(stage) {
        const founder = cast(stage, story, 'founder');
        const taken = read(await founder.post(pathTo('/snapshots')), takenSnapshot, 201);
        const again = read(await founder.post(pathTo('/snapshots')), takenSnapshot);
        stage.insist(again.hash === taken.hash, '内容没变，散列不变 nothing changed, the same hash');
        const { hash, content, partial } = read(await founder.get(pathTo(`/snapshots/${taken.hash}`)), snapshot);
        stage.insist(!partial && hash === sha256Of(content), `SHA-256 ${hash}`);
        expectRefusal(stage, await demo(stage, 'bank-officer').get(pathTo(`/snapshots/${hash}`)), 403, 'not-allowed');
      },
    },
  ];
};
