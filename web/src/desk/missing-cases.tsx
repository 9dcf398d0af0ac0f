import { ON_THE_WAY } from '../../../shared/domain/cases/people/desks.ts';
import { STATES } from '../../../shared/domain/cases/states.ts';
import type { Place } from '../account/me.ts';
import { Loaded } from '../account/notices.tsx';
import { useLive } from '../account/use-live.ts';
import { dayOf } from '../words/format.ts';
import { useWords } from '../words/use-words.ts';
import type { CaseItem, CaseList } from './wire.ts';

type Props = { readonly like: Pick<CaseItem, 'programmeId' | 'costYear'>; readonly place: Place };

/** Those of one list that are of the same call: claims of the same year under the same programme. */
function Part({ list, like, place }: Props & { readonly list: (typeof ON_THE_WAY)[number] }) {
  const { t, of, day } = useWords();
  const live = useLive<CaseList>('GET /v1/cases', {}, { queue: list, as: place.id, limit: 100 });
  return (
    <Loaded live={live} rows={1}>
      {({ items, nextCursor }) => (
        <>
          {items
            .filter(({ programmeId, costYear }) => programmeId === like.programmeId && costYear === like.costYear)
            .map(({ id, applicantName, state, since, assignedTo }) => (
              <li key={id} data-missing={id}>
                <strong>{t('desk.run.named', { name: applicantName, id: t('desk.head.number', { id }) })}</strong>
                <p className="muted">
                  {t('desk.run.missingLine', {
                    state: of(STATES[state]),
                    day: day(dayOf(since)),
                    who:
                      list === 'returned'
                        ? t('desk.run.missingApplicant')
                        : assignedTo === null
                          ? t('desk.run.missingFree')
                          : t('desk.run.missingWith', { name: assignedTo }),
                  })}
                </p>
              </li>
            ))}
          {nextCursor === null ? null : <li className="muted">{t('desk.run.missingMore', { queue: t(`desk.run.missingAt.${list}`) })}</li>}
        </>
      )}
    </Loaded>
  );
}

/** Which cases of a call are not there yet, and in whose hands they are: nothing is shared before they come, or end. */
export default function MissingCases(props: Props) {
  const { t } = useWords();
  return (
    <section aria-labelledby="missing">
      <h3 id="missing">{t('desk.run.missing')}</h3>
      <ul className="plain-list">
        {ON_THE_WAY.map((list) => (
          <Part key={list} list={list} {...props} />
        ))}
      </ul>
    </section>
  );
}
