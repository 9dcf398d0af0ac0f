import { useCallback, useEffect, useState } from 'react';
import { Link } from 'wouter';
import { DESKS, type Desk, worksAt } from '../../../shared/domain/cases/people/desks.ts';
import { isHead } from '../../../shared/domain/parties/kinds.ts';
import { may, type Place, rolesAt } from '../account/me.ts';
import { sectionAddress } from '../account/sections.ts';
import { useLive } from '../account/use-live.ts';
import type { OpinionList } from '../opinions/wire.ts';
import { todayInShanghai } from '../words/format.ts';
import { useWords } from '../words/use-words.ts';
import { isLate, isTold, programmesOf } from './due.ts';
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

type LineProps = { readonly place: Place /** How many wait here, once that is known. */; onCount(line: string, count: number): void };

function useCounted(line: string, count: number | undefined, onCount: LineProps['onCount']): void {
  useEffect(() => {
    if (count !== undefined) onCount(line, count);
  }, [line, count, onCount]);
}

/** How many cases of a desk are this person's or nobody's yet, and how many of these are late; nothing where that is none. */
function DeskTodo({ place, desk, onCount }: LineProps & { readonly desk: Desk }) {
  const { t } = useWords();
  const { data } = useLive<CaseList>('GET /v1/cases', {}, { queue: desk, as: place.id, limit: 100 });
  const open = data?.items.filter(({ mine, assignedTo }) => mine || assignedTo === null);
  useCounted(desk, open?.length, onCount);
  if (!open?.length) return null;
  const today = todayInShanghai();
  const late = open.filter((item) => isLate(item, today)).length;
  const cases = `${open.length}${data?.nextCursor === null ? '' : '+'}`;
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
function EscalatedTodo({ place, desk, onCount }: LineProps & { readonly desk: Desk }) {
  const { t, of } = useWords();
  const { data } = useLive<CaseList>('GET /v1/cases', {}, { queue: desk, as: place.id, limit: 100 });
  const told = data?.items.filter(isTold);
  useCounted(`told ${desk}`, told?.length, onCount);
  if (!told?.length) return null;
  const programmes = [...programmesOf(told).values()].map(of).join(t('todo.and'));
  const cases = `${data?.items.length}${data?.nextCursor === null ? '' : '+'}`;
  return (
    <li className="todo todo-warn">
      <Link href={deskAddress(place.id, desk)}>
        {t('todo.escalated', { cases: t(`todo.desk.${desk}`, { cases }), count: told.length, programmes })}
      </Link>
    </li>
  );
}

/** How many opinions a specialist is asked for and has not given, and how many of these are late. */
function OpinionTodo({ place, onCount }: LineProps) {
  const { t } = useWords();
  const { data } = useLive<OpinionList>('GET /v1/opinions', {}, { state: 'asked', limit: 100 });
  useCounted('opinions', data?.items.length, onCount);
  if (!data?.items.length) return null;
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

/**
 * What waits for somebody who works on cases, as lines of a list; where nothing does, one that says so, unless others stand below. First, what the
 * head of an office was told of.
 */
export function DeskTodos({ place, alone }: { readonly place: Place; readonly alone: boolean }) {
  const { t } = useWords();
  const [counts, setCounts] = useState<Readonly<Record<string, number>>>({});
  const onCount = useCallback((line: string, count: number) => setCounts((before) => ({ ...before, [line]: count })), []);
  const lines = myDesks(place).length + (isExpert(place) ? 1 : 0) + (isHead(place) ? desksOf(place).length : 0);
  const known = Object.values(counts);
  const idle = lines > 0 && known.length === lines && known.every((count) => count === 0);
  return (
    <>
      {isHead(place) ? (
        <>
          {desksOf(place).map((desk) => (
            <EscalatedTodo key={desk} place={place} desk={desk} onCount={onCount} />
          ))}
          {myDesks(place).length > 0 ? null : (
            <li className="todo">
              <Link href={deskAddress(place.id)}>{t('todo.head')}</Link>
            </li>
          )}
        </>
      ) : null}
      {myDesks(place).map((desk) => (
        <DeskTodo key={desk} place={place} desk={desk} onCount={onCount} />
      ))}
      {isExpert(place) ? <OpinionTodo place={place} onCount={onCount} /> : null}
      {idle && alone ? <li className="muted">{t('me.nothingWaits')}</li> : null}
    </>
  );
}
