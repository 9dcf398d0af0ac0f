import { Link } from 'wouter';
import type { ClaimCheck } from '../../../shared/contracts/claims.ts';
import { useWords } from '../words/use-words.ts';
import { factLabel } from '../words/values.ts';
import { placeInForm, type StepId } from './claim-forms.ts';
import type { AnyKind } from './claim-paths.ts';
import { useDesk } from './desk-of-claim.ts';
import { isMissing, sayItem, shownPointer } from './faults-of.ts';
import { useFieldName } from './use-field-name.ts';

type Item = ClaimCheck['items'][number];

type Group = 'failed' | 'unknown' | 'met';
const GROUPS: readonly Group[] = ['failed', 'unknown', 'met'];

function Line({ item, kind, onGo }: { readonly item: Item; readonly kind: AnyKind; onGo(step: StepId, pointer: string): void }) {
  const words = useWords();
  const { t, of } = words;
  const name = useFieldName(kind)(item.pointer);
  const place = placeInForm(shownPointer(item.pointer), kind);
  const open = item.outcome !== 'met';
  // Which paper it is says more than that one is asked for.
  const named = open && item.rule === 'required-paper';
  return (
    <li>
      <p className={`outcome outcome-${item.outcome}`}>
        {open && name ? `${name}${t('claims.colon')}` : ''}
        {isMissing(item) ? t('claims.check.missing') : named && item.detail ? of(item.detail) : of(item.text)}
      </p>
      {open && item.detail && !isMissing(item) && !named ? <p>{sayItem(item, words)}</p> : null}
      {(item.cases ?? []).map((id) => (
        <p key={id}>
          <Link href={`/claims/${id}/status`}>{t('claims.check.other', { id })}</Link>
        </p>
      ))}
      {item.hard || !open || item.rule === 'cap-shared' ? null : <p className="muted">{t('claims.check.flag')}</p>}
      {open && place ? (
        <button type="button" className="link-button" onClick={() => onGo(place.step, shownPointer(item.pointer))}>
          {t('claims.check.go')}
          <span className="visually-hidden"> {name}</span>
        </button>
      ) : null}
    </li>
  );
}

/** Where the money goes to, among what has to be filled in. */
function NoAccount({ onGo }: { onGo(step: StepId, pointer: string): void }) {
  const { t } = useWords();
  return (
    <li>
      <p className="outcome outcome-failed">
        {t('claims.step.payee')}
        {t('claims.colon')}
        {t('claims.check.missing')}
      </p>
      <button type="button" className="link-button" onClick={() => onGo('payee', '/payee')}>
        {t('claims.check.go')}
        <span className="visually-hidden"> {t('claims.step.payee')}</span>
      </button>
    </li>
  );
}

/** The clauses of the programme that are not met or not known, beside what the claim itself lacks. */
function Clauses({ check }: { readonly check: ClaimCheck }) {
  const { t, of } = useWords();
  const { place, lexicon } = useDesk();
  const open = check.clauses.filter(({ outcome }) => outcome !== 'met');
  if (open.length === 0) return null;
  return (
    <>
      <h3>{t('claims.check.clauses')}</h3>
      <ul className="check-items">
        {open.map(({ id, outcome, text, fact }) => (
          <li key={id}>
            <p className={`outcome outcome-${outcome}`}>{of(text)}</p>
            {outcome === 'unknown' && fact && lexicon && lexicon.dictionary.get(fact)?.scope === 'applicant' ? (
              <p>
                {t('claims.check.unknownFact', { fact: factLabel(fact, lexicon) })}{' '}
                <Link href={`/companies/${place.id}/profile`}>{t('money.toProfile')}</Link>
              </p>
            ) : null}
          </li>
        ))}
      </ul>
    </>
  );
}

/** What the reviewer will go through, as it stands now: first what has to be done, then what is still open, then what is in order. */
export function CheckList({
  check,
  kind,
  onGo,
}: {
  readonly check: ClaimCheck;
  readonly kind: AnyKind;
  onGo(step: StepId, pointer: string): void;
}) {
  const { t } = useWords();
  const group = (outcome: Group) => check.items.filter((item) => item.outcome === outcome);
  return (
    <section className="panel check-list" aria-labelledby="check-list">
      <h2 id="check-list">{t('claims.check.title')}</h2>
      <p className="muted">{t('claims.check.text')}</p>
      <p>
        <strong>
          {check.ready
            ? t('claims.check.ready')
            : t('claims.check.open', { count: group('failed').length + (check.payee === null ? 1 : 0) })}
        </strong>
      </p>
      {GROUPS.map((outcome) => {
        const items = group(outcome);
        const account = outcome === 'failed' && check.payee === null;
        if (items.length === 0 && !account) return null;
        const lines = (
          <ul key={outcome} className="check-items">
            {items.map((item, at) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: the same rule may speak twice of one field.
              <Line key={`${item.rule} ${item.pointer} ${at}`} item={item} kind={kind} onGo={onGo} />
            ))}
            {account ? <NoAccount onGo={onGo} /> : null}
          </ul>
        );
        return outcome === 'met' ? (
          <details key={outcome}>
            <summary>{t('claims.check.group.met', { count: items.length })}</summary>
            {lines}
          </details>
        ) : (
          <div key={outcome}>
            <h3>{t(`claims.check.group.${outcome}`, { count: items.length + (account ? 1 : 0) })}</h3>
            {lines}
          </div>
        );
      })}
      <Clauses check={check} />
    </section>
  );
}
