import { type MatchAnswer, type MatchResult, matchAnswer } from '../../shared/contracts/match.ts';
import { factList, health } from '../../shared/contracts/programmes.ts';
import { expectRefusal, read } from './expect.ts';
import { type Chapter, type Stage, Surprise } from './stage.ts';

type Facts = Readonly<Record<string, unknown>>;

/** The day of the story; the answers of a day do not change with the day one reads it. */
const TODAY = '2026-11-23';

/** 示例（苏州）软件有限公司: an invented firm with figures such a firm might have. Told in four rounds, as a founder would answer. */
const WHO_WE_ARE: Facts = {
  'firm.division_code': '320505',
  'firm.industry_code': '6513',
  'firm.founded_on': '2024-03-18',
  'firm.operating': true,
  'firm.employees': 18,
  'firm.revenue_last_year_cny': 3_200_000,
};
const HOW_WE_RESEARCH: Facts = {
  'firm.rd_staff': 9,
  'firm.rd_spend_last_year_cny': 800_000,
  'firm.ip_or_qualification_count': 4,
  'firm.qualifications': ['科技型中小企业'],
};
const WHERE_WE_ARE_KNOWN: Facts = {
  'firm.in_sukedai_library': true,
  'firm.community_status_asof': 'certified',
  'firm.registered_on_city_finance_platform': false,
};
const WHAT_WE_ASK_FOR: Facts = { 'loan.amount_cny': 3_000_000, 'loan.term_months': 12, 'loan.purpose': 'working_capital' };

const SIGN = { met: '✓', failed: '✗', unknown: '?' } as const;
const WORD = { eligible: '可申请 eligible', ineligible: '不可 ineligible', unknown: '待答 unknown' } as const;

async function match(stage: Stage, facts: Facts, more: Facts = {}): Promise<MatchAnswer> {
  const answer = read(await stage.ask('POST', '/v1/matches', { facts, asOf: TODAY, applicant: 'enterprise', ...more }), matchAnswer);
  const count = (verdict: MatchResult['verdict']) => answer.results.filter((result) => result.verdict === verdict).length;
  stage.tell(`可申请 eligible ${count('eligible')} · 待答 unknown ${count('unknown')} · 不可 ineligible ${count('ineligible')}`);
  return answer;
}

function resultOf(answer: MatchAnswer, programmeId: string): MatchResult {
  const result = answer.results.find((candidate) => candidate.programmeId === programmeId);
  if (!result) throw new Surprise(`${programmeId} 不在回答里 is not in the answer`);
  return result;
}

const yuan = (fen: number | null | undefined): string => (fen == null ? '?' : `¥${(fen / 100).toLocaleString('en-US')}`);

function tellResult(stage: Stage, result: MatchResult): void {
  stage.tell(`${result.name.zh} ${result.name.en}: ${WORD[result.verdict]}`);
  for (const clause of result.clauses) {
    const source = clause.citation ? ` 〔${clause.citation.ref} ${clause.citation.year ?? ''}〕` : '';
    const way = clause.group === null ? '' : '（任一即可 one of several ways）';
    stage.tell(`  ${SIGN[clause.outcome]} ${clause.text.zh}${way}${source}`);
  }
}

/** The facts that a flip proposes, taken at its word: the value itself, or the first of those that would do. */
function obey(result: MatchResult, kind: 'supply' | 'change'): Facts {
  const found = result.flips.find((candidate) => candidate.kind === kind);
  if (!found) throw new Surprise(`${result.programmeId}: 没有给出改变办法 no flip of kind ${kind}`);
  return Object.fromEntries(found.needs.map(({ fact, op, value }) => [fact, op === 'in' && Array.isArray(value) ? value[0] : value]));
}

async function refused(stage: Stage, facts: Facts, status: number, code: string, pointers: readonly string[]): Promise<void> {
  expectRefusal(stage, await stage.ask('POST', '/v1/matches', { facts, asOf: TODAY }), status, code, pointers);
}

