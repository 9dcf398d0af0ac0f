import { useState } from 'react';
import { signInAddress } from '../account/address.ts';
import type { Me } from '../account/me.ts';
import { Loaded, Refusal } from '../account/notices.tsx';
import { SubmitButton } from '../account/submit-button.tsx';
import { useCommand } from '../account/use-command.ts';
import { useFocusOnChange } from '../account/use-focus-on-change.ts';
import { useLive } from '../account/use-live.ts';
import type { Notice, ObjectionAnswer } from '../desk/wire.ts';
import { useWords } from '../words/use-words.ts';

type Props = { readonly notice: Notice; onFiled(notice: Notice): void };

function Form({ notice, name, onFiled }: Props & { readonly name: string }) {
  const { t } = useWords();
  const command = useCommand();
  const [contact, setContact] = useState('');
  const [text, setText] = useState('');
  const ready = contact.trim() !== '' && text.trim() !== '';
  const send = async () => {
    if (!ready) return;
    const answer = await command.run<ObjectionAnswer>('POST /v1/notices/{id}/objections', {
      params: { id: notice.id },
      body: { contact: contact.trim(), text: text.trim() },
    });
    if (answer) onFiled(answer.body.notice);
  };
  return (
    <form
      className="form"
      onSubmit={(event) => {
        event.preventDefault();
        void send();
      }}
    >
      <p>{t('notices.object.as', { name })}</p>
      <label className="field">
        <span>{t('notices.object.contact')}</span>
        <input type="text" required maxLength={100} value={contact} onChange={(event) => setContact(event.target.value)} />
      </label>
      <label className="field">
        <span>{t('notices.object.text')}</span>
        <textarea required rows={5} maxLength={2000} value={text} onChange={(event) => setText(event.target.value)} />
      </label>
      <p className="actions">
        <SubmitButton busy={command.busy} ready={ready}>
          {t('notices.object.send')}
        </SubmitButton>
      </p>
      <Refusal failure={command.failure} />
    </form>
  );
}

/** Who one is, is asked only when somebody wants to object. */
function Signed(props: Props) {
  const { t } = useWords();
  const live = useLive<Me>('GET /v1/me');
  if (live.failure?.kind === 'signed-out')
    return (
      <p className="actions">
        <a className="button" href={signInAddress(`/notices/${props.notice.id}`)}>
          {t('notices.object.signIn')}
        </a>
      </p>
    );
  return (
    <Loaded live={live} rows={2}>
      {(me) => <Form {...props} name={me.person.name} />}
    </Loaded>
  );
}

/** An objection in one's real name, with what becomes of the name said before anything is asked. */
export function ObjectionForm(props: Props) {
  const { t } = useWords();
  const [open, setOpen] = useState(false);
  const heading = useFocusOnChange(open);
  if (props.notice.status === 'over' || props.notice.status === 'dropped') return <p>{t('notices.object.closed')}</p>;
  return (
    <section className="panel" aria-labelledby="object">
      <h2 id="object" ref={heading} tabIndex={-1}>
        {t('notices.object.title')}
      </h2>
      <p>{t('notices.object.meaning')}</p>
      {open ? (
        <Signed
          {...props}
          onFiled={(notice) => {
            setOpen(false);
            props.onFiled(notice);
          }}
        />
      ) : (
        <p className="actions">
          <button type="button" className="button" onClick={() => setOpen(true)}>
            {t('notices.object.open')}
          </button>
        </p>
      )}
    </section>
  );
}
