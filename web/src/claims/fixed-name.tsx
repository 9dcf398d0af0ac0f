import { useEffect } from 'react';

type Props = {
  readonly id: string;
  readonly name: string;
  readonly value: unknown;
  readonly describedBy: string;
  onAnswer(value: string): void;
};

/** A name that is known and nobody types: shown where it would be asked, and sent with the claim. */
export function FixedName({ id, name, value, describedBy, onAnswer }: Props) {
  // biome-ignore lint/correctness/useExhaustiveDependencies: whatever else stood there gives way once; the answer is the name.
  useEffect(() => {
    if (value !== name) onAnswer(name);
  }, [value, name]);
  return <input id={id} type="text" readOnly value={name} aria-describedby={describedBy} />;
}
