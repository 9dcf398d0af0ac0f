import { lazy, Suspense } from 'react';
import type { Place } from '../account/me.ts';
import { openBook } from '../i18n.ts';
import { useWords } from '../words/use-words.ts';
import { exactYuan, useInYuan } from './budgets/exact.ts';
import { ReasonField } from './reason-field.tsx';
import type { Reasons, Tried } from './try-run.ts';
import type { CaseItem, RunPreview } from './wire.ts';

type OpposedProps = {
  readonly tried: Tried;
  readonly reasons: Reasons;
  nameOf(id: string): string;
  onType(id: string, reason: string): void;
};
/** Cases that an opinion opposes: each is approved with a reason, or left out. */
function Opposed({ tried, reasons, nameOf, onType }: OpposedProps) {
  const { t } = useWords();
  const given = tried.wanted.items.filter(({ reason }) => reason !== undefined).map(({ caseId }) => caseId);
  const refused = tried.preview.cases.filter(({ refusal }) => refusal?.code === 'opposition-unanswered').map(({ caseId }) => caseId);
  return [...given, ...refused].map((id) => (
    <ReasonField
      key={id}
      optional
      label={t('desk.run.opposed', { name: nameOf(id) })}
      value={reasons[id] ?? ''}
      onChange={(reason) => onType(id, reason)}
    />
  ));
}

const Waiting = lazy(() => import('./budgets/waiting.tsx'));
/** Whose turn it is, where somebody was left out for it: the list of the part that was tried. */
function Turns({ preview, place }: { readonly preview: RunPreview; readonly place: Place }) {
  const { budgetId, cases, parts } = preview;
  const late = cases.some(({ refusal }) => refusal?.code === 'not-your-turn');
  if (!late || !parts.some((part) => part.budgetId === budgetId)) return null;
  return (
    <Suspense>
      <Waiting budgetId={budgetId} place={place} />
    </Suspense>
  );
}

/** With its words. */
const MissingCases = lazy(async () => (await Promise.all([import('./missing-cases.tsx'), openBook('judged')]))[0]);
/** Which of the call are still on their way, where nothing is shared before they come. */
function Missing({ tried, chosen, place }: { readonly tried: Tried; readonly chosen: readonly CaseItem[]; readonly place: Place }) {
  const late = tried.preview.cases.find(({ refusal }) => refusal?.code === 'call-unfinished');
  const like = late && chosen.find(({ id }) => id === late.caseId);
  return like ? (
    <Suspense>
      <MissingCases like={like} place={place} />
    </Suspense>
  ) : null;
}

function Preview({ tried, nameOf }: { readonly tried: Tried; nameOf(id: string): string }) {
  const { t, of, money } = useWords();
  const inYuan = useInYuan();
  const { preview } = tried;
  const rule = t(preview.rule === 'pro-rata' ? 'desk.run.proRata' : 'desk.run.byOrder');
  const figures = { before: preview.availableFen, total: preview.totalFen, after: preview.leftFen };
  return (
    <>
      <dl className="pairs">
        {Object.entries(figures).map(([name, fen]) => (
          <div key={name}>
            <dt>{t(`desk.budget.${name}`)}</dt>
            <dd>{money(fen)}</dd>
          </div>
        ))}
        <div>
          <dt>{t('desk.run.rule')}</dt>
          <dd>{rule}</dd>
        </div>
      </dl>
      <div className="table-scroll">
        <table className="desk-table">
          <caption>{t('desk.run.preview')}</caption>
          <thead>
            <tr>
              {(['applicant', 'asked', 'granted', 'why'] as const).map((column) => (
                <th key={column} scope="col" {...((column === 'asked' || column === 'granted') && { className: 'number' })}>
                  {column === 'asked' || column === 'granted' ? inYuan(t(`desk.run.${column}`)) : t(`desk.run.${column}`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {preview.cases.map(({ caseId, askedFen, grantedFen, refusal }) => (
              <tr key={caseId} data-planned={caseId}>
                <th scope="row">{nameOf(caseId)}</th>
                <td className="number" data-label={inYuan(t('desk.run.asked'))}>
                  {exactYuan(askedFen)}
                </td>
                <td className="number" data-label={inYuan(t('desk.run.granted'))}>
                  {grantedFen > 0 ? exactYuan(grantedFen) : t('desk.unknown')}
                </td>
                <td>
                  {refusal ? (
                    <span className="wrong">{of(refusal.text)}</span>
                  ) : (
                    <span className="outcome outcome-met">{t('desk.run.fits')}</span>
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </>
  );
}

type Props = OpposedProps & { readonly chosen: readonly CaseItem[]; readonly place: Place };

/** What a dry run tells: the budget before and after, who would get what and why not, and what is to be done about those who get nothing. */
export default function RunTried({ chosen, place, ...opposed }: Props) {
  const { tried, nameOf } = opposed;
  return (
    <>
      <Preview tried={tried} nameOf={nameOf} />
      <Opposed {...opposed} />
      <Turns preview={tried.preview} place={place} />
      <Missing tried={tried} chosen={chosen} place={place} />
    </>
  );
}
