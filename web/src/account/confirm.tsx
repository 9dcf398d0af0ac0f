import { type ReactNode, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Refusal } from './notices.tsx';
import { type Command, useCommand } from './use-command.ts';

type Props = {
  /** What the button says, and for a screen reader about whom or what. */
  readonly label: string;
  readonly about?: string;
  /** What will come of it, said before it is done. */
  readonly children: ReactNode;
  readonly sure: string;
  /** Does it. True when it was done. */
  act(command: Command): Promise<boolean>;
};

/** For what cannot be taken back: one press says what it means, a second one does it. */
export function Confirmed({ label, about, children, sure, act }: Props) {
  const { t } = useTranslation();
  const command = useCommand();
  const [asking, setAsking] = useState(false);
  const question = useRef<HTMLFieldSetElement>(null);
  const opener = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (asking) question.current?.focus();
  }, [asking]);
  const close = () => {
    setAsking(false);
    command.clear();
    opener.current?.focus();
  };
  return (
    <div className="confirmed">
      <button
        type="button"
        ref={opener}
        className="link-button"
        aria-expanded={asking}
        onClick={() => (asking ? close() : setAsking(true))}
      >
        {label}
        {about ? <span className="visually-hidden"> {about}</span> : null}
      </button>
      {asking ? (
        <fieldset className="note confirm" ref={question} tabIndex={-1} aria-label={`${label} ${about ?? ''}`.trim()}>
          {children}
          <p className="actions">
            <button
              type="button"
              className="button button-grave"
              disabled={command.busy}
              onClick={() => void act(command).then((done) => done && setAsking(false))}
            >
              {sure}
            </button>
            <button type="button" className="button button-quiet" onClick={close}>
              {t('confirm.keep')}
            </button>
          </p>
          <Refusal failure={command.failure} />
        </fieldset>
      ) : null}
    </div>
  );
}
