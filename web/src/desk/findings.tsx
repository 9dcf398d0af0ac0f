import { useWords } from '../words/use-words.ts';
import type { CaseFileView } from './wire.ts';

type Finding = NonNullable<CaseFileView['decision']>['findings'][number];
type Props = {
  readonly findings: readonly Finding[];
  readonly file: CaseFileView;
  readonly titles?: ReadonlyMap<string, { readonly title: string }> | undefined;
};

/** What was found of clauses that are not met, and what it rests on. */
export default function Findings({ findings, file, titles }: Props) {
  const { t, of } = useWords();
  const nameOf = (id: string) => {
    const clause = file.appraisal?.clauses.find((one) => one.id === id);
    return clause ? of(clause.text) : id;
  };
  return (
    <ul className="plain-list findings" aria-label={t('judged.finding.title')}>
      {findings.map(({ clause, text, evidence, source }) => (
        <li key={`${clause} ${text}`}>
          {t('judged.finding.of', { clause: nameOf(clause), text })}{' '}
          <span className="muted">
            {[...evidence.map((id) => titles?.get(id)?.title ?? id), ...(source ? [source] : [])]
              .map((from) => t('judged.finding.from', { source: from }))
              .join(' ')}
          </span>
        </li>
      ))}
    </ul>
  );
}
