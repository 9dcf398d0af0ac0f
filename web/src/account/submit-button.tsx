import { type ReactNode, type Ref, useEffect, useId, useRef, useState } from 'react';
import { useWords } from '../words/use-words.ts';

type ButtonProps = {
  readonly busy: boolean;
  /** What has to be there first, in words; undefined: nothing. */
  readonly wants: string | undefined;
  readonly className?: string;
  readonly type?: 'button' | 'submit';
  readonly ref?: Ref<HTMLButtonElement>;
  /** Pressed with everything there. */
  onPress?(): void;
  /** Pressed too early. */
  onEarly?(): void;
  readonly children: ReactNode;
};

/** A button that says beside itself what it waits for. Until then it does nothing, and can be reached and read all the same. */
export function WaitingButton({ busy, wants, className = 'button', type = 'button', ref, onPress, onEarly, children }: ButtonProps) {
  const id = useId();
  const waits = wants !== undefined;
  return (
    <>
      <button
        ref={ref}
        type={type}
        className={className}
        disabled={busy}
        {...(waits && { 'aria-disabled': true, 'aria-describedby': id })}
        onClick={(event) => {
          if (!waits) return onPress?.();
          event.preventDefault();
          onEarly?.();
        }}
      >
        {children}
      </button>
      {waits ? (
        <span id={id} className="muted wants">
          {wants}
        </span>
      ) : null}
    </>
  );
}

type Field = HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement;
/** A choice among several says by `data-asks` that nothing is chosen yet. */
const CHOICE = '[data-asks]';

const isOpen = (element: HTMLElement): boolean => {
  if (element.matches(CHOICE)) return true;
  const { required, value } = element as Field;
  return (required && value.trim() === '') || element.getAttribute('aria-invalid') === 'true';
};
const openFields = (form: HTMLFormElement | null | undefined): HTMLElement[] =>
  [...(form?.querySelectorAll<HTMLElement>(`input, select, textarea, ${CHOICE}`) ?? [])].filter(isOpen);
/** As its label calls it. */
const nameOf = (element: HTMLElement): string =>
  element.dataset.asks ?? (element as Field).labels?.[0]?.querySelector('span')?.textContent ?? '';

type Props = Pick<ButtonProps, 'busy' | 'className' | 'children'> & { readonly ready: boolean };

/** Sends a form. Until that can be, the fields that are still asked for stand beside it by their names, and pressing leads to the first. */
export function SubmitButton({ busy, ready, className, children }: Props) {
  const { t } = useWords();
  const button = useRef<HTMLButtonElement>(null);
  const [names, setNames] = useState('');
  // After each drawing: what is typed is in the fields themselves.
  useEffect(() => setNames([...new Set(openFields(button.current?.form).map(nameOf))].filter(Boolean).join(t('formula.comma'))));
  const lead = () => {
    const [first] = openFields(button.current?.form);
    (first?.matches(CHOICE) ? first.querySelector<HTMLElement>('input, select, button') : first)?.focus();
  };
  return (
    <WaitingButton
      ref={button}
      type="submit"
      busy={busy}
      {...(className !== undefined && { className })}
      wants={ready ? undefined : names === '' ? t('submit.check') : t('submit.wants', { list: names })}
      onEarly={lead}
    >
      {children}
    </WaitingButton>
  );
}
