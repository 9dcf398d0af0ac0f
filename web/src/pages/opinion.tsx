import { DeskPage } from '../desk/desk-page.tsx';
import type { PageProps } from '../lazy-page.tsx';
import { OpinionPage } from '../opinions/opinion-page.tsx';
import { useWords } from '../words/use-words.ts';
import { isExpert } from './opinions.tsx';

/** One case, as far as a specialist was asked about it. */
export default function Opinion({ params }: PageProps) {
  const { t } = useWords();
  const id = params.id ?? '';
  return (
    <DeskPage title={t('opinions.one')} section="opinions" has={isExpert}>
      {(place) => <OpinionPage key={id} caseId={id} place={place} />}
    </DeskPage>
  );
}
