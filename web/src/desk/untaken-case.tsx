import { use } from 'react';
import { MeContext } from '../account/me.ts';
import { Loaded, Refusal } from '../account/notices.tsx';
import { useCommand } from '../account/use-command.ts';
import { type Live, useLive } from '../account/use-live.ts';
import { useWords } from '../words/use-words.ts';
import { CaseStanding } from './case-head.tsx';
import type { CaseAnswer } from './wire.ts';

/** A case one may know of and has not taken on: that it waits, not what is in it. */
export default function UntakenCase({ id, onTaken }: { readonly id: string; onTaken(): void }) {
  const { t } = useWords();
  const live: Live<CaseAnswer> = useLive<CaseAnswer>('GET /v1/cases/{id}', { id });
  const command = useCommand();
  const standsIn = (use(MeContext)?.organisations ?? []).some((place) => place.standsIn);
  const take = async (step: 'take' | 'cover') => {
    const done = await command.run(`POST /v1/cases/{id}/${step}`, { params: { id }, etag: live.etag, onStale: live.reload });
    if (done) onTaken();
  };
  return (
    <Loaded live={live}>
      {(answer) => (
        <section className="panel" aria-labelledby="untaken">
          <h2 id="untaken">{t('desk.untaken.title')}</h2>
          <CaseStanding answer={answer} />
          <p>{t('desk.untaken.text')}</p>
          <p className="actions">
            <button type="button" className="button" disabled={command.busy} onClick={() => void take('take')}>
              {t('desk.handling.take')}
            </button>
            {standsIn ? (
              <button type="button" className="button button-quiet" disabled={command.busy} onClick={() => void take('cover')}>
                {t('desk.cover.case')}
              </button>
            ) : null}
          </p>
          <Refusal failure={command.failure} />
        </section>
      )}
    </Loaded>
  );
}
