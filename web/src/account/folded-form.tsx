import { type ReactNode, useState } from 'react';
import { Refusal } from './notices.tsx';
import { SubmitButton } from './submit-button.tsx';
import { type Command, useCommand } from './use-command.ts';

type Props = {
  /** What the link says, and for a screen reader about whom or what. */
  readonly label: string;
  readonly about: string;
  /** What the button says, and whether everything is there for it. */
  readonly submit: string;
  readonly ready?: boolean;
  /** Sends it. True when it was taken; then the form folds again. */
  act(command: Command): Promise<boolean>;
  readonly children: ReactNode;
};

/** A small form behind a link: it opens where it stands, keeps what was typed while a refusal is read, and folds when it was taken. */
export function FoldedForm({ label, about, submit, ready = true, act, children }: Props) {
  const command = useCommand();
  const [open, setOpen] = useState(false);
  return (
    <div>
      <button type="button" className="link-button" aria-expanded={open} onClick={() => setOpen(!open)}>
        {label}
        <span className="visually-hidden"> {about}</span>
      </button>
      {open ? (
        <form
          className="form"
          onSubmit={(event) => {
            event.preventDefault();
            if (!ready) return;
            void act(command).then((done) => done && setOpen(false));
          }}
        >
          {children}
          <p className="actions">
            <SubmitButton busy={command.busy} ready={ready}>
              {submit}
            </SubmitButton>
          </p>
          <Refusal failure={command.failure} />
        </form>
      ) : null}
    </div>
  );
}
