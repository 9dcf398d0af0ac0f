import { useWords } from '../words/use-words.ts';
import { nameOfEvent } from './step-table.ts';

/** What a step is called: as the table of the machine has it; handling has words of its own. */
export function useStepName(): (event: string) => string {
  const { t, of } = useWords();
  return (event) => {
    const name = nameOfEvent(event);
    return name ? of(name) : t(`desk.handling.${event}`, { defaultValue: event });
  };
}
