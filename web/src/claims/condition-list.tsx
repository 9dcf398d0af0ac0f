import type { ReactNode } from 'react';
import type { CaseFileView } from '../../../shared/contracts/cases.ts';
import { useWords } from '../words/use-words.ts';

type Props = {
  readonly conditions: CaseFileView['conditions'];
  /** How a paper is named here, or opened. */
  paper(id: string): ReactNode;
};

/** The conditions of an approval: until when each is to be met, or by what it was found met. */
export function ConditionList({ conditions, paper }: Props) {
  const { t, day } = useWords();
  return (
    <ul className="plain-list">
      {conditions.map(({ id, text, dueOn, metAt, found }) => (
        <li key={id}>
          {t('claims.status.condition', { text, day: day(dueOn) })}{' '}
          {metAt ? <span className="badge badge-good">{t('claims.status.conditionMet')}</span> : null}
          {found ? (
            <ul className="plain-list" aria-label={t('claims.status.conditionFound')}>
              {found.evidence.map((one) => (
                <li key={one}>{paper(one)}</li>
              ))}
              {found.source === null ? null : <li>{t('claims.status.conditionSource', { source: found.source })}</li>}
            </ul>
          ) : null}
        </li>
      ))}
    </ul>
  );
}
