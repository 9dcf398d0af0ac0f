import type { JournalRows } from '../../../shared/store/journal-rows.ts';
import type { Signer } from '../../../shared/store/kms-signer.ts';
import type { LockedStore } from '../../../shared/store/locked-store.ts';
import type { SealStore } from '../../../shared/store/seal-store.ts';

export interface SealerPorts {
  readonly seals: SealStore;
  readonly rows: JournalRows;
  readonly locked: Pick<LockedStore, 'listCopies' | 'oldestCopy' | 'readCopy' | 'keepLeaves' | 'readLeaves' | 'keepSeal'>;
  readonly signer: Signer;
  readonly now: () => Date;
}
