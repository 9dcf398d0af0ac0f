import { useWords } from '../words/use-words.ts';
import { useCase } from './case-context.ts';

type Props = {
  readonly legend: string;
  /** The papers that may be chosen. */
  readonly ids: readonly string[];
  readonly chosen: readonly string[];
  /** Nothing shows it yet, and something has to. */
  readonly bare: boolean;
  onChange(chosen: readonly string[]): void;
};

/** Papers of the case that show something, chosen by their titles. */
export function PaperTicks({ legend, ids, chosen, bare, onChange }: Props) {
  const { t } = useWords();
  const { papers } = useCase();
  return (
    <fieldset className="plain ticks" data-asks={bare ? legend : undefined}>
      <legend>{legend}</legend>
      {ids.map((id) => (
        <label key={id} className="tick">
          <input
            type="checkbox"
            checked={chosen.includes(id)}
            onChange={(event) => onChange(event.target.checked ? [...chosen, id] : chosen.filter((other) => other !== id))}
          />
          <span>{papers?.get(id)?.title ?? t('desk.paper.named', { id })}</span>
        </label>
      ))}
    </fieldset>
  );
}
