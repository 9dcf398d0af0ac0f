import type { Place } from '../account/me.ts';
import { useLive } from '../account/use-live.ts';
import type { Delegation, DelegationList } from '../account/wire.ts';
import { lastDayOf, shiftDay } from '../words/format.ts';
import { useWords } from '../words/use-words.ts';
import { handle, type Many } from './use-many.ts';
import type { CaseItem } from './wire.ts';

type Props = { readonly place: Place; readonly items: readonly CaseItem[]; readonly many: Many; onDone(): void };

/** Who is away just now and whose work a colleague could have. */
const isOpen = ({ status, away }: Delegation): boolean => status === 'running' && away;

/** What colleagues have in hand who are away: for whoever stands in, to take over; for the head, to pass on to who stands in. */
export function Covering({ place, items, many, onDone }: Props) {
  const { t, day } = useWords();
  const heads = place.roles.includes('owner');
  const live = useLive<DelegationList>(heads ? 'GET /v1/organisations/{id}/delegations' : null, { id: place.id });
  const mine = (place.standsIn ?? []).flatMap(({ delegationId, name, until }) => {
    const held = items.filter(({ covering }) => covering?.delegationId === delegationId).map(({ id }) => id);
    return held.length === 0 ? [] : [{ key: delegationId, held, words: { name, day: day(lastDayOf(until)), count: held.length } }];
  });
  const others = (live.data?.items ?? []).filter(isOpen).flatMap(({ id, principal, delegate, until }) => {
    const held = items.filter((item) => item.assignedToId === principal.personId && item.covering === null).map((item) => item.id);
    const words = { name: principal.name, delegate: delegate.name, day: day(shiftDay(until, -1)), count: held.length };
    return held.length === 0 ? [] : [{ key: id, held, delegateId: delegate.personId, words }];
  });
  const act = async (held: readonly string[], how: Parameters<Many['run']>[1]) => {
    await many.run(held, how);
    onDone();
  };
  return (
    <>
      {mine.map(({ key, held, words }) => (
        <div key={key} className="note">
          <p>{t('cover.mine', words)}</p>
          <p className="actions">
            <button type="button" className="button" disabled={many.busy} onClick={() => void act(held, handle('cover'))}>
              {t('cover.take', words)}
            </button>
          </p>
        </div>
      ))}
      {others.map(({ key, held, delegateId, words }) => (
        <div key={key} className="note">
          <p>{t('cover.others', words)}</p>
          <p className="actions">
            <button
              type="button"
              className="button button-quiet"
              disabled={many.busy}
              onClick={() => void act(held, handle('reassign', { personId: delegateId, reason: t('cover.reason', words) }))}
            >
              {t('cover.give', words)}
            </button>
          </p>
        </div>
      ))}
    </>
  );
}
