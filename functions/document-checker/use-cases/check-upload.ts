import { createHash } from 'node:crypto';
import type { Document, Rejection } from '../../../shared/domain/documents/document.ts';
import { MAX_FILE_BYTES } from '../../../shared/domain/documents/file-kinds.ts';
import { ownerOf, vaultKey } from '../../../shared/domain/documents/object-keys.ts';
import type { Committer } from '../../../shared/store/commit.ts';
import { type DocumentStore, putDocument } from '../../../shared/store/document-store.ts';
import type { ObjectStore } from '../../../shared/store/object-store.ts';
import type { OrganisationReader } from '../../../shared/store/organisation-store.ts';
import { checkFile } from './check-file.ts';

export interface CheckerPorts {
  readonly organisations: OrganisationReader;
  readonly documents: Pick<DocumentStore, 'beginCheck'>;
  readonly committer: Committer;
  readonly objects: Pick<ObjectStore, 'readUpload' | 'keep' | 'removeUpload'>;
  readonly now: () => Date;
}

/** How often a finding is decided anew because the paper or the chain moved; then the message comes again. */
const MOST_ROUNDS = 5;

interface Finding {
  readonly rejections: readonly Rejection[];
  readonly sizeBytes: number;
  /** Null where there was nothing to look at. */
  readonly sha256: string | null;
}

/** The paper after its check; pure. */
const decide = (document: Document, { rejections, sizeBytes, sha256 }: Finding, at: string): Document => ({
  ...document,
  status: rejections.length === 0 ? 'clean' : 'rejected',
  rejections: [...rejections],
  sizeBytes,
  sha256,
  checkedAt: at,
  version: document.version + 1,
});

async function look({ objects }: CheckerPorts, document: Document, key: string): Promise<Finding> {
  const bytes = await objects.readUpload(key, MAX_FILE_BYTES);
  // Here once and gone: the quarantine forgets what nobody checked for a day.
  if (!bytes) return { rejections: ['damaged'], sizeBytes: 0, sha256: null };
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  const rejections = await checkFile({ fileName: document.fileName, mediaType: document.mediaType, bytes });
  if (rejections.length === 0) await objects.keep(vaultKey(document, sha256), bytes, document.mediaType, sha256);
  return { rejections, sizeBytes: bytes.length, sha256 };
}

/** Writes a finding down with one audit entry. False when the paper moved meanwhile and must be looked at anew. */
async function commit({ organisations, committer }: CheckerPorts, document: Document, found: Document): Promise<boolean> {
  const file = await organisations.readOrganisation(document.organisationId);
  if (!file) throw new Error(`paper ${document.id} belongs to no organisation`);
  const { status, sha256, sizeBytes, rejections } = found;
  const outcome = await committer.commit({
    writes: [putDocument(found, document.version)],
    entry: {
      aggregate: { kind: 'organisation', id: document.organisationId },
      action: 'document.check',
      at: found.checkedAt as string,
      by: { personId: 'system', role: 'system', organisationId: null },
      changed: { documentId: document.id, status, sha256, sizeBytes, rejections },
    },
    head: file.head,
  });
  if (outcome.kind === 'busy') throw new Error('the table is busy');
  return outcome.kind === 'committed';
}

/**
 * Checks the upload under a key of the quarantine: a clean file goes to the vault, then what was found is written down, then the upload is
 * removed. Each step may be repeated: an event that comes late or twice finds the paper decided and removes what still lies there. An upload
 * nobody waits for is removed unseen.
 */
export async function checkUpload(ports: CheckerPorts, key: string): Promise<void> {
  const owner = ownerOf(key);
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const document = owner && (await ports.documents.beginCheck(owner.organisationId, owner.documentId));
    const finding = document && (await look(ports, document, key));
    if (!finding || (await commit(ports, document, decide(document, finding, ports.now().toISOString())))) {
      await ports.objects.removeUpload(key);
      return;
    }
  }
  throw new Error('the paper was changed again and again while it was checked');
}
