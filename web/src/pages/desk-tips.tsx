import { may } from '../account/me.ts';
import { DeskPage } from '../desk/desk-page.tsx';
import { Tips } from '../notices/tips.tsx';
import { useWords } from '../words/use-words.ts';

/** What the public told without a name about cases of the region, for notice officers and auditors. */
export default function DeskTips() {
  const { t } = useWords();
  return (
    <DeskPage title={t('notices.tips.title')} lead={t('notices.tips.lead')} section="tips" has={(place) => may([place], 'tip.list')}>
      {(place) => <Tips key={place.id} place={place} />}
    </DeskPage>
  );
}
