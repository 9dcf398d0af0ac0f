import { may, type Place } from '../account/me.ts';
import { DeskPage } from '../desk/desk-page.tsx';
import { OpinionList } from '../opinions/opinion-list.tsx';
import { useWords } from '../words/use-words.ts';

export const isExpert = (place: Place): boolean => may([place], 'opinion.list');

/** What a specialist is asked for an opinion on. */
export default function Opinions() {
  const { t } = useWords();
  return (
    <DeskPage title={t('opinions.title')} lead={t('opinions.lead')} section="opinions" has={isExpert}>
      {(place) => <OpinionList key={place.id} place={place} />}
    </DeskPage>
  );
}
