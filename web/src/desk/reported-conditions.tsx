import { ConditionList } from '../claims/condition-list.tsx';
import { ConditionReports } from '../claims/condition-reports.tsx';
import { useWords } from '../words/use-words.ts';
import { useCase } from './case-context.ts';
import { Paper } from './claim-value.tsx';

/** What the applicant reported of the conditions of the approval; the steps stand in the panel. */
export default function ReportedConditions() {
  const { t } = useWords();
  const { file } = useCase();
  return (
    <section className="panel" aria-labelledby="reported-conditions">
      <h2 id="reported-conditions">{t('claims.status.conditions')}</h2>
      <ConditionList conditions={file.conditions} paper={(id) => <Paper id={id} />} />
      <ConditionReports file={file} paper={(id) => <Paper id={id} />} />
    </section>
  );
}
