import type { ReactNode } from 'react';
import { useSearch } from 'wouter';
import { AccountPage } from '../account/account-page.tsx';
import type { Me, Place } from '../account/me.ts';
import { Barred } from '../account/notices.tsx';
import type { Section } from '../account/sections.ts';
import { InYuan, useWords } from '../words/use-words.ts';
import { officeOf } from './places.ts';
import '../pages/check.css';
import './desk.css';

type Props = {
  readonly title: string | ((place: Place | undefined) => string);
  readonly lead?: string;
  readonly section: Section | ((place: Place) => Section | undefined);
  /** Whether somebody has such work in an organisation of theirs. */
  has(place: Place): boolean;
  children(place: Place, me: Me): ReactNode;
};

/** The frame of the pages of those who work on cases, told plainly to whoever has no such work: in the name of the office that `?as=` names, else of the first that fits. */
export function DeskPage({ has, children, ...frame }: Props) {
  const { t } = useWords();
  const as = new URLSearchParams(useSearch()).get('as');
  return (
    <AccountPage {...frame} chosen={(places) => officeOf(places, as, has)}>
      {(me) => {
        const place = officeOf(me.organisations, as, has);
        return place ? (
          <section aria-label={place.name} className="desk">
            <InYuan value={true}>{children(place, me)}</InYuan>
          </section>
        ) : (
          <Barred title={t('desk.none.title')} text={t('desk.none.text')} />
        );
      }}
    </AccountPage>
  );
}