export const matchChapter: Chapter = {
  name: 'match',
  zh: '第一章：问一次，看到能申请的一切',
  en: 'Chapter one: ask once, see everything you can get',
  steps: [
    {
      zh: '服务在吗，用的是哪一份目录？',
      en: 'Is the service there, and which catalogue is in force?',
      async play(stage) {
        const { status, version, catalogueVersion, programmes } = read(await stage.ask('GET', '/v1/health'), health);
        stage.tell(`版本 version ${version} · 目录 catalogue ${catalogueVersion}`);
        stage.insist(status === 'ok' && programmes > 0, `${programmes} 个政策项目 programmes`);
      },
    },
    {
      zh: '它会问什么？事实字典写明每个问题、单位和敏感程度。',
      en: 'What may it ask? The dictionary says each question, its unit and how sensitive it is.',
      async play(stage) {
        const { facts } = read(await stage.ask('GET', '/v1/facts'), factList);
        for (const fact of facts.slice(0, 3)) stage.tell(`${fact.id}: ${fact.question.zh} ${fact.question.en}`);
        const known = new Set(facts.map(({ id }) => id));
        const told = Object.keys({ ...WHO_WE_ARE, ...HOW_WE_RESEARCH, ...WHERE_WE_ARE_KNOWN, ...WHAT_WE_ASK_FOR });
        stage.insist(
          told.every((id) => known.has(id)),
          `字典有 ${facts.length} 项，含故事要说的全部 ${told.length} 项 all facts of the story are known`,
        );
      },
    },
    {
      zh: '什么都不说：没有“是”也没有“否”，只有问题。',
      en: 'We say nothing yet: no yes, no no, only questions.',
      async play(stage) {
        const { results, catalogueVersion } = await match(stage, {});
        stage.insist(
          results.length > 0 && results.every(({ verdict }) => verdict === 'unknown'),
          '每个项目都待答 every programme is unknown',
        );
        stage.insist(
          results.every(({ missingFacts }) => missingFacts.length > 0),
          '每个都写明缺什么 each names what is missing',
        );
        stage.tell(`目录 catalogue ${catalogueVersion}`);
      },
    },
    {
      zh: '示例（苏州）软件有限公司：2024-03-18 成立，18 人，上年收入 320 万元。别的城市的项目当即排除，并写明依据。',
      en: 'A Suzhou software firm, founded 2024-03-18, 18 staff, 3.2 million yuan: programmes of other cities fall out, with the clause.',
      async play(stage) {
        const answer = await match(stage, WHO_WE_ARE);
        const nanjing = resultOf(answer, 'nanjing-student-vc-match');
        tellResult(stage, { ...nanjing, clauses: nanjing.clauses.filter(({ outcome }) => outcome === 'failed') });
        stage.insist(nanjing.verdict === 'ineligible' && nanjing.benefit === null, '南京的项目：不可，不给金额 ineligible, and no amount');
        const loan = resultOf(answer, 'xiao-wei-dai');
        const size = loan.clauses.find(({ fact }) => fact === 'firm.size_class');
        stage.insist(size?.outcome === 'met' && size.actual === 'small', '划型由行业、人数和收入推出：小型 size class derived: small');
        stage.insist(
          loan.applicantVerdict === 'eligible' && loan.verdict === 'unknown',
          '小微贷：企业够格，还差这笔贷款的事 the firm passes; the loan itself is open',
        );
      },
    },
    {
      zh: '研发和资质：苏科贷的研发条件转为满足，还差入库和贷款本身。',
      en: 'Research and titles: the research clauses of Su Ke Dai turn; its library and the loan itself are still open.',
      async play(stage) {
        const result = resultOf(await match(stage, { ...WHO_WE_ARE, ...HOW_WE_RESEARCH }), 'su-ke-dai');
        tellResult(stage, result);
        stage.tell(`还缺 missing: ${result.missingFacts.join(', ')}`);
        stage.insist(
          result.verdict === 'unknown' && result.missingFacts.includes('firm.in_sukedai_library'),
          '苏科贷：待答，先问是否入库 unknown, and asks for the library',
        );
        stage.insist(!result.missingFacts.some((fact) => fact in HOW_WE_RESEARCH), '答过的不再问 what was answered is not asked again');
      },
    },
    {
      zh: '它说差什么，我们就照着补什么：补完必须变成可申请。',
      en: 'We do exactly what the answer says is missing: it must turn to yes.',
      async play(stage) {
        const facts = { ...WHO_WE_ARE, ...HOW_WE_RESEARCH, 'firm.in_sukedai_library': true };
        const before = resultOf(await match(stage, facts), 'su-ke-dai');
        const supplied = obey(before, 'supply');
        stage.tell(`照做 we supply: ${JSON.stringify(supplied)}`);
        const after = resultOf(await match(stage, { ...facts, ...supplied }), 'su-ke-dai');
        stage.insist(before.verdict === 'unknown' && after.verdict === 'eligible', '苏科贷：待答 → 可申请 unknown → eligible');
      },
    },
    {
      zh: '完整的回答：在认定的众创社区里，想借 300 万元周转，期限一年。',
      en: 'The full answer: in a certified community, asking for 3 million yuan of working capital for a year.',
      async play(stage) {
        const answer = await match(stage, { ...WHO_WE_ARE, ...HOW_WE_RESEARCH, ...WHERE_WE_ARE_KNOWN, ...WHAT_WE_ASK_FOR });
        const loan = resultOf(answer, 'su-ke-dai');
        tellResult(stage, loan);
        for (const line of loan.benefit?.trace ?? []) stage.tell(`  ${line.text.zh} ${line.text.en}: ${yuan(line.maxFen)}`);
        stage.tell(`${loan.honesty.notice.zh}`);
        stage.insist(
          loan.verdict === 'eligible' && loan.benefit?.amountFen === 300_000_000,
          `苏科贷：${yuan(loan.benefit?.amountFen)}，以申请额为限 capped by what is asked for`,
        );
        stage.insist(loan.benefit?.rateCapBpOverLpr === 50, '利率上限 LPR+50BP，取自来源 the cap on the rate, from the source');
        stage.insist(
          loan.priority?.outcome === 'met' && loan.priority.effect === 'queue',
          '众创社区：排队优先，不改条件 first in the queue, conditions unchanged',
        );
        stage.insist(
          loan.score.total === loan.score.parts.reduce((sum, { points }) => sum + points, 0),
          '得分等于各部分之和 the score is the sum of its parts',
        );
        stage.insist(
          answer.results.every(({ honesty }) => !honesty.confirmed),
          '都写明“未经发布单位确认” each says it is not confirmed by its issuer',
        );
        stage.insist(
          answer.results.filter(({ template }) => template).every(({ verdict }) => verdict !== 'eligible'),
          '无人采用的样板从不算“可申请” a template is never "can get"',
        );
      },
    },
    {
      zh: '不可的，也写明改什么就行：照着改，必须变。',
      en: 'Where it is no, it says what to change: we change it, and it must turn.',
      async play(stage) {
        const facts = { ...WHO_WE_ARE, ...HOW_WE_RESEARCH, ...WHERE_WE_ARE_KNOWN, ...WHAT_WE_ASK_FOR };
        const before = resultOf(await match(stage, facts), 'suzhou-credit-guarantee-fund');
        const changed = obey(before, 'change');
        stage.tell(`照改 we change: ${JSON.stringify(changed)}`);
        const after = resultOf(await match(stage, { ...facts, ...changed }), 'suzhou-credit-guarantee-fund');
        stage.insist(
          before.verdict === 'ineligible' && after.verdict === 'eligible',
          `${after.name.zh}：不可 → 可申请 ineligible → eligible`,
        );
      },
    },
    {
      zh: '同样的事实，早两年问：按当时有效的政策回答。',
      en: 'The same facts, asked two years earlier: judged by what was in force then.',
      async play(stage) {
        const past = 'sip-tech-loan-interest-subsidy-2024';
        const now = await match(stage, WHO_WE_ARE);
        const then = await match(stage, WHO_WE_ARE, { asOf: '2024-06-01' });
        const ended = now.notInForce.find(({ programmeId }) => programmeId === past);
        stage.insist(
          ended !== undefined && !now.results.some(({ programmeId }) => programmeId === past),
          `今天：${past} 已失效 no longer in force (${ended?.from} – ${ended?.to})`,
        );
        stage.insist(
          then.results.some(({ programmeId }) => programmeId === past),
          '2024-06-01：有效 in force',
        );
      },
    },
    {
      zh: '说错了，就指出错在哪一格，不猜。',
      en: 'What is wrong is refused by its place, not guessed at.',
      async play(stage) {
        await refused(stage, { 'firm.employees': '十八' }, 400, 'invalid-request', ['/facts/firm.employees']);
        await refused(stage, { 'firm.founded_on': '2026-02-30' }, 400, 'invalid-request', ['/facts/firm.founded_on']);
        await refused(stage, { 'firm.staff': 18 }, 400, 'invalid-request', ['/facts/firm.staff']);
        await refused(stage, { ...WHO_WE_ARE, 'firm.age_months': 5 }, 422, 'fact-conflict', [
          '/facts/firm.age_months',
          '/facts/firm.founded_on',
        ]);
      },
    },
  ],
};
