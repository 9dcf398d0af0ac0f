import { type Dispatch, type ReactNode, Suspense } from 'react';
import type { Me } from '../account/me.ts';
import { shiftDay, todayInShanghai } from '../words/format.ts';
import { useWords } from '../words/use-words.ts';
import { useCase } from './case-context.ts';
import { ColleagueField } from './colleague-field.tsx';
import { CitedClauses, MarkedDefects, MetConditions } from './judged-parts.ts';
import { isOld } from './known-defects.ts';
import { ReasonField } from './reason-field.tsx';
import type { Asked } from './step-table.ts';
import type { Condition, Shown, Typed } from './typed.ts';
import type { CaseFileView } from './wire.ts';

type FieldProps = { readonly typed: Typed; readonly change: Dispatch<Partial<Typed>> };

function Verdict({ typed, change }: FieldProps) {
  const { t } = useWords();
  return (
    <fieldset className="plain">
      <legend>{t('desk.step.verdict')}</legend>
      {(['support', 'oppose'] as const).map((verdict) => (
        <label key={verdict} className="tick">
          <input type="radio" name="verdict" checked={typed.verdict === verdict} onChange={() => change({ verdict })} />
          <span>{t(`desk.verdict.${verdict}`)}</span>
        </label>
      ))}
    </fieldset>
  );
}

function Conditions({ typed: { conditions }, change }: FieldProps) {
  const { t } = useWords();
  const put = (id: string, part: Partial<Condition>) =>
    change({ conditions: conditions.map((one) => (one.id === id ? { ...one, ...part } : one)) });
  return (
    <fieldset className="plain">
      <legend>{t('desk.step.conditions')}</legend>
      {conditions.map(({ id, text, dueOn }, at) => (
        <div key={id} className="condition">
          <label className="field">
            <span>{t('desk.step.condition', { count: at + 1 })}</span>
            <input type="text" required maxLength={500} value={text} onChange={(event) => put(id, { text: event.target.value })} />
          </label>
          <label className="field">
            <span>{t('desk.step.conditionDue')}</span>
            <input type="date" required value={dueOn} onChange={(event) => put(id, { dueOn: event.target.value })} />
          </label>
        </div>
      ))}
      <p>
        <button
          type="button"
          className="link-button"
          onClick={() => change({ conditions: [...conditions, { id: crypto.randomUUID(), text: '', dueOn: '' }] })}
        >
          {t('desk.step.oneMore')}
        </button>
      </p>
    </fieldset>
  );
}

function Hold({ typed, change }: FieldProps) {
  const { t } = useWords();
  const today = todayInShanghai();
  return (
    <>
      <ReasonField label={t('desk.step.ground')} value={typed.reason} onChange={(reason) => change({ reason })} />
      <label className="field">
        <span>{t('desk.step.until')}</span>
        <input
          type="date"
          required
          min={shiftDay(today, 1)}
          max={shiftDay(today, 90)}
          value={typed.until}
          onChange={(event) => change({ until: event.target.value })}
        />
      </label>
    </>
  );
}

/** The office of mine that covers the case: the first in whose name I may act on it. */
const officesOf = ({ organisations }: Me) => organisations.filter(({ divisionCode }) => divisionCode !== null);

function Colleague({ typed, change }: FieldProps) {
  const { me } = useCase();
  return (
    <ColleagueField
      officeId={officesOf(me)[0]?.id}
      suits={({ personId }) => personId !== me.person.id}
      value={typed.personId}
      onChange={(personId) => change({ personId })}
    />
  );
}

function Content() {
  const { t, money } = useWords();
  const { seen } = useCase();
  return (
    <p className="note">{t('desk.step.content', { amount: seen.computedFen === null ? t('desk.unknown') : money(seen.computedFen) })}</p>
  );
}

/** The field of each thing a step asks. */
export const ASKED_FIELDS: Record<Asked, (props: FieldProps) => ReactNode> = {
  reason: ({ typed, change }) => <ReasonField value={typed.reason} onChange={(reason) => change({ reason })} />,
  remark: ({ typed, change }) => <RemarkField typed={typed} change={change} />,
  cited: (props) => (
    <Suspense>
      <CitedClauses {...props} />
    </Suspense>
  ),
  verdict: Verdict,
  content: Content,
  opposed: Opposed,
  conditions: Conditions,
  met: (props) => (
    <Suspense>
      <MetConditions {...props} />
    </Suspense>
  ),
  defects: (props) => (
    <Suspense>
      <MarkedDefects {...props} />
    </Suspense>
  ),
  hold: Hold,
  colleague: Colleague,
};

