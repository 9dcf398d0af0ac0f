import type { OnSchedule } from '../../shared/runtime/schedule-stack.ts';
import { checkJournal } from './use-cases/check-journal.ts';
import type { SealerPorts } from './use-cases/ports.ts';
import { sealWindow } from './use-cases/seal-window.ts';

/** Seals what was written since the last seal, then compares journal and copies: of what was sealed now, and of some older windows in turn. */
export const createOnSchedule =
  (ports: SealerPorts): OnSchedule =>
  async () => {
    const seal = await sealWindow(ports);
    const { compared, found } = await checkJournal(ports, seal);
    return { Seals: seal ? 1 : 0, SealedEntries: seal?.count ?? 0, ComparedEntries: compared, JournalDifferences: found };
  };
