import { useState } from 'react';
import type { ClaimCheck } from '../../../shared/contracts/claims.ts';
import { WaitingButton } from '../account/submit-button.tsx';
import { useWords } from '../words/use-words.ts';
import type { DraftKeeper, Interest, KeeperState } from './draft-keeper.ts';

const ACCOUNT = /^[\d\s-]{8,40}$/;
const CNAPS = /^\d{12}$/;

/**
 * Another account than that of the profile, or the first there is, for this claim alone. The name on it is always the applicant's own; where
 * there is none yet, there is nothing to go back to.
 */
function OtherAccount({ keeper, first, onDone }: { readonly keeper: DraftKeeper; readonly first: boolean; onDone(): void }) {
  const { t } = useWords();
  const [bankName, setBankName] = useState('');
  const [bankAccount, setBankAccount] = useState('');
  const [cnaps, setCnaps] = useState('');
  const wrong = {
    bankAccount: bankAccount !== '' && !ACCOUNT.test(bankAccount.trim()),
    cnaps: cnaps !== '' && !CNAPS.test(cnaps.trim()),
  };
  const fields = [
    ['bankName', bankName, setBankName],
    ['bankAccount', bankAccount, setBankAccount],
    ['cnaps', cnaps, setCnaps],
  ] as const;
  const good = { bankName: bankName.trim() !== '', bankAccount: ACCOUNT.test(bankAccount.trim()), cnaps: !wrong.cnaps };
  const missing = fields.flatMap(([name]) => (good[name] ? [] : [t(`claims.payee.field.${name}`)]));
  return (
    <fieldset className="plain">
      <legend>{t('claims.payee.other')}</legend>
      {fields.map(([name, value, set]) => (
        <label key={name} className="field">
          <span>{t(`claims.payee.field.${name}`)}</span>
          <input
            type="text"
            autoComplete="off"
            maxLength={60}
            value={value}
            inputMode={name === 'bankName' ? undefined : 'numeric'}
            aria-invalid={name !== 'bankName' && wrong[name]}
            onChange={(event) => set(event.target.value)}
          />
          {name !== 'bankName' && wrong[name] ? <span className="wrong">{t(`claims.payee.wrong.${name}`)}</span> : null}
        </label>
      ))}
      <p className="actions">
        <WaitingButton
          busy={false}
          wants={missing.length === 0 ? undefined : t('submit.wants', { list: missing.join(t('formula.comma')) })}
          onPress={() => {
            if (missing.length > 0) return;
            const payee = { bankName: bankName.trim(), bankAccount: bankAccount.trim(), cnaps: cnaps.trim() || null };
            keeper.change((content) => ({ ...content, payee }));
            void keeper.flush().then((saved) => saved && onDone());
          }}
        >
          {t('claims.payee.use')}
        </WaitingButton>
        {first ? null : (
          <button type="button" className="button button-quiet" onClick={onDone}>
            {t('profile.cancel')}
          </button>
        )}
      </p>
    </fieldset>
  );
}

/** Who on the public side may not decide on this claim, by name: relatives, and those with a stake. */
function Interests({ keeper, interests }: { readonly keeper: DraftKeeper; readonly interests: readonly Interest[] }) {
  const { t } = useWords();
  const [name, setName] = useState('');
  const [relation, setRelation] = useState<Interest['relation']>('relative');
  const set = (next: readonly Interest[]) => keeper.change((content) => ({ ...content, interests: next }));
  return (
    <section aria-labelledby="interests">
      <h3 id="interests">{t('claims.interests.title')}</h3>
      <p className="muted">{t('claims.interests.text')}</p>
      <ul className="plain-list">
        {interests.map((interest) => (
          <li key={`${interest.name} ${interest.relation}`}>
            {t('claims.interests.line', { name: interest.name, relation: t(`claims.interests.relation.${interest.relation}`) })}{' '}
            <button type="button" className="link-button" onClick={() => set(interests.filter((other) => other !== interest))}>
              {t('claims.interests.remove')}
              <span className="visually-hidden"> {interest.name}</span>
            </button>
          </li>
        ))}
      </ul>
      <div className="two-fields">
        <label className="field">
          <span>{t('claims.interests.name')}</span>
          <input type="text" maxLength={100} autoComplete="off" value={name} onChange={(event) => setName(event.target.value)} />
        </label>
        <label className="field">
          <span>{t('claims.interests.how')}</span>
          <select value={relation} onChange={(event) => setRelation(event.target.value as Interest['relation'])}>
            {(['relative', 'holder'] as const).map((one) => (
              <option key={one} value={one}>
                {t(`claims.interests.relation.${one}`)}
              </option>
            ))}
          </select>
        </label>
      </div>
      <WaitingButton
        busy={false}
        className="button button-quiet"
        wants={name.trim() === '' ? t('submit.wants', { list: t('claims.interests.name') }) : undefined}
        onPress={() => {
          if (name.trim() === '') return;
          set([...interests, { name: name.trim(), relation }]);
          setName('');
        }}
      >
        {t('claims.interests.add')}
      </WaitingButton>
    </section>
  );
}

type Props = { readonly keeper: DraftKeeper; readonly state: KeeperState; readonly payee: ClaimCheck['payee'] | undefined };

/** Where the money would go, masked, and whom the case may not be decided by. */
export default function PayeeStep({ keeper, state, payee }: Props) {
  const { t } = useWords();
  const [changing, setChanging] = useState(false);
  const own = state.view.payee !== null;
  return (
    <>
      {payee ? (
        <dl className="pairs">
          {(['holderName', 'bankName', 'bankAccount'] as const).map((name) => (
            <div key={name}>
              <dt>{t(`claims.payee.field.${name}`)}</dt>
              <dd>{payee[name]}</dd>
            </div>
          ))}
        </dl>
      ) : payee === null ? (
        <p className="wrong">{t('claims.payee.none')}</p>
      ) : null}
      {payee === null ? null : <p className="muted">{t(own ? 'claims.payee.ownText' : 'claims.payee.text')}</p>}
      {changing || payee === null ? (
        <OtherAccount keeper={keeper} first={payee === null} onDone={() => setChanging(false)} />
      ) : (
        <p className="actions">
          <button type="button" className="button button-quiet" onClick={() => setChanging(true)}>
            {t('claims.payee.change')}
          </button>
          {own ? (
            <button type="button" className="button button-quiet" onClick={() => keeper.change((content) => ({ ...content, payee: null }))}>
              {t('claims.payee.ofProfile')}
            </button>
          ) : null}
        </p>
      )}
      <Interests keeper={keeper} interests={state.content.interests} />
    </>
  );
}
