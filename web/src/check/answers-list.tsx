import { useState } from 'react';
import { factLabel, type Lexicon, sayValue } from '../words/values.ts';
import { APPLICANT, type Check } from './use-check.ts';

/** Everything answered so far, each to be changed with one press; what was skipped stands there too. */
export function AnswersList({ check, lexicon }: { readonly check: Check; readonly lexicon: Lexicon }) {
  const { t } = lexicon.words;
  // On a phone the results come first: there the list opens on request.
  const [wide] = useState(() => window.matchMedia('(min-width: 62rem)').matches);
  const { applicant, facts, skipped } = check.answers;
  const rows = [
    ...(applicant === null ? [] : [{ id: APPLICANT, label: t('check.applicant.label'), value: t(`applicant.${applicant}`) }]),
    ...Object.entries(facts).map(([id, value]) => ({ id, label: factLabel(id, lexicon), value: sayValue(id, value, lexicon) })),
    ...skipped.map((id) => ({ id, label: factLabel(id, lexicon), value: t('check.skipped') })),
  ];
  if (rows.length === 0) return null;
  return (
    <details className="answers" open={wide}>
      <summary>{t('check.answers', { count: rows.length })}</summary>
      <ul>
        {rows.map((row) => (
          <li key={row.id}>
            <span className="answers-label">{row.label}</span> <span>{row.value}</span>
            <button type="button" className="link-button" onClick={() => check.edit(row.id)}>
              {t('check.change')}
              <span className="visually-hidden">{row.label}</span>
            </button>
          </li>
        ))}
      </ul>
    </details>
  );
}
