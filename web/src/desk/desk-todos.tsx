import { Link } from 'wouter';
import { DESKS, type Desk, worksAt } from '../../../shared/domain/cases/desks.ts';
import { isHead } from '../../../shared/domain/parties/kinds.ts';
import { may, type Place, rolesAt } from '../account/me.ts';
import { sectionAddress } from '../account/sections.ts';
import { useLive } from '../account/use-live.ts';
import type { OpinionList } from '../opinions/wire.ts';
import { todayInShanghai } from '../words/format.ts';
import { useWords } from '../words/use-words.ts';
import { isLate, isTold } from './due.ts';
import { deskAddress, desksOf } from './places.ts';
import type { CaseList } from './wire.ts';

/** The desks at which cases wait for somebody: not those an auditor or the head of an office only looks at. */
function myDesks(place: Place): Desk[] {
  const roles = rolesAt(place).filter((role) => role !== 'auditor');
  return DESKS.filter((desk) => worksAt(roles, desk));
}
const isExpert = (place: Place): boolean => may([place], 'opinion.list');

/** Do cases come to this person in this organisation, or does it give them out as the head of the office? */
export const worksOnCases = (place: Place): boolean => isExpert(place) || isHead(place) || myDesks(place).length > 0;

/** How many cases of a desk are this person's or nobody's yet, and how many of these are late. */
function DeskTodo({ place, desk }: { readonly place: Place; readonly desk: Desk }) {
  const { t } = useWords();
  const { data } = useLive<CaseList>('GET /v1/cases', {}, { queue: desk, as: place.id, limit: 100 });
  if (!data) return null;
  const today = todayInShanghai();
  const open = data.items.filter(({ mine, assignedTo }) => mine || assignedTo === null);
  const late = open.filter((item) => isLate(item, today)).length;
  const cases = `${open.length}${data.nextCursor === null ? '' : '+'}`;
  return (
    <li className={late > 0 ? 'todo todo-warn' : 'todo'}>
      <Link href={deskAddress(place.id, desk)}>
        {t(`todo.desk.${desk}`, { cases })}
        {late > 0 ? t('todo.late', { count: late }) : ''}
      </Link>
    </li>
  );
}

/** Of how much at a desk the head of the office was told, late or sent back time and again; nothing where that is nothing. */
function EscalatedTodo({ place, desk }: { readonly place: Place; readonly desk: Desk }) {
  const { t } = useWords();
  const { data } = useLive<CaseList>('GET /v1/cases', {}, { queue: desk, as: place.id, limit: 100 });
  const told = data?.items.filter(isTold).length ?? 0;
  if (told === 0) return null;
  const cases = `${data?.items.length}${data?.nextCursor === null ? '' : '+'}`;
  return (
    <li className="todo todo-warn">
      <Link href={deskAddress(place.id, desk)}>{t('todo.escalated', { cases: t(`todo.desk.${desk}`, { cases }), count: told })}</Link>
    </li>
  );
}

/** How many opinions a specialist is asked for and has not given, and how many of these are late. */
function OpinionTodo({ place }: { readonly place: Place }) {
  const { t } = useWords();
  const { data } = useLive<OpinionList>('GET /v1/opinions', {}, { state: 'asked', limit: 100 });
  if (!data) return null;
  const late = data.items.filter((item) => item.late).length;
  return (
    <li className={late > 0 ? 'todo todo-warn' : 'todo'}>
      <Link href={sectionAddress(place, 'opinions')}>
        {t('todo.opinions', { count: data.items.length })}
        {late > 0 ? t('todo.late', { count: late }) : ''}
      </Link>
    </li>
  );
}

/** What waits for somebody who works on cases, as lines of a list; a desk where nothing waits says so. First, what the head of an office was told of. */
export function DeskTodos({ place }: { readonly place: Place }) {
  const { t } = useWords();
  return (
    <>
      {isHead(place) ? (
        <>
          {desksOf(place).map((desk) => (
            <EscalatedTodo key={desk} place={place} desk={desk} />
          ))}
          {myDesks(place).length > 0 ? null : (
            <li className="todo">
              <Link href={deskAddress(place.id)}>{t('todo.head')}</Link>
            </li>
          )}
        </>
      ) : null}
      {myDesks(place).map((desk) => (
        <DeskTodo key={desk} place={place} desk={desk} />
      ))}
      {isExpert(place) ? <OpinionTodo place={place} /> : null}
    </>
  );
}
