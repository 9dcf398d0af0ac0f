import { useCasePapers } from '../desk/use-case-papers.ts';
import { useWords } from '../words/use-words.ts';
import { ConditionList } from './condition-list.tsx';
import { ConditionReports } from './condition-reports.tsx';
import { ReportForm, type ReportProps } from './report-conditions.tsx';

/** The conditions of an approval: until when they are to be met, what was reported of them, and the form to report. */
export default function StatusConditions(props: ReportProps) {
  const { t } = useWords();
  const { file } = props;
  const { conditions, conditionReports, owedBy, state } = file;
  const papers = useCasePapers(file.id, file);
  const titleOf = (id: string) => papers?.get(id)?.title ?? id;
  const mine = state === 'conditional' && owedBy === 'applicant' && file.actions.includes('report-conditions');
  return (
    <section className="panel" aria-labelledby="conditions">
      <h2 id="conditions">{t('claims.status.conditions')}</h2>
      <ConditionList conditions={conditions} paper={titleOf} />
      {conditionReports.length === 0 ? null : <ConditionReports file={file} paper={titleOf} />}
      {mine ? <ReportForm key={conditionReports.length} {...props} /> : null}
    </section>
  );
}
