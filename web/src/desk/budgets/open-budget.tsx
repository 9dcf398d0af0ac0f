import { useState } from 'react';
import { openingYears } from '../../../../shared/domain/ledger/check-opening.ts';
import { FoldedForm } from '../../account/folded-form.tsx';
import type { Command } from '../../account/use-command.ts';
import { fenOf } from '../../papers/fen-of.ts';
import { useWords } from '../../words/use-words.ts';
import { ReasonField } from '../reason-field.tsx';
import { AmountField } from './amount-field.tsx';
import type { BudgetNames } from './names.ts';

type Props = { readonly names: BudgetNames /** The fiscal year of today. */; readonly year: number; onDone(said: string): void };

/** Proposes to open a budget of the bureau, or the part of it for a community; a second natural person of the bureau confirms. */
export default function OpenBudget({ names, year: thisYear, onDone }: Props) {
  const { t } = useWords();
  const [programmeId, setProgramme] = useState('');
  const [year, setYear] = useState(thisYear);
  const [communityId, setCommunity] = useState('');
  const [amount, setAmount] = useState('');
  const [reason, setReason] = useState('');
  const amountFen = fenOf(amount);
  const programmes = names.programmesOf(year);
  const act = async (command: Command) => {
    const body = { programmeId, fiscalYear: year, communityId: communityId || null, amountFen, reason };
    const done = await command.run('POST /v1/budgets', { body });
    if (done) onDone(t('desk.change.proposed'));
    return done !== undefined;
  };
  const ready = programmes.some(({ id }) => id === programmeId) && amountFen !== undefined && reason.trim() !== '';
  return (
    <section className="panel" aria-labelledby="open-budget">
      <h2 id="open-budget">{t('desk.change.openTitle')}</h2>
      <p>{t('desk.change.openText')}</p>
      <FoldedForm label={t('desk.change.open')} about="" submit={t('desk.change.propose')} ready={ready} act={act}>
        <label className="field">
          <span>{t('desk.change.year')}</span>
          <select value={year} onChange={(event) => setYear(Number(event.target.value))}>
            {openingYears(thisYear).map((one) => (
              <option key={one} value={one}>
                {t('desk.budgets.year', { year: one })}
              </option>
            ))}
          </select>
        </label>
        <label className="field">
          <span>{t('desk.change.programme')}</span>
          <select required value={programmeId} onChange={(event) => setProgramme(event.target.value)}>
            <option value="">{t('desk.step.whichColleague')}</option>
            {programmes.map(({ id, name }) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
          </select>
        </label>
        <label className="field">
          <span>{t('desk.change.part')}</span>
          <select value={communityId} onChange={(event) => setCommunity(event.target.value)}>
            <option value="">{names.part(null)}</option>
            {names.communities.map(({ id, name }) => (
              <option key={id} value={id}>
                {t('desk.change.partOf', { community: name })}
              </option>
            ))}
          </select>
        </label>
        {communityId === '' ? null : <p className="note">{t('desk.change.partHint')}</p>}
        <AmountField value={amount} onChange={setAmount} />
        <ReasonField value={reason} onChange={setReason} />
      </FoldedForm>
    </section>
  );
}
