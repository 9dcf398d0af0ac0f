import { Loaded } from '../account/notices.tsx';
import { useLive } from '../account/use-live.ts';
import type { PapersAnswer } from '../account/wire.ts';
import { useWords } from '../words/use-words.ts';
import { useDesk } from './desk-of-claim.ts';
import { UploadHere } from './paper-choice.tsx';

type Paper = PapersAnswer['papers'][number];

/** Every id of a paper the claim names in one of its fields. */
function namedIn(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(namedIn);
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => (/[dD]ocumentIds?$/.test(key) ? [inner].flat().map(String) : namedIn(inner)));
}

/** One paper the programme asks for: named above already, chosen here, or still to come. */
function RequiredPaper({ paper }: { readonly paper: Paper }) {
  const { t, of } = useWords();
  const { claim, documents, put } = useDesk();
  const chosen = (claim.paperIds as readonly string[] | undefined) ?? [];
  const named = new Set([...namedIn(claim), ...chosen]);
  const title = paper.kind === 'other' ? paper.name.zh : undefined;
  const fits = documents.filter(
    ({ kind, status, title: own }) => kind === paper.kind && status !== 'rejected' && (!title || own === title),
  );
  const attached = fits.filter(({ id }) => named.has(id));
  const elsewhere = new Set(namedIn(claim));
  const choose = (next: readonly string[]) => put('/paperIds', next.length === 0 ? undefined : next);
  return (
    <li className="row">
      <p className={`outcome outcome-${attached.length > 0 ? 'met' : 'failed'}`}>{of(paper.name)}</p>
      {fits.length === 0 ? null : (
        <fieldset className="choices" aria-label={of(paper.name)}>
          {fits.map(({ id, title: name, status }) => (
            <label key={id} className="tick">
              <input
                type="checkbox"
                checked={named.has(id)}
                disabled={elsewhere.has(id)}
                onChange={(event) => choose(event.target.checked ? [...chosen, id] : chosen.filter((one) => one !== id))}
              />
              <span>
                {status === 'clean' ? name : t('claims.paper.checking', { title: name })}
                {elsewhere.has(id) ? <span className="optional">{t('claims.paper.named')}</span> : null}
              </span>
            </label>
          ))}
        </fieldset>
      )}
      {attached.length > 0 ? null : (
        <UploadHere kind={paper.kind} title={title} about={of(paper.name)} onArrived={({ id }) => choose([...chosen, id])} />
      )}
    </li>
  );
}

/** The papers the programme asks for, beside those the questions before have named. */
export default function PapersStep({ programmeId }: { readonly programmeId: string }) {
  const { t } = useWords();
  const { place } = useDesk();
  const live = useLive<PapersAnswer>('GET /v1/companies/{id}/papers', { id: place.id }, { programmeId });
  return (
    <Loaded live={live} rows={3}>
      {({ papers }) => (
        <>
          <p className="muted">{t(papers.length === 0 ? 'papers.programme.none' : 'claims.papersText')}</p>
          <ul className="rows">
            {papers.map((paper) => (
              <RequiredPaper key={`${paper.kind} ${paper.name.zh}`} paper={paper} />
            ))}
          </ul>
        </>
      )}
    </Loaded>
  );
}