function Opposed({ typed, change }: FieldProps) {
  const { t } = useWords();
  return <ReasonField label={t('desk.step.opposed')} value={typed.reason} onChange={(reason) => change({ reason })} />;
}

function RemarkField({ typed, change }: FieldProps) {
  const { t } = useWords();
  return <ReasonField label={t('desk.step.remark')} optional value={typed.remark} onChange={(remark) => change({ remark })} />;
}

const failedIn = ({ appraisal }: CaseFileView, id: string): boolean =>
  appraisal?.clauses.some((clause) => clause.id === id && clause.outcome === 'failed') ?? false;

type Sent = { readonly typed: Typed; readonly seen: CaseFileView; readonly found: ReadonlyMap<string, string> };
/** What each of them adds to the body of the step. */
const BODY: Record<Asked, (sent: Sent) => Record<string, unknown>> = {
  reason: ({ typed }) => ({ reason: typed.reason.trim() }),
  opposed: ({ typed }) => ({ reason: typed.reason.trim() }),
  remark: ({ typed }) => ({ text: typed.remark.trim() }),
  cited: ({ typed, seen }) => ({
    clauses: typed.clauses.filter((id) => failedIn(seen, id)),
    findings: typed.clauses.flatMap((clause) => {
      const { text = '', evidence = [], source = '' } = typed.found[clause] ?? {};
      return failedIn(seen, clause) ? [] : [{ clause, text: text.trim(), evidence, source: source.trim() || null }];
    }),
  }),
  verdict: ({ typed }) => ({ verdict: typed.verdict }),
  content: ({ seen, typed }) => ({ contentHash: seen.contentHash, ...(typed.budgetId !== '' && { budgetId: typed.budgetId }) }),
  conditions: ({ typed }) => ({
    conditions: typed.conditions.map(({ text, dueOn }) => ({ text: text.trim(), dueOn, checkerRole: 'finance-reviewer' })),
  }),
  met: ({ typed }) => ({
    met: Object.entries(typed.met).map(([conditionId, { evidence, source }]) => ({
      conditionId,
      evidence,
      source: source.trim() || null,
    })),
  }),
  defects: ({ found, typed, seen }) => ({
    defects: [...found].map(([pointer, text]) => ({
      pointer,
      text: text.trim(),
      ...(isOld(seen, pointer) && { newBecause: typed.because[pointer]?.trim() }),
    })),
  }),
  hold: ({ typed }) => ({ ground: typed.reason.trim(), until: typed.until }),
  colleague: ({ typed }) => ({ personId: typed.personId }),
};
/** The body of a step that asks for these; undefined: it takes none. */
export const bodyOf = (asks: readonly Asked[], sent: Sent): Record<string, unknown> | undefined =>
  asks.length === 0 ? undefined : Object.assign({}, ...asks.map((asked) => BODY[asked](sent)));

const isShown = ({ evidence, source }: Shown): boolean => evidence.length > 0 || source.trim() !== '';

/** Is everything there that cannot be left out? */
const READY: Partial<Record<Asked, (sent: Sent) => boolean>> = {
  reason: ({ typed }) => typed.reason.trim() !== '',
  cited: ({ typed, seen }) =>
    typed.clauses.length > 0 &&
    typed.clauses.every((id) => {
      const { text = '', evidence = [], source = '' } = typed.found[id] ?? {};
      return failedIn(seen, id) || (text.trim() !== '' && (evidence.length > 0 || source.trim() !== ''));
    }),
  content: ({ seen }) => seen.contentHash !== null,
  opposed: ({ typed }) => typed.reason.trim() !== '',
  conditions: ({ typed }) => typed.conditions.every(({ text, dueOn }) => text.trim() !== '' && dueOn !== ''),
  met: ({ typed }) => Object.values(typed.met).every(isShown),
  defects: ({ found, typed, seen }) =>
    found.size > 0 &&
    [...found].every(([pointer, text]) => text.trim() !== '' && (!isOld(seen, pointer) || (typed.because[pointer] ?? '').trim() !== '')),
  hold: ({ typed }) => typed.reason.trim() !== '' && typed.until !== '',
  colleague: ({ typed }) => typed.personId !== '',
};
export const isReady = (asks: readonly Asked[], sent: Sent): boolean => asks.every((asked) => READY[asked]?.(sent) ?? true);
