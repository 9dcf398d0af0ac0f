import type * as z from 'zod/mini';
import type { letterList } from '../../../shared/contracts/case-letters.ts';
import { useLive } from '../account/use-live.ts';
import type { EvidencePaper } from '../evidence/context.ts';
import { OpenPaper } from '../evidence/evidence.tsx';
import { useWords } from '../words/use-words.ts';

/** What the office wrote to the specialist about this case, as PDF. Nothing where nothing was written yet. */
export function MyLetters({ caseId }: { readonly caseId: string }) {
  const { t, moment } = useWords();
  const live = useLive<z.infer<typeof letterList>>('GET /v1/cases/{id}/opinion/letters', { id: caseId });
  const letters = live.data?.items ?? [];
  if (letters.length === 0) return null;
  const paperOf = ({ id, kind }: (typeof letters)[number]): EvidencePaper => ({
    id,
    title: t(`opinions.letter.${kind}`),
    route: 'POST /v1/cases/{id}/opinion/papers/{documentId}/links',
    params: { id: caseId, documentId: id },
    file: { mediaType: 'application/pdf' },
  });
  return (
    <section className="panel" aria-labelledby="my-letters">
      <h2 id="my-letters">{t('opinions.letters')}</h2>
      <ul className="plain-list">
        {letters.map((letter) => (
          <li key={letter.id}>
            {t(`opinions.letter.${letter.kind}`)} <span className="muted">{moment(letter.at)}</span>{' '}
            <OpenPaper paper={paperOf(letter)} label={t('desk.paper.open')} />
          </li>
        ))}
      </ul>
    </section>
  );
}
