import { useCasePapers } from '../desk/use-case-papers.ts';
import { useWords } from '../words/use-words.ts';
import { ConditionReports } from './condition-reports.tsx';
import { ReportForm, type ReportProps } from './report-conditions.tsx';

/** The conditions of an approval: until when they are to be met, what was reported of them, and the form to report. */
export default function StatusConditions(props: ReportProps) {
  const { t, day } = useWords();
  const { file } = props;
  const { conditions, conditionReports, owedBy, state } = file;
  const papers = useCasePapers(file.id, file);
  const mine = state === 'conditional' && owedBy === 'applicant' && file.actions.includes('report-conditions');
  return (
    <section className="panel" aria-labelledby="conditions">
      <h2 id="conditions">{t('claims.status.conditions')}</h2>
      <ul className="plain-list">
        {conditions.map(({ id, text, dueOn, metAt }) => (
          <li key={id}>
            {t('claims.status.condition', { text, day: day(dueOn) })} {metAt ? t('claims.status.conditionMet') : ''}
          </li>
        ))}
      </ul>
      {conditionReports.length === 0 ? null : <ConditionReports file={file} paper={(id) => papers?.get(id)?.title ?? id} />}
      {mine ? <ReportForm key={conditionReports.length} {...props} /> : null}
    </section>
  );
}
