import { useState } from 'react';
import { applicantOf } from '../account/applicant.ts';
import type { Place } from '../account/me.ts';
import { Loaded } from '../account/notices.tsx';
import { useLive, useReloadOn } from '../account/use-live.ts';
import type { PapersAnswer } from '../account/wire.ts';
import type { ProgrammeList } from '../api/types.ts';
import { useResource } from '../api/use-resource.ts';
import { useWords } from '../words/use-words.ts';
import type { Wanted } from './upload-form.tsx';

const OUTCOME = { valid: 'met', expiring: 'met', checking: 'unknown', expired: 'failed', missing: 'failed' } as const;

type Props = {
  readonly place: Place;
  readonly asked: string | null;
  readonly mayUpload: boolean;
  readonly changes: number;
  onWanted(wanted: Wanted): void;
};

/** The papers one programme asks for, beside what is there already: nothing is asked for twice. */
export function ProgrammePapers({ place, asked, mayUpload, changes, onWanted }: Props) {
  const { t, of } = useWords();
  const [programmeId, setProgrammeId] = useState(asked ?? '');
  const applicant = applicantOf(place.kind);
  const programmes = useResource<ProgrammeList>(applicant ? `/v1/programmes?applicant=${applicant}` : '/v1/programmes');
  const live = useLive<PapersAnswer>(programmeId === '' ? null : 'GET /v1/companies/{id}/papers', { id: place.id }, { programmeId });
  useReloadOn(live, changes);
  return (
    <section aria-labelledby="for-programme">
      <h2 id="for-programme">{t('papers.programme.title')}</h2>
      <label className="field">
        <span>{t('papers.programme.choose')}</span>
        <select value={programmeId} onChange={(event) => setProgrammeId(event.target.value)}>
          <option value="">{t('check.pick')}</option>
          {programmes.data?.programmes.map((programme) => (
            <option key={programme.id} value={programme.id}>
              {of(programme.name)}
            </option>
          ))}
        </select>
      </label>
      {programmeId === '' ? (
        <p className="muted">{t('papers.programme.text')}</p>
      ) : (
        <Loaded live={live} rows={3}>
          {({ papers, toProvide }) => (
            <>
              <p>
                <strong>
                  {papers.length === 0
                    ? t('papers.programme.none')
                    : toProvide === 0
                      ? t('papers.programme.complete')
                      : t('papers.programme.toProvide', { count: toProvide })}
                </strong>
              </p>
              <ul className="rows">
                {papers.map((paper) => (
                  <li key={`${paper.kind} ${paper.name.zh}`} className="row">
                    <p className="row-head">
                      <span className={`outcome outcome-${OUTCOME[paper.state]}`}>{of(paper.name)}</span>
                      <span>{t(`papers.programme.state.${paper.state}`)}</span>
                    </p>
                    {mayUpload && (paper.state === 'missing' || paper.state === 'expired' || paper.state === 'expiring') ? (
                      <p>
                        <button
                          type="button"
                          className="link-button"
                          onClick={() => onWanted({ kind: paper.kind, title: paper.kind === 'other' ? paper.name.zh : '' })}
                        >
                          {t('papers.programme.upload')}
                          <span className="visually-hidden"> {of(paper.name)}</span>
                        </button>
                      </p>
                    ) : null}
                  </li>
                ))}
              </ul>
            </>
          )}
        </Loaded>
      )}
    </section>
  );
}
