import { type ClaimField, isMoney, isPaper, partsOfClaim } from '../desk/claim-parts.ts';
import type { EvidencePaper } from '../evidence/context.ts';
import { OpenPaper } from '../evidence/evidence.tsx';
import { useWords } from '../words/use-words.ts';
import type { OpinionView } from './wire.ts';

type Matter = NonNullable<OpinionView['matter']>;
const DAY = /^\d{4}-\d{2}-\d{2}$/;

/** One answer of a claim, as one reads it; papers stand in a list of their own. */
function Value({ field: { name, value } }: { readonly field: ClaimField }) {
  const { t, money, day } = useWords();
  if (value === null || value === undefined || value === '') return <span className="muted">{t('desk.unknown')}</span>;
  if (isMoney(name)) return money(Number(value));
  if (typeof value === 'boolean') return t(value ? 'value.yes' : 'value.no');
  const text = String(value);
  if (name === 'invoiceId') {
    const [seller = '', , number = ''] = text.split('.');
    return t('desk.invoice', { seller, number });
  }
  if (name === 'premises' || name === 'expense') return t(`desk.choice.${text}`, { defaultValue: text });
  return DAY.test(text) ? day(text) : text;
}

function Fields({ fields }: { readonly fields: readonly ClaimField[] }) {
  const { t } = useWords();
  return (
    <dl className="pairs">
      {fields
        .filter(({ name }) => !isPaper(name))
        .map((field) => (
          <div key={field.pointer}>
            <dt>{t(`desk.field.${field.name}`, { defaultValue: field.name })}</dt>
            <dd>
              <Value field={field} />
            </dd>
          </div>
        ))}
    </dl>
  );
}

type MatterPaper = Matter['papers'][number];

/** A paper of the matter as it can be laid open. */
export const matterEvidence = (caseId: string, { id, title, mediaType }: MatterPaper): EvidencePaper => ({
  id,
  title,
  route: 'POST /v1/cases/{id}/opinion/papers/{documentId}/links',
  params: { id: caseId, documentId: id },
  file: { mediaType },
});

/** A paper that was named to the specialist; opening it is noted for the applicant. */
function Paper({ caseId, paper }: { readonly caseId: string; readonly paper: MatterPaper }) {
  const { t } = useWords();
  return (
    <li className="paper">
      {paper.title}{' '}
      {paper.canOpen ? (
        <OpenPaper paper={matterEvidence(caseId, paper)} label={t('desk.paper.open')} />
      ) : (
        <span className="muted">{t('opinions.paperGone')}</span>
      )}
    </li>
  );
}

/** What there is to be judged: the rows, what the rules say of them, and the papers. */
export function MatterView({ caseId, matter }: { readonly caseId: string; readonly matter: Matter }) {
  const { t, of, money } = useWords();
  const { groups, tables } = partsOfClaim(matter.claim);
  return (
    <>
      <section className="panel" aria-labelledby="matter">
        <h2 id="matter">{t('opinions.matter')}</h2>
        {groups.map(({ name, fields }) => (
          <div key={name ?? ''}>
            {name === null ? null : <h3>{t(`desk.list.${name}`, { defaultValue: name })}</h3>}
            <Fields fields={fields} />
          </div>
        ))}
        {tables.map(({ name, rows }) => (
          <div key={name}>
            <h3>{t(`desk.list.${name}`, { defaultValue: name })}</h3>
            <ol className="rows">
              {rows.map(({ rowId, fields }, at) => (
                <li key={rowId} className="row" data-line={rowId}>
                  <p>
                    <strong>{t('desk.claim.row', { count: at + 1 })}</strong>
                  </p>
                  <Fields fields={fields} />
                </li>
              ))}
            </ol>
          </div>
        ))}
        {matter.computedFen === null ? null : <p>{t('opinions.computed', { amount: money(matter.computedFen) })}</p>}
      </section>
      <section className="panel" aria-labelledby="papers">
        <h2 id="papers">{t('opinions.papers')}</h2>
        {matter.papers.length === 0 ? (
          <p>{t('opinions.noPapers')}</p>
        ) : (
          <>
            <p className="muted">{t('opinions.papersNoted')}</p>
            <ul className="plain-list">
              {matter.papers.map((paper) => (
                <Paper key={paper.id} caseId={caseId} paper={paper} />
              ))}
            </ul>
          </>
        )}
      </section>
      <section className="panel" aria-labelledby="clauses">
        <h2 id="clauses">{t('opinions.clauses')}</h2>
        <ul className="rows clause-rows">
          {matter.clauses.map(({ id, outcome, text, trusted }) => (
            <li key={id} data-outcome={outcome}>
              <span className={`outcome outcome-${outcome}`}>{t(`outcome.${outcome}`)}</span> {of(text)}{' '}
              {outcome === 'met' && !trusted ? <span className="badge badge-warn">{t('desk.clauses.ownWord')}</span> : null}
            </li>
          ))}
        </ul>
      </section>
    </>
  );
}
