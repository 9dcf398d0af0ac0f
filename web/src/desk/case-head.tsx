import { STATES } from '../../../shared/domain/cases/states.ts';
import { useRegions } from '../account/regions.ts';
import { useWords } from '../words/use-words.ts';
import { DueDay } from './due-day.tsx';
import type { CaseAnswer, CaseFileView } from './wire.ts';

/** Where a case stands, whose move it is and until when. */
export function CaseStanding({ answer }: { readonly answer: CaseAnswer }) {
  const { t, of, money, moment } = useWords();
  return (
    <dl className="pairs standing">
      <div>
        <dt>{t('desk.inbox.state')}</dt>
        <dd>
          {of(STATES[answer.state])} {answer.halted ? <span className="badge badge-warn">{t('desk.badge.halted')}</span> : null}
        </dd>
      </div>
      <div>
        <dt>{t('desk.head.owes')}</dt>
        <dd>
          {of(answer.owedByLabel)}
          {answer.waitsFor ? <p className="muted">{of(answer.waitsFor)}</p> : null}
        </dd>
      </div>
      <div>
        <dt>{t('desk.inbox.due')}</dt>
        <dd>
          <DueDay dueOn={answer.dueOn} provisional={answer.provisional} late={answer.late} />
        </dd>
      </div>
      <div>
        <dt>{t('desk.inbox.since')}</dt>
        <dd>{moment(answer.since)}</dd>
      </div>
      <div>
        <dt>{t('desk.inbox.amount')}</dt>
        <dd>{answer.computedFen === null ? t('desk.unknown') : money(answer.computedFen)}</dd>
      </div>
    </dl>
  );
}

export function CaseHead({ file }: { readonly file: CaseFileView }) {
  const { t, of } = useWords();
  const { say } = useRegions();
  return (
    <div className="panel">
      <p className="row-head">
        <strong>{file.applicant.name}</strong>
        <span className="muted">{[file.applicant.uscc, say(file.divisionCode), of(file.programmeName)].filter(Boolean).join(' · ')}</span>
      </p>
      <CaseStanding answer={file} />
      <p className="muted">{t('desk.head.number', { id: file.id })}</p>
    </div>
  );
}
