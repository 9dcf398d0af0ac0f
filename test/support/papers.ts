import { inject } from 'vitest';
import type { CheckerPorts } from '../../functions/document-checker/use-cases/check-upload.ts';
import { createDocumentsApp } from '../../functions/documents-api/app.ts';
import type { WireDocument } from '../../shared/contracts/documents.ts';
import { openCatalogue } from '../../shared/domain/matching/catalogue-artefact.ts';
import type { Grant } from '../../shared/domain/parties/records.ts';
import { createAccessLog } from '../../shared/store/access-log.ts';
import { createCasePaperReader } from '../../shared/store/case-paper-store.ts';
import { createCaseReader } from '../../shared/store/case-store.ts';
import { createCatalogueCache } from '../../shared/store/catalogue-cache.ts';
import { createCatalogueStore } from '../../shared/store/catalogue-store.ts';
import type { Write } from '../../shared/store/commit.ts';
import { createDocumentStore } from '../../shared/store/document-store.ts';
import { grantKey } from '../../shared/store/keys/organisations.ts';
import { createObjectStore } from '../../shared/store/object-store.ts';
import { asFunction } from './keep-to-rights.ts';
import { type Caller, jsonOf, type SignedInHouse, signedInHouse } from './signed-in.ts';
import { engineClient } from './tables.ts';

const NOWHERE = { region: 'cn-north-1', endpoint: 'http://127.0.0.1:9/__objects', buckets: { quarantine: 'quarantine', vault: 'vault' } };

/** The API of papers on tables of its own, with the catalogue of the running house. Call it where the tests are declared. */
export function papersHouse() {
  let ids = 0;
  const house = signedInHouse(({ stores, ports, now }) => {
    const { client, organisations } = stores;
    const readCatalogue = createCatalogueCache(createCatalogueStore(engineClient(), inject('database').tables.main), openCatalogue);
    return createDocumentsApp({
      ports,
      papers: {
        organisations,
        documents: createDocumentStore(client, house.names.main),
        accessLog: createAccessLog(client, house.names.main),
        objects: createObjectStore({ ...NOWHERE, now }),
        newId: () => `paper-${++ids}`,
      },
      readCatalogue,
      cases: createCaseReader(client, house.names.main),
      readCasePapers: createCasePaperReader(client, house.names.main),
    });
  });
  return house;
}

/** A store of objects in memory of the test, in the place of the network: the checker's ports and nothing more. */
export function heldObjects(uploads = new Map<string, Uint8Array>()) {
  const kept = new Map<string, Uint8Array>();
  const objects: CheckerPorts['objects'] = {
    readUpload: async (key) => uploads.get(key),
    keep: async (key, bytes) => void kept.set(key, bytes),
    removeUpload: async (key) => void uploads.delete(key),
  };
  return { uploads, kept, objects };
}

/** Does something with the rights of the checker. */
const asChecker =
  <Args extends readonly unknown[], Answer>(run: (...args: Args) => Answer) =>
  (...args: Args): Answer =>
    asFunction('document-checker', () => run(...args));

export const checkerPorts = (house: SignedInHouse, objects: CheckerPorts['objects']): CheckerPorts => ({
  organisations: { readOrganisation: asChecker(house.stores.organisations.readOrganisation) },
  documents: { beginCheck: asChecker(createDocumentStore(house.client, house.names.main).beginCheck) },
  committer: { commit: asChecker(house.stores.commands.commit) },
  objects,
  now: () => house.clock.now,
});

/** A grant as `grant.give` would leave it, as a part of what is put in place beforehand. */
export const grantWrite = (organisationId: string, more: Partial<Grant> & Pick<Grant, 'id' | 'institutionId'>): Write => {
  const grant: Grant = {
    institutionName: more.institutionId,
    fieldGroups: [],
    documentIds: [],
    purpose: 'credit-assessment',
    purposeNote: '示例贷款',
    consentTextVersion: '2026-1',
    givenBy: 'owner',
    from: '2026-01-01T00:00:00.000Z',
    until: '2027-01-01T00:00:00.000Z',
    revokedAt: null,
    version: 1,
    ...more,
  };
  return { put: { ...grantKey(organisationId, grant.id), ...grant }, expect: 'absent' };
};

export const aPaper = (more: Record<string, unknown> = {}) => ({
  kind: 'business-licence',
  fileName: '营业执照.pdf',
  mediaType: 'application/pdf',
  sizeBytes: 1_000,
  ...more,
});

/** Announces a paper and answers it. */
export const announce = async (caller: Caller, company: string, more: Record<string, unknown> = {}): Promise<WireDocument> =>
  (await jsonOf<{ document: WireDocument }>(await caller.post(`/v1/companies/${company}/documents`, aPaper(more)), 201)).document;
