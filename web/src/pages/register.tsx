import { useId, useState } from 'react';
import { Link } from 'wouter';
import { FOUNDED_KINDS, KIND_NAMES } from '../../../shared/domain/parties/kinds.ts';
import { normaliseCreditCode } from '../../../shared/domain/parties/uscc.ts';
import { AccountPage } from '../account/account-page.tsx';
import { DivisionPicker } from '../account/division-field.tsx';
import { judgeCode } from '../account/judge-code.ts';
import type { Me } from '../account/me.ts';
import { Refusal } from '../account/notices.tsx';
import { useCommand } from '../account/use-command.ts';
import type { RegisterAnswer } from '../account/wire.ts';
import { useWords } from '../words/use-words.ts';
import './check.css';

type Kind = (typeof FOUNDED_KINDS)[number];

function CodeField({ value, onType }: { readonly value: string; onType(text: string): void }) {
  const { t } = useWords();
  const said = useId();
  const [left, setLeft] = useState(false);
  const judged = judgeCode(value);
  const shown = judged === 'short' && !left ? 'counting' : judged;
  return (
    <>
      <label className="field">
        <span>{t('register.uscc')}</span>
        <input
          type="text"
          required
          autoComplete="off"
          autoCapitalize="characters"
          spellCheck={false}
          maxLength={40}
          value={value}
          aria-describedby={said}
          aria-invalid={shown === 'malformed' || shown === 'short'}
          onBlur={() => setLeft(true)}
          onChange={(event) => onType(event.target.value)}
        />
      </label>
      <p
        id={said}
        role="status"
        className={shown === 'right' ? 'outcome outcome-met' : shown === 'malformed' || shown === 'short' ? 'wrong' : 'muted'}
      >
        {t(`register.code.${shown}`, { count: normaliseCreditCode(value).length })}
      </p>
    </>
  );
}

function Registered({ answer }: { readonly answer: RegisterAnswer }) {
  const { t, of } = useWords();
  const { organisation, warnings } = answer;
  return (
    <div className="state" role="status">
      <p className="state-title">{t('register.done', { name: organisation.name })}</p>
      {warnings.map((warning) => (
        <p key={warning.code} className="outcome outcome-unknown">
          {of(warning.detail)}
        </p>
      ))}
      <p>{t('register.next')}</p>
      <Link className="button" href={`/companies/${organisation.id}/profile`}>
        {t('register.toProfile')}
      </Link>
    </div>
  );
}

function RegisterForm({ me, onDone }: { readonly me: Me; onDone(answer: RegisterAnswer): void }) {
  const { t, of } = useWords();
  const command = useCommand();
  const alone = me.organisations.some(({ kind }) => kind === 'individual');
  const kinds = FOUNDED_KINDS.filter((kind) => kind !== 'individual' || !alone);
  const [kind, setKind] = useState<Kind>('company');
  const [name, setName] = useState('');
  const [uscc, setUscc] = useState('');
  const [divisionCode, setDivisionCode] = useState('');
  const person = kind === 'individual';
  const judged = judgeCode(uscc);
  const ready = divisionCode !== '' && (person || (name.trim().length >= 2 && (judged === 'right' || judged === 'doubtful')));
  const send = async () => {
    const answer = await command.run<RegisterAnswer>('POST /v1/organisations', {
      body: person ? { kind, divisionCode } : { kind, name: name.trim(), uscc, divisionCode },
    });
    if (answer) onDone(answer.body);
  };
  return (
    <form
      className="panel form"
      onSubmit={(event) => {
        event.preventDefault();
        if (ready) void send();
      }}
    >
      <fieldset className="plain">
        <legend>{t('register.kind')}</legend>
        {kinds.map((option) => (
          <label key={option} className="tick">
            <input type="radio" name="kind" checked={kind === option} onChange={() => setKind(option)} />
            <span>{option === 'individual' ? t('register.ownName', { name: me.person.name }) : of(KIND_NAMES[option])}</span>
          </label>
        ))}
      </fieldset>
      {person ? null : (
        <>
          <label className="field">
            <span>{t('register.name')}</span>
            <input type="text" required minLength={2} maxLength={100} value={name} onChange={(event) => setName(event.target.value)} />
          </label>
          <CodeField value={uscc} onType={setUscc} />
        </>
      )}
      <fieldset className="plain">
        <legend>{t(person ? 'register.whereLiving' : 'register.where')}</legend>
        <DivisionPicker value={divisionCode} onPick={setDivisionCode} />
      </fieldset>
      <p className="muted">{t('register.meaning')}</p>
      <p className="actions">
        <button type="submit" className="button" disabled={!ready || command.busy}>
          {t('register.send')}
        </button>
      </p>
      <Refusal failure={command.failure} />
    </form>
  );
}

/** Found an organisation one applies for, or apply in one's own name. */
export default function RegisterPage() {
  const { t } = useWords();
  const [answer, setAnswer] = useState<RegisterAnswer>();
  return (
    <AccountPage title={t('register.title')} lead={t('register.lead')}>
      {(me) => (answer ? <Registered answer={answer} /> : <RegisterForm me={me} onDone={setAnswer} />)}
    </AccountPage>
  );
}
