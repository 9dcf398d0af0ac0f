import type * as z from 'zod/mini';
import type { letterList } from '../../../shared/contracts/case-letters.ts';
import { useLive } from '../account/use-live.ts';
import type { EvidencePaper } from '../evidence/context.ts';
import { Evidence, OpenPaper } from '../evidence/evidence.tsx';
import { useWords } from '../words/use-words.ts';

type LetterList = z.infer<typeof letterList>;

const PDF = { mediaType: 'application/pdf' };

/** What the office sent about the case: receipt, decision, notice of payment and of what must come back, to be kept as PDF. Nothing where none was written yet. */
export default function CaseLetters({ id }: { readonly id: string }) {
  const { t, moment } = useWords();
  const live = useLive<LetterList>('GET /v1/cases/{id}/letters', { id });
  const letters = live.data?.items ?? [];
  if (letters.length === 0) return null;
  const papers = letters.map(
    ({ id: letterId, kind, at }): EvidencePaper => ({
      id: letterId,
      title: t(`claims.status.letter.${kind}`, { at: moment(at) }),
      route: 'POST /v1/cases/{id}/letters/{letterId}/links',
      params: { id, letterId },
      file: PDF,
    }),
  );
  const chainHash = letters.at(-1)?.chainHash;
  return (
    <Evidence papers={papers}>
      <section className="panel" aria-labelledby="letters">
        <h2 id="letters">{t('claims.status.letters')}</h2>
        <ul className="plain-list">
          {papers.map((paper) => (
            <li key={paper.id}>
              {paper.title} <OpenPaper paper={paper} label={t('papers.open')} />
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
      </section>
    </Evidence>
  );
}
