import { Link } from 'wouter';
import type { CaseFileView } from '../../../shared/contracts/cases.ts';
import { useWords } from '../words/use-words.ts';
import { DefectLine } from './defect-line.tsx';
import { useDefectPlace } from './use-defect-place.ts';

type Props = { readonly file: CaseFileView; readonly correction: CaseFileView['openCorrections'][number] };

/** What has to be put right, each with the place it is about, and the way there. */
export default function StatusCorrection({ file, correction }: Props) {
  const { t, day } = useWords();
  const placeOf = useDefectPlace(file);
  return (
    <>
      <p>{t('claims.status.correctText', { count: correction.defects.length, day: day(correction.dueOn) })}</p>
      <ul className="plain-list">
        {correction.defects.map(({ id, pointer, text, newBecause }) => (
          <li key={id}>
            <DefectLine place={placeOf(pointer)} text={text} newBecause={newBecause} />
          </li>
        ))}
      </ul>
      <p>
        <Link className="button" href={`/claims/${file.id}`}>
          {t('claims.status.correct')}
        </Link>
      </p>
    </>
  );
}
