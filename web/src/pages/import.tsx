import { useState } from 'react';
import { Link } from 'wouter';
import { PlacePage } from '../account/account-page.tsx';
import type { Place } from '../account/me.ts';
import { Refusal } from '../account/notices.tsx';
import { useCommand } from '../account/use-command.ts';
import { useLive } from '../account/use-live.ts';
import type { CommunityList, ImportReport } from '../account/wire.ts';
import type { PageProps } from '../lazy-page.tsx';
import { useOwnCommunity } from '../office/own-community.tsx';
import { useWords } from '../words/use-words.ts';
import './import.css';

const MOST_BYTES = 240_000;
const EXAMPLE = 'name,uscc,divisionCode,residentFrom,foundedOn,employees\n';
const TONE = { created: 'good', updated: 'good', unchanged: 'old', refused: 'bad' } as const;

/** The text of a file, or why it cannot be one: too large, or not UTF-8. */
async function textOf(file: File): Promise<{ readonly text: string } | { readonly wrong: 'large' | 'encoding' }> {
  if (file.size > MOST_BYTES) return { wrong: 'large' };
  try {
    return { text: new TextDecoder('utf-8', { fatal: true }).decode(await file.arrayBuffer()) };
  } catch {
    return { wrong: 'encoding' };
  }
}

function Report({ report, placeId }: { readonly report: ImportReport; readonly placeId: string }) {
  const { t, of } = useWords();
  return (
    <section aria-labelledby="report">
      <h2 id="report" tabIndex={-1}>
        {t(report.dryRun ? 'import.wouldBe' : 'import.report')}
      </h2>
      <p role="status">{t('import.counts', report.counts)}</p>
      <div className="table-scroll">
        <table className="report">
          <thead>
            <tr>
              <th scope="col">{t('import.row')}</th>
              <th scope="col">{t('import.outcome')}</th>
              <th scope="col">{t('import.why')}</th>
            </tr>
          </thead>
          <tbody>
            {report.rows.map((row) => (
              <tr key={row.row} data-row={row.row}>
                <th scope="row">{row.row}</th>
                <td data-label={t('import.outcome')}>
                  <span className={`badge badge-${TONE[row.outcome]}`}>{t(`import.is.${row.outcome}`)}</span>
                </td>
                <td>
                  {row.errors.length === 0 ? (
                    row.organisationId && !report.dryRun ? (
                      <Link href={`/office/${placeId}/companies/${row.organisationId}`}>{t('import.see')}</Link>
                    ) : null
                  ) : (
                    <ul className="plain-list">
                      {row.errors.map((error) => (
                        <li key={`${error.column} ${error.code}`}>
                          {error.column ? t('import.column', { column: error.column, text: of(error.detail) }) : of(error.detail)}
                        </li>
                      ))}
                    </ul>
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}

function Import({ place }: { readonly place: Place }) {
  const { t } = useWords();
  const command = useCommand();
  const operator = place.kind === 'community_operator';
  const communities = useLive<CommunityList>(operator ? 'GET /v1/communities' : null, {}, { limit: 100 });
  const community = useOwnCommunity(communities.data?.items ?? [], place.id);
  const [csv, setCsv] = useState('');
  const [wrong, setWrong] = useState<'large' | 'encoding'>();
  const [report, setReport] = useState<ImportReport>();
  const pick = async (file: File | undefined) => {
    if (!file) return;
    const read = await textOf(file);
    setReport(undefined);
    setWrong('wrong' in read ? read.wrong : undefined);
    if ('text' in read) setCsv(read.text);
  };
  const send = async (dryRun: boolean) => {
    const answer = await command.run<ImportReport>('POST /v1/organisations/{id}/company-imports', {
      params: { id: place.id },
      body: { csv, dryRun, ...(community.communityId && { communityId: community.communityId }) },
    });
    if (!answer) return;
    setReport(answer.body);
    requestAnimationFrame(() => document.getElementById('report')?.focus());
  };
  return (
    <>
      <form
        className="panel form"
        onSubmit={(event) => {
          event.preventDefault();
          void send(true);
        }}
      >
        <p>{t('import.how')}</p>
        <p>
          <code>{EXAMPLE.trim()}</code>
        </p>
        {community.field}
        <label className="field">
          <span>{t('import.file')}</span>
          <input type="file" accept=".csv,text/csv" onChange={(event) => void pick(event.target.files?.[0])} />
        </label>
        <label className="field">
          <span>{t('import.paste')}</span>
          <textarea
            value={csv}
            spellCheck={false}
            placeholder={EXAMPLE}
            onChange={(event) => {
              setCsv(event.target.value);
              setReport(undefined);
            }}
          />
        </label>
        <div role="alert">{wrong ? <p className="wrong">{t(`import.wrong.${wrong}`)}</p> : null}</div>
        <p className="actions">
          <button type="submit" className="button button-quiet" disabled={csv.trim() === '' || command.busy}>
            {t('import.try')}
          </button>
          <button
            type="button"
            className="button"
            disabled={report?.dryRun !== true || command.busy || report.counts.created + report.counts.updated === 0}
            onClick={() => void send(false)}
          >
            {t('import.do')}
          </button>
        </p>
        <Refusal failure={command.failure} />
      </form>
      {report ? <Report report={report} placeId={place.id} /> : null}
    </>
  );
}

/** Many companies at once, by an operator: first a look at what would happen, then it is done, with a report line by line. */
export default function ImportPage({ params }: PageProps) {
  const { t } = useWords();
  return (
    <PlacePage title={t('import.title')} lead={t('import.lead')} placeId={params.id ?? ''} section="import">
      {(place) => <Import key={place.id} place={place} />}
    </PlacePage>
  );
}
