import { useState } from 'react';
import type * as z from 'zod/mini';
import type { revealedParticular } from '../../../shared/contracts/companies.ts';
import type { Particulars as ParticularsRecord } from '../../../shared/domain/parties/records.ts';
import { FoldedForm } from '../account/folded-form.tsx';
import { Refusal } from '../account/notices.tsx';
import { type Command, useCommand } from '../account/use-command.ts';
import { useWords } from '../words/use-words.ts';

/** As the API shows them: masked. */
export type Masked = ParticularsRecord;
type Name = keyof Masked;

const NAMES = [
  'contactName',
  'contactPhone',
  'legalRepresentative',
  'legalRepresentativeId',
  'bankName',
  'bankAccount',
] as const satisfies Name[];
/** What is shown masked, so that there is something to reveal. */
const MASKED: ReadonlySet<Name> = new Set(['contactPhone', 'legalRepresentativeId', 'bankAccount']);

/** Shows one particular in clear, once a reason is given; both are on record. */
function Reveal({ companyId, name }: { readonly companyId: string; readonly name: Name }) {
  const { t } = useWords();
  const [reason, setReason] = useState('');
  const [value, setValue] = useState<string | null>();
  const reveal = async (command: Command) => {
    const answer = await command.run<z.infer<typeof revealedParticular>>('POST /v1/companies/{id}/particulars/reveal', {
      params: { id: companyId },
      body: { field: name, reason: reason.trim() },
    });
    if (answer) setValue(answer.body.value);
    return answer !== undefined;
  };
  if (value !== undefined) {
    return (
      <p role="status">
        <strong className="in-clear">{value ?? t('profile.missing')}</strong>{' '}
        <button
          type="button"
          className="link-button"
          onClick={() => {
            setValue(undefined);
            setReason('');
          }}
        >
          {t('particulars.hide')}
        </button>
      </p>
    );
  }
  return (
    <FoldedForm
      label={t('particulars.reveal')}
      about={t(`particular.${name}`)}
      submit={t('particulars.show')}
      ready={reason.trim() !== ''}
      act={reveal}
    >
      <label className="field">
        <span>{t('particulars.reason')}</span>
        <input type="text" required maxLength={200} value={reason} onChange={(event) => setReason(event.target.value)} />
      </label>
      <p className="muted">{t('particulars.onRecord')}</p>
    </FoldedForm>
  );
}

type FormProps = {
  readonly companyId: string;
  readonly masked: Masked;
  readonly etag: string;
  onDone(): void;
  onCancel(): void;
  onStale(): void;
};

/** All particulars anew: what is left empty stays, what is ticked goes. */
function ParticularsForm({ companyId, masked, etag, onDone, onCancel, onStale }: FormProps) {
  const { t } = useWords();
  const command = useCommand();
  const [values, setValues] = useState<Partial<Record<Name, string>>>({});
  const [gone, setGone] = useState<ReadonlySet<Name>>(new Set());
  const told = NAMES.map((name): [Name, string | null | undefined] => [name, gone.has(name) ? null : values[name]?.trim() || undefined]);
  const body = Object.fromEntries(told.filter(([, value]) => value !== undefined));
  const save = async () => {
    const done = await command.run('PATCH /v1/companies/{id}/particulars', { params: { id: companyId }, body, etag, onStale });
    if (done) onDone();
  };
  return (
    <form
      className="form"
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
    >
      <p className="muted">{t('particulars.emptyStays')}</p>
      {NAMES.map((name) => (
        <div key={name} className="particular">
          <label className="field">
            <span>{t(`particular.${name}`)}</span>
            <input
              type={name === 'contactPhone' ? 'tel' : 'text'}
              autoComplete="off"
              placeholder={masked[name] ?? ''}
              disabled={gone.has(name)}
              value={values[name] ?? ''}
              onChange={(event) => setValues({ ...values, [name]: event.target.value })}
            />
          </label>
          {masked[name] === null ? null : (
            <label className="tick">
              <input
                type="checkbox"
                checked={gone.has(name)}
                onChange={(event) => setGone(new Set(event.target.checked ? [...gone, name] : [...gone].filter((entry) => entry !== name)))}
              />
              <span>{t('particulars.remove', { name: t(`particular.${name}`) })}</span>
            </label>
          )}
        </div>
      ))}
      <p className="actions">
        <button type="submit" className="button" disabled={command.busy || Object.keys(body).length === 0}>
          {t('particulars.save')}
        </button>
        <button type="button" className="button button-quiet" onClick={onCancel}>
          {t('profile.cancel')}
        </button>
      </p>
      <Refusal failure={command.failure} />
    </form>
  );
}

type Props = {
  readonly companyId: string;
  readonly masked: Masked;
  readonly etag: string;
  readonly mayChange: boolean;
  readonly mayReveal: boolean;
  onChanged(text: string): void;
  onStale(): void;
};

/** Contact, legal representative and account: masked wherever they are shown. */
export function Particulars({ companyId, masked, etag, mayChange, mayReveal, onChanged, onStale }: Props) {
  const { t } = useWords();
  const [editing, setEditing] = useState(false);
  return (
    <section className="panel topic" aria-labelledby="particulars">
      <h2 id="particulars">{t('particulars.title')}</h2>
      <p className="muted">{t('particulars.text')}</p>
      {editing ? (
        <ParticularsForm
          companyId={companyId}
          masked={masked}
          etag={etag}
          onDone={() => {
            setEditing(false);
            onChanged(t('particulars.saved'));
          }}
          onCancel={() => setEditing(false)}
          onStale={onStale}
        />
      ) : (
        <>
          <dl className="pairs">
            {NAMES.map((name) => (
              <div key={name}>
                <dt>{t(`particular.${name}`)}</dt>
                <dd>
                  {masked[name] ?? <span className="muted">{t('particulars.none')}</span>}
                  {masked[name] !== null && MASKED.has(name) && mayReveal ? <Reveal companyId={companyId} name={name} /> : null}
                </dd>
              </div>
            ))}
          </dl>
          {mayChange ? (
            <p>
              <button type="button" className="button button-quiet" onClick={() => setEditing(true)}>
                {t('particulars.edit')}
              </button>
            </p>
          ) : null}
        </>
      )}
    </section>
  );
}
