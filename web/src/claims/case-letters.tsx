import type * as z from 'zod/mini';
import type { letterList } from '../../../shared/contracts/case-letters.ts';
import { Refusal } from '../account/notices.tsx';
import { useCommand } from '../account/use-command.ts';
import { useLive } from '../account/use-live.ts';
import type { LinkAnswer } from '../account/wire.ts';
import { useWords } from '../words/use-words.ts';

type LetterList = z.infer<typeof letterList>;

/** What the office sent about the case: receipt, decision, notice of payment and of what must come back, to be kept as PDF. Nothing where none was written yet. */
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
  const chainHash = letters.at(-1)?.chainHash;
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
      {chainHash ? (
        <details>
          <summary>{t('claims.status.chainHash')}</summary>
          <p>
            <code className="hash">{chainHash}</code>
          </p>
          <p className="muted">{t('claims.status.chainHashText')}</p>
        </details>
      ) : null}
      <Refusal failure={command.failure} />
    </section>
  );
}
