import { deskSectionOf } from '../account/sections.ts';
import { CasePage } from '../desk/case-page.tsx';
import { DeskPage } from '../desk/desk-page.tsx';
import { desksOf } from '../desk/places.ts';
import type { PageProps } from '../lazy-page.tsx';
import { useWords } from '../words/use-words.ts';

/** One case, for those who work on it. */
export default function DeskCase({ params }: PageProps) {
  const { t } = useWords();
  const id = params.id ?? '';
  return (
    <DeskPage title={t('desk.case.title')} section={deskSectionOf} has={(place) => desksOf(place).length > 0}>
      {(place, me) => <CasePage key={id} id={id} place={place} me={me} />}
    </DeskPage>
  );
}
