import { lazy, Suspense, useCallback, useMemo, useState } from 'react';
import { Link } from 'wouter';
import type { Me, Place } from '../account/me.ts';
import { Done, Loaded, useDone } from '../account/notices.tsx';
import { deskSectionOf } from '../account/sections.ts';
import { useLive } from '../account/use-live.ts';
import { openBook } from '../i18n.ts';
import { useWords } from '../words/use-words.ts';
import { CaseContext, type CaseDesk } from './case-context.ts';
import { CaseHead } from './case-head.tsx';
import { ClaimView } from './claim-view.tsx';
import { DefectContext, useNewDefects } from './defects.ts';
import { EvidenceDesk } from './evidence-desk.tsx';
import { CheckList, Corrections, ReEvaluation } from './judged-parts.ts';
import { deskAddress } from './places.ts';
import { StepPanel } from './step-panel.tsx';
import { useCasePapers } from './use-case-papers.ts';
import type { CaseFileView } from './wire.ts';

/** What the rules say of it: looked at after the claim and what can be done. */
const Judgement = lazy(() => import('./judgement.tsx'));

/** Only of cases a reviewer has something to answer of. */
const Flags = lazy(() => import('./flags.tsx'));

/** Only of claims that share a sum with others. */
const Limits = lazy(() => import('./limits.tsx'));

/** With its words: what specialists are asked weighs much, and is looked at after the claim. */
const Opinions = lazy(async () => {
  const [part] = await Promise.all([import('./opinions.tsx'), openBook('opinions')]);
  return part;
});

/** Only where somebody else changed the case while it lay open. */
const ChangesSince = lazy(() => import('./changes-since.tsx'));

/** Only of cases nobody here has taken on. */
const UntakenCase = lazy(() => import('./untaken-case.tsx'));

/** Only of cases of whose decision somebody said something. */
const SaidOfIt = lazy(() => import('./objections.tsx'));

/** Only of cases of which a first person proposed something. */
const Proposal = lazy(() => import('./proposal.tsx'));

/** What there is to look up of a case, below what there is to do with it. */
const OnRecord = lazy(() => import('./record.tsx'));

type Props = { readonly id: string; readonly place: Place; readonly me: Me };
type OpenProps = Omit<Props, 'place'> & {
  readonly file: CaseFileView;
  readonly etag: string | undefined;
  done(said: string): void;
  reload(): void;
};

/** A case as it lies open: on the left what is claimed, on the right what the rules say of it and what can be done. */
function OpenCase({ id, file, etag, me, done, reload }: OpenProps) {
  const [seen, setSeen] = useState(file);
  const [ownVersion, setOwnVersion] = useState<number>();
  const defects = useNewDefects();
  const papers = useCasePapers(id, file);
  // After a step of one's own, what comes back is what one has made of it; after anybody else's it has to be noted first.
  if (file !== seen && (file.version === ownVersion || file.contentHash === seen.contentHash)) setSeen(file);
  const desk = useMemo<CaseDesk>(
    () => ({
      id,
      file,
      seen,
      etag,
      me,
      papers,
      done: (answer, said) => {
        setOwnVersion(answer.version);
        done(said);
      },
      reload,
    }),
    [id, file, seen, etag, me, papers, done, reload],
  );
  return (
    <CaseContext value={desk}>
      <DefectContext value={defects}>
        <CaseHead file={file} />
        {file.contentHash === seen.contentHash ? null : (
          <Suspense>
            <ChangesSince onNoted={() => setSeen(file)} />
          </Suspense>
        )}
        {file.proposal ? (
          <Suspense>
            <Proposal />
          </Suspense>
        ) : null}
        <EvidenceDesk>
          <div className="case-column">
            <ClaimView />
            {file.corrections.length > 0 ? (
              <Suspense>
                <Corrections />
              </Suspense>
            ) : null}
            {file.objections.length + file.appeals.length + file.conditionReports.length > 0 ? (
              <Suspense>
                <SaidOfIt />
              </Suspense>
            ) : null}
          </div>
          <div className="case-column">
            <StepPanel />
            {file.flags.length > 0 ? (
              <Suspense>
                <Flags />
              </Suspense>
            ) : null}
            {file.appraisal ? (
              <Suspense>
                <CheckList />
              </Suspense>
            ) : null}
            {file.limits.length > 0 ? (
              <Suspense>
                <Limits />
              </Suspense>
            ) : null}
            <Suspense>
              <Opinions />
            </Suspense>
            <Suspense>
              <Judgement />
            </Suspense>
            {file.owedBy === 'nobody' ? null : (
              <Suspense>
                <ReEvaluation id={id} />
              </Suspense>
            )}
            <Suspense>
              <OnRecord />
            </Suspense>
          </div>
        </EvidenceDesk>
      </DefectContext>
    </CaseContext>
  );
}

/** One case, for whoever works on it; whoever has not taken it on sees that it waits, and can take it. */
export function CasePage({ id, place, me }: Props) {
  const { t } = useWords();
  const live = useLive<CaseFileView>('GET /v1/cases/{id}/file', { id });
  const [said, say] = useDone();
  const { reload } = live;
  const done = useCallback(
    (text: string) => {
      say(text);
      reload();
    },
    [say, reload],
  );
  return (
    <>
      <p className="no-print">
        <Link href={deskAddress(place.id)}>{t(`desk.back.${deskSectionOf(place) ?? 'desk'}`)}</Link>
      </p>
      <Done said={said} />
      {live.failure?.kind === 'denied' ? (
        <Suspense fallback={<p role="status">{t('states.loading')}</p>}>
          <UntakenCase
            id={id}
            place={place}
            onGiven={() => say(t('desk.done.named', { step: t('desk.handling.reassign') }))}
            onTaken={() => {
              say(t('desk.done.taken'));
              live.retry();
            }}
          />
        </Suspense>
      ) : (
        <Loaded live={live} rows={8}>
          {(file) => <OpenCase id={id} file={file} etag={live.etag} me={me} done={done} reload={reload} />}
        </Loaded>
      )}
    </>
  );
}
