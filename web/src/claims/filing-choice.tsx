import { Link } from 'wouter';
import { useWords } from '../words/use-words.ts';
import { valueAt, withValue } from './claim-paths.ts';
import { useDesk } from './desk-of-claim.ts';

type Props = { readonly pointer: string; readonly id: string; readonly describedBy: string; readonly wrong: boolean };

/** Which event on file the claim is about: choosing it fills in its category and its day. */
export function FilingChoice({ pointer, id, describedBy, wrong }: Props) {
  const { t, day } = useWords();
  const { claim, filings, place, put } = useDesk();
  const value = valueAt(claim, pointer);
  const choose = (filingId: string) => {
    const filing = filings.find((one) => one.id === filingId);
    if (!filing) return put(pointer, undefined);
    const fill = { filingId, category: claim.category ?? filing.category, heldOn: claim.heldOn ?? filing.plannedOn };
    put(
      '',
      Object.entries(fill).reduce((next, [key, entry]) => withValue(next, `/${key}`, entry), claim),
    );
  };
  return (
    <>
      <select
        id={id}
        value={typeof value === 'string' ? value : ''}
        aria-describedby={describedBy}
        aria-invalid={wrong}
        onChange={(event) => choose(event.target.value)}
      >
        <option value="">{t(filings.length === 0 ? 'claims.filing.none' : 'check.pick')}</option>
        {filings.map((filing) => (
          <option key={filing.id} value={filing.id}>
            {t('claims.filing.option', { title: filing.title, day: day(filing.plannedOn) })}
          </option>
        ))}
      </select>
      <p>
        <Link {...(filings.length === 0 && { className: 'button' })} href={`/claims/filings?as=${place.id}`}>
          {t(filings.length === 0 ? 'claims.filing.fileOne' : 'claims.filing.toFilings')}
        </Link>
      </p>
    </>
  );
}
