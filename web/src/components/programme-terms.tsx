import { TERM_WORDS } from '../../../shared/domain/cases/terms/term-words.ts';
import type { ProgrammeAnswer, TermInWords } from '../api/types.ts';
import { useWords } from '../words/use-words.ts';
import { Mark } from './badges.tsx';

function Terms({ terms }: { readonly terms: readonly TermInWords[] }) {
  const { of } = useWords();
  return (
    <ul className="plain-list">
      {terms.map(({ text, confidence }) => (
        <li key={text.zh}>
          {of(text)} <Mark confidence={confidence} />
        </li>
      ))}
    </ul>
  );
}

const from = (terms: readonly TermInWords[], ...whose: readonly TermInWords['from'][]) => terms.filter((one) => whose.includes(one.from));

/** One office: what it says itself, what the template it adopted says, and what is usual for all the rest. */
function OfOffice({ office, terms }: { readonly office: string; readonly terms: readonly TermInWords[] }) {
  const { of } = useWords();
  const said = [
    ['own', from(terms, 'own')],
    ['template', from(terms, 'template')],
    ['usual', from(terms, 'usual')],
  ] as const;
  return (
    <>
      <h3>{office}</h3>
      {said.map(([whose, some]) =>
        some.length === 0 ? null : (
          <div key={whose}>
            <p className="muted">{of(TERM_WORDS[whose])}</p>
            <Terms terms={some} />
          </div>
        ),
      )}
    </>
  );
}

/** How cases are handled: by each county that adopted a template, else by who issues the programme. Counties without terms of their own stand together. */
export function HandlingTerms({ answer }: { readonly answer: ProgrammeAnswer }) {
  const { t, of } = useWords();
  const { adoptedBy, terms, programme } = answer;
  const offices = adoptedBy.length > 0 ? adoptedBy : terms.length > 0 ? [{ issuer: programme.issuer, terms }] : [];
  const plain = offices.filter((one) => from(one.terms, 'own', 'template').length === 0);
  const speaking = offices.filter((one) => !plain.includes(one));
  const [usual] = plain;
  if (offices.length === 0) return null;
  return (
    <section aria-labelledby="terms">
      <h2 id="terms">{of(TERM_WORDS.title)}</h2>
      {speaking.map((one) => (
        <OfOffice key={of(one.issuer)} office={of(one.issuer)} terms={one.terms} />
      ))}
      {usual ? (
        <>
          <h3>{plain.map(({ issuer }) => of(issuer)).join(t('formula.comma'))}</h3>
          <p className="muted">{of(TERM_WORDS.none)}</p>
          <Terms terms={usual.terms} />
        </>
      ) : null}
    </section>
  );
}
