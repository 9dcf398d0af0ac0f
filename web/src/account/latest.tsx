import { Link } from 'wouter';
import { dayOf } from '../words/format.ts';
import { useWords } from '../words/use-words.ts';
import { isApplicant, may, mayHere, type Place } from './me.ts';
import { useLive } from './use-live.ts';
import type { AccessLogPage, GrantList, ReceivedGrantList } from './wire.ts';

/** What was granted last, by us or to us, and who looked last; nothing where there is nothing to tell. */
export function Latest({ place }: { readonly place: Place }) {
  const { t, day } = useWords();
  const params = { id: place.id };
  const gives = isApplicant(place) && mayHere(place, 'grant.list');
  const given = useLive<GrantList>(gives ? 'GET /v1/companies/{id}/grants' : null, params);
  const looks = useLive<AccessLogPage>(gives ? 'GET /v1/companies/{id}/access-log' : null, params, { limit: 1 });
  const received = useLive<ReceivedGrantList>(
    may([place], 'grant.list-received') ? 'GET /v1/grants' : null,
    {},
    { as: place.id, limit: 1 },
  );
  const grant = given.data?.grants[0];
  const look = looks.data?.items[0];
  const got = received.data?.items[0];
  const lines = [
    grant && { key: 'granted', name: grant.institution.name, at: grant.from, page: `/companies/${place.id}/sharing` },
    look && { key: 'looked', name: look.institution.name, at: look.at, page: `/companies/${place.id}/sharing` },
    got && { key: 'received', name: got.company.name, at: got.from, page: `/office/${place.id}/granted` },
  ].filter((line) => line !== undefined);
  if (lines.length === 0) return null;
  return (
    <ul className="latest">
      {lines.map(({ key, name, at, page }) => (
        <li key={key}>
          <Link href={page}>{t(`latest.${key}`, { name, day: day(dayOf(at)) })}</Link>
        </li>
      ))}
    </ul>
  );
}
