import type * as z from 'zod/mini';
import type { letterList } from '../../../shared/contracts/case-letters.ts';
import { Refusal } from '../account/notices.tsx';
import { useCommand } from '../account/use-command.ts';
import { useLive } from '../account/use-live.ts';
import type { LinkAnswer } from '../account/wire.ts';
import { useWords } from '../words/use-words.ts';

/** What the office wrote to the specialist about this case, as PDF. Nothing where nothing was written yet. */
export function MyLetters({ caseId }: { readonly caseId: string }) {
  const { t, moment } = useWords();
  const live = useLive<z.infer<typeof letterList>>('GET /v1/cases/{id}/opinion/letters', { id: caseId });
  const command = useCommand();
  const letters = live.data?.items ?? [];
  if (letters.length === 0) return null;
  const open = async (documentId: string) => {
    const params = { id: caseId, documentId };
    const answer = await command.run<LinkAnswer>('POST /v1/cases/{id}/opinion/papers/{documentId}/links', { params });
    if (answer) window.location.assign(answer.body.url);
  };
  return (
    <section className="panel" aria-labelledby="my-letters">
      <h2 id="my-letters">{t('opinions.letters')}</h2>
      <ul className="plain-list">
        {letters.map(({ id, kind, at }) => (
          <li key={id}>
            {t(`opinions.letter.${kind}`)} <span className="muted">{moment(at)}</span>{' '}
            <button type="button" className="link-button" disabled={command.busy} onClick={() => void open(id)}>
              {t('desk.paper.open')}
              <span className="visually-hidden"> {t(`opinions.letter.${kind}`)}</span>
            </button>
          </li>
        ))}
      </ul>
      <Refusal failure={command.failure} />
    </section>
  );
}
