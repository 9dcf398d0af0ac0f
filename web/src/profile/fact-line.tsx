import { Link } from 'wouter';
import { Refusal } from '../account/notices.tsx';
import { useCommand } from '../account/use-command.ts';
import { factLabel, type Lexicon, sayValue } from '../words/values.ts';
import { FactHistory } from './fact-history.tsx';
import type { Line } from './questions.ts';
import { StatementLine } from './statement-line.tsx';

type Props = {
  readonly line: Line;
  readonly companyId: string;
  readonly etag: string | undefined;
  readonly mayChange: boolean;
  readonly mayReadHistory: boolean;
  readonly lexicon: Lexicon;
  onChanged(text: string): void;
  onStale(): void;
};

/** One press says that what was said before still holds. */
function StillSo({ line, companyId, etag, lexicon, onChanged, onStale }: Omit<Props, 'mayChange' | 'mayReadHistory'>) {
  const { t } = lexicon.words;
  const command = useCommand();
  const value = line.said?.statements[0]?.value;
  if (value === undefined) return null;
  const label = factLabel(line.fact, lexicon);
  const confirm = async () => {
    const done = await command.run('PATCH /v1/companies/{id}/facts', {
      params: { id: companyId },
      body: { facts: { [line.fact]: value } },
      etag,
      onStale,
    });
    if (done) onChanged(t('profile.confirmed', { fact: label }));
  };
  return (
    <div>
      <button type="button" className="button button-quiet" disabled={command.busy} onClick={() => void confirm()}>
        {t('profile.stillSo')}
        <span className="visually-hidden"> {label}</span>
      </button>
      <Refusal failure={command.failure} />
    </div>
  );
}

/** Which programmes wait for this answer. */
function Unlocks({ waiting, lexicon }: { readonly waiting: readonly string[]; readonly lexicon: Lexicon }) {
  const { t } = lexicon.words;
  if (waiting.length === 0) return null;
  return (
    <details className="unlocks">
      <summary className="fold">{t('profile.unlocks', { count: waiting.length })}</summary>
      <ul className="plain-list">
        {waiting.map((id) => (
          <li key={id}>
            <Link href={`/programmes/${id}`}>{lexicon.names[id] ?? id}</Link>
          </li>
        ))}
      </ul>
    </details>
  );
}

/** One fact: its value, who says so and how long it holds; where sources disagree, each side; and what it opens. */
export function FactLine(props: Props) {
  const { line, companyId, lexicon } = props;
  const { t } = lexicon.words;
  const { fact, said, waiting } = line;
  const label = factLabel(fact, lexicon);
  const derived = lexicon.dictionary.get(fact)?.derived !== undefined;
  const [first] = said?.statements ?? [];
  const several = said !== undefined && (said.contested || said.state === 'contradiction') && said.statements.length > 1;
  return (
    <li className={`fact fact-${said?.state ?? 'missing'}`} data-fact={fact}>
      <p className="fact-label">{label}</p>
      {said === undefined || first === undefined ? (
        <p className="outcome outcome-unknown">{t(derived ? 'profile.follows' : 'profile.missing')}</p>
      ) : several ? (
        <div className="contest">
          <p className="outcome outcome-unknown">{t(said.state === 'known' ? 'profile.contested' : 'profile.contradiction')}</p>
          <ul className="sides">
            {said.statements.map((statement, place) => (
              <li key={`${statement.source} ${statement.by.organisationId ?? ''} ${statement.statedAt ?? ''}`}>
                <StatementLine fact={fact} statement={statement} lexicon={lexicon} withValue />
                {place === 0 && said.state === 'known' ? <span className="badge badge-good">{t('profile.counts')}</span> : null}
              </li>
            ))}
          </ul>
        </div>
      ) : (
        <>
          <p className="fact-value">
            {said.value === undefined && first.value !== undefined
              ? sayValue(fact, first.value, lexicon)
              : said.value === undefined
                ? t('profile.unreadable')
                : sayValue(fact, said.value, lexicon)}
          </p>
          <p>
            <StatementLine fact={fact} statement={first} lexicon={lexicon} />
          </p>
          {said.state === 'known' ? null : <p className="outcome outcome-unknown">{t(`profile.state.${said.state}`)}</p>}
        </>
      )}
      <div className="fact-more">
        {said?.state === 'confirm-again' && props.mayChange && !derived ? <StillSo {...props} /> : null}
        <Unlocks waiting={waiting} lexicon={lexicon} />
        {first && first.source !== 'computed' && props.mayReadHistory ? (
          <FactHistory companyId={companyId} fact={fact} label={label} lexicon={lexicon} />
        ) : null}
      </div>
    </li>
  );
}
