import { Redirect } from 'wouter';
import { PlacePage } from '../account/account-page.tsx';
import { homeOf } from '../account/sections.ts';
import type { PageProps } from '../lazy-page.tsx';
import { useWords } from '../words/use-words.ts';

/** An organisation's address without a page leads to the first page its member is offered. */
export default function PlaceHome({ params }: PageProps) {
  const { t } = useWords();
  return (
    <PlacePage title={t('me.title')} placeId={params.id ?? ''}>
      {(place) => <Redirect to={homeOf(place)} replace />}
    </PlacePage>
  );
}
