import type * as z from 'zod/mini';
import type { letterList } from '../../../shared/contracts/case-letters.ts';
import { Refusal } from '../account/notices.tsx';
import { useCommand } from '../account/use-command.ts';
import { useLive } from '../account/use-live.ts';
import type { LinkAnswer } from '../account/wire.ts';
import { useWords } from '../words/use-words.ts';

type LetterList = z.infer<typeof letterList>;

/** Receipt and decision as the office sent them, to be kept as PDF. Nothing where none was written yet. */
export function CaseLetters({ id }: { readonly id: string }) {
  const { t, moment } = useWords();
  const live = useLive<LetterList>('GET /v1/cases/{id}/letters', { id });
  const command = useCommand();
  const letters = live.data?.items ?? [];
  if (letters.length === 0) return null;
  const open = async (letterId: string) => {
    const answer = await command.run<LinkAnswer>('POST /v1/cases/{id}/letters/{letterId}/links', { params: { id, letterId } });
    if (answer) window.location.assign(answer.body.url);
  };
  return (
    <section className="panel" aria-labelledby="letters">
      <h2 id="letters">{t('claims.status.letters')}</h2>
      <ul className="plain-list">
        {letters.map(({ id: letterId, kind, at }) => (
          <li key={letterId}>
            {t(`claims.status.letter.${kind}`, { at: moment(at) })}{' '}
            <button type="button" className="link-button" disabled={command.busy} onClick={() => void open(letterId)}>
              {t('papers.download')}
              <span className="visually-hidden"> {t(`claims.status.letter.${kind}`, { at: moment(at) })}</span>
            </button>
          </li>
        ))}
      </ul>
      <Refusal failure={command.failure} />
    </section>
  );
}
