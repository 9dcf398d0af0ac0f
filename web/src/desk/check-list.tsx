import { useState } from 'react';
import type { ClaimListed } from '../../../shared/contracts/claim-listed.ts';
import { Loaded } from '../account/notices.tsx';
import { useLive, useReloadOn } from '../account/use-live.ts';
import { Citation } from '../components/citation.tsx';
import { useWords } from '../words/use-words.ts';
import { useCase } from './case-context.ts';
import { papersOfClaim } from './claim-parts.ts';
import { Paper } from './claim-value.tsx';
import { useOpened } from './opened-papers.ts';

type Item = ClaimListed['items'][number];
type Group = 'failed' | 'open' | 'answered' | 'met';
const GROUPS: readonly Group[] = ['failed', 'open', 'answered', 'met'];
const groupOf = ({ outcome, tick }: Item): Group => (outcome === 'unknown' ? (tick ? 'answered' : 'open') : outcome);

/** Rules that say of a field that nothing stands there. */
const NOT_THERE: readonly string[] = ['field-missing', 'lease-missing'];

/** `/lines/0/paidOn` in the words of the claim beside it: 票据 · 第 1 行 · 付款日期. */
function useFieldName(): (pointer: string) => string {
  const { t } = useWords();
  const field = (name: string) => (name === 'paperIds' ? t('desk.claim.evidence') : t(`desk.field.${name}`, { defaultValue: name }));
  return (pointer) => {
    const parts = pointer.split('/').slice(1);
    const words = parts.map((part, at) => {
      if (/^\d+$/.test(part)) return t('desk.claim.row', { count: Number(part) + 1 });
      return at < parts.length - 1 || ['lines', 'trainees', 'sessions', 'household', 'firm', 'mentor', 'founder', 'site'].includes(part)
        ? t(`desk.list.${part}`, { defaultValue: field(part) })
        : field(part);
    });
    return words.filter(Boolean).join(t('judged.check.dot'));
  };
}

function Line({ item }: { readonly item: Item }) {
  const { t, of, moment } = useWords();
  const name = useFieldName()(item.pointer);
  const open = item.outcome !== 'met';
  const missing = NOT_THERE.includes(item.rule) && item.outcome === 'failed';
  const { tick } = item;
  return (
    <li data-rule={item.rule}>
      <p className={`outcome outcome-${tick ? 'met' : item.outcome}`}>
        {open && name ? `${name}${t('judged.check.colon')}` : ''}
        {missing ? t('judged.check.missing') : of(item.text)}
      </p>
      {open && item.detail && !missing ? <p>{of(item.detail)}</p> : null}
      {tick ? <p className="muted">{t('judged.check.answered', { text: tick.text, name: tick.name, moment: moment(tick.at) })}</p> : null}
      {item.citation ? <Citation cited={item.citation} confidence={item.confidence} /> : null}
    </li>
  );
}

function Lines({ items }: { readonly items: readonly Item[] }) {
  return (
    <ul className="rows">
      {items.map((item, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the same rule may speak twice of one field.
        <Line key={`${item.rule} ${item.pointer} ${at}`} item={item} />
      ))}
    </ul>
  );
}

/** What was opened of the papers of the claim in this sitting, and the way to the others. */
function Opened() {
  const { t } = useWords();
  const { id, file } = useCase();
  const wasOpened = useOpened(id);
  const papers = papersOfClaim(file.claim);
  const others = papers.filter((paper) => !wasOpened(paper));
  if (papers.length === 0) return null;
  return (
    <>
      <p className={`outcome outcome-${others.length === 0 ? 'met' : 'unknown'}`}>
        {t('judged.check.papers', { opened: papers.length - others.length, count: papers.length })}
      </p>
      {others.length === 0 ? null : (
        <details>
          <summary>{t('judged.check.unopened')}</summary>
          <ul className="plain-list">
            {others.map((paper) => (
              <li key={paper}>
                <Paper id={paper} />
              </li>
            ))}
          </ul>
        </details>
      )}
    </>
  );
}

/** How the programme's own conditions stand, which are judged one by one further down. */
function Conditions() {
  const { t } = useWords();
  const { file } = useCase();
  const clauses = file.appraisal?.clauses ?? [];
  const settled = (fact: string | null) => file.settled.some((one) => one.fact === fact);
  const count = (outcome: string) => clauses.filter((one) => one.outcome === outcome && !settled(one.fact)).length;
  const said = {
    failed: count('failed'),
    unknown: count('unknown'),
    met: count('met'),
    settled: clauses.filter(({ fact }) => settled(fact)).length,
  };
  const worst = said.failed > 0 ? 'failed' : said.unknown > 0 ? 'unknown' : 'met';
  const parts = Object.entries(said).flatMap(([how, cases]) => (cases > 0 ? t(`judged.check.clause.${how}`, { cases }) : []));
  return <p className={`outcome outcome-${worst}`}>{t('judged.check.clauses', { list: parts.join(t('formula.comma')) })}</p>;
}

/** The list the applicant filled the claim in by, for whoever goes through it; ticked by what was really done, and by nothing else. */
export default function CheckList() {
  const { t, day } = useWords();
  const { id, file } = useCase();
  const [first] = useState(file.version);
  const live = useLive<ClaimListed>('GET /v1/subsidies/claims/{id}/list', { id });
  useReloadOn(live, file.version - first);
  return (
    <section className="panel" aria-labelledby="case-check">
      <h2 id="case-check">{t('judged.check.title')}</h2>
      <Loaded live={live} rows={4}>
        {(view) => (
          <>
            <p className="muted">{t('judged.check.lead', { day: day(view.day) })}</p>
            <Conditions />
            <Opened />
            {GROUPS.map((group) => {
              const items = view.items.filter((item) => groupOf(item) === group);
              if (items.length === 0) return null;
              const title = t(`judged.check.group.${group}`, { count: items.length });
              return group === 'met' ? (
                <details key={group}>
                  <summary>{title}</summary>
                  <Lines items={items} />
                </details>
              ) : (
                <div key={group}>
                  <h3>{title}</h3>
                  <Lines items={items} />
                </div>
              );
            })}
          </>
        )}
      </Loaded>
    </section>
  );
}
