import { isHead } from '../../../shared/domain/parties/kinds.ts';
import { may, type Place } from '../account/me.ts';
import { Loaded, Refusal } from '../account/notices.tsx';
import { useRegions } from '../account/regions.ts';
import { useCommand } from '../account/use-command.ts';
import { type Live, useLive } from '../account/use-live.ts';
import { useWords } from '../words/use-words.ts';
import { CaseStanding } from './case-head.tsx';
import { PassOn } from './pass-on.tsx';
import { TipsLink } from './tips-link.tsx';
import type { CaseAnswer } from './wire.ts';

/** In which the public is told of a case, and may tell something about it. */
const TOLD: readonly CaseAnswer['state'][] = ['public_notice', 'objection_review'];

type Props = { readonly id: string; readonly place: Place; onTaken(): void; onGiven(): void };

/** A case one may know of and has not taken on: that it waits, not what is in it. Who works on such cases takes it, the head of the office gives it out. */
export default function UntakenCase({ id, place, onTaken, onGiven }: Props) {
  const { t, of } = useWords();
  const { say } = useRegions();
  const live: Live<CaseAnswer> = useLive<CaseAnswer>('GET /v1/cases/{id}', { id });
  const command = useCommand();
  const takes = may([place], 'case.take', { divisionCode: place.divisionCode });
  const givesOnly = isHead(place) && !takes;
  const take = async (step: 'take' | 'cover') => {
    const done = await command.run(`POST /v1/cases/{id}/${step}`, { params: { id }, etag: live.etag, onStale: live.reload });
    if (done) onTaken();
  };
  return (
    <Loaded live={live}>
      {(answer) => (
        <section className="panel" aria-labelledby="untaken">
          <h2 id="untaken">{t(`desk.untaken.${givesOnly ? 'headTitle' : takes ? 'title' : 'lookTitle'}`)}</h2>
          <p>
            <strong>{of(answer.programmeName)}</strong> <span className="muted">{say(answer.divisionCode)}</span>
          </p>
          <CaseStanding answer={answer} />
          <p className="muted">{t('desk.head.number', { id })}</p>
          {givesOnly ? <p>{t('desk.untaken.headText')}</p> : null}
          {takes ? (
            <>
              <p>{t('desk.untaken.text')}</p>
              <p className="actions">
                <button type="button" className="button" disabled={command.busy} onClick={() => void take('take')}>
                  {t('desk.handling.take')}
                </button>
                {place.standsIn ? (
                  <button type="button" className="button button-quiet" disabled={command.busy} onClick={() => void take('cover')}>
                    {t('desk.cover.case')}
                  </button>
                ) : null}
              </p>
            </>
          ) : null}
          {isHead(place) ? (
            <PassOn
              id={id}
              place={place}
              etag={live.etag}
              command={command}
              onStale={live.reload}
              onGiven={() => {
                onGiven();
                live.reload();
              }}
            />
          ) : null}
          {TOLD.includes(answer.state) ? <TipsLink id={id} place={place} /> : null}
          <Refusal failure={command.failure} />
        </section>
      )}
    </Loaded>
  );
}
