import type { CaseFileView } from '../../../shared/contracts/cases.ts';
import { kindOfInstrument } from '../../../shared/domain/subsidies/kinds.ts';
import { useWords } from '../words/use-words.ts';
import { useFieldName } from './use-field-name.ts';

/** The place a defect is about, as the form calls it or in the words of the clause; empty where it is about the whole. */
export function useDefectPlace({ instrument, appraisal }: Pick<CaseFileView, 'instrument' | 'appraisal'>): (pointer: string) => string {
  const { of } = useWords();
  const fieldName = useFieldName(kindOfInstrument(instrument) ?? 'automatic');
  return (pointer) => {
    const clause = appraisal?.clauses.find(({ id }) => pointer === `/clauses/${id}`);
    return clause ? of(clause.text) : fieldName(pointer);
  };
}
