import { Link } from 'wouter';
import { may, type Place } from '../account/me.ts';
import { useWords } from '../words/use-words.ts';
import { tipsAddress } from './places.ts';

/** What the public told about a case without a name, for those of an office who may read it. */
export function TipsLink({ id, place }: { readonly id: string; readonly place: Place | undefined }) {
  const { t } = useWords();
  if (!place || !may([place], 'tip.list')) return null;
  return (
    <p>
      <Link href={tipsAddress(place.id, id)}>{t('desk.decision.tips')}</Link>
    </p>
  );
}
