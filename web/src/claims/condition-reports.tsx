import type { ReactNode } from 'react';
import type { CaseFileView } from '../../../shared/contracts/cases.ts';
import { useWords } from '../words/use-words.ts';

type Props = {
  readonly file: Pick<CaseFileView, 'conditionReports' | 'waitsFor'>;
  /** How a paper is named here, or opened. */
  paper(id: string): ReactNode;
};

/** What was reported of the conditions of an approval, the latest first, and what was said to be missing. */
export function ConditionReports({ file, paper }: Props) {
  const { t, moment } = useWords();
  const open = file.waitsFor?.code === 'conditions-check' ? file.conditionReports.findLast(({ missing }) => missing === null) : undefined;
  return (
    <ul className="rows">
      {file.conditionReports.toReversed().map(({ id, text, evidence, by, at, missing }) => (
        <li key={id} className={id === open?.id ? 'row todo-warn' : 'row'}>
          <p className="row-head">
            <strong>{t('claims.status.conditionReport.by', { at: moment(at), name: by.name })}</strong>
            {id === open?.id ? <span className="badge badge-warn">{t('claims.status.conditionReport.checking')}</span> : null}
          </p>
          <blockquote>{text}</blockquote>
          {evidence.length === 0 ? null : (
            <ul className="plain-list" aria-label={t('claims.status.conditionReport.papers')}>
              {evidence.map((one) => (
                <li key={one}>{paper(one)}</li>
              ))}
            </ul>
          )}
          {missing ? (
            <p className="note">
              {t('claims.status.conditionReport.missing', { reason: missing.reason })}{' '}
              <span className="muted">
                {t('claims.status.conditionReport.answered', { at: moment(missing.at), name: missing.by.name })}
              </span>
            </p>
          ) : null}
        </li>
      ))}
    </ul>
  );
}
