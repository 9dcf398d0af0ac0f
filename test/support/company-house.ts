import { QueryCommand } from '@aws-sdk/lib-dynamodb';
import { beforeAll, expect } from 'vitest';
import { createCompaniesApp } from '../../functions/companies-api/app.ts';
import { companyParts } from '../../functions/companies-api/company-parts.ts';
import { readCatalogue } from '../../shared/catalogue/read-catalogue.ts';
import { type AuditEntry, auditEntry } from '../../shared/domain/audit/entry.ts';
import type { DocumentStatus } from '../../shared/domain/documents/document.ts';
import { openCatalogue, packCatalogue } from '../../shared/domain/matching/catalogue-artefact.ts';
import type { Grant, Residence } from '../../shared/domain/parties/records.ts';
import { type AccessEntry, accessEntry } from '../../shared/store/access-log.ts';
import { firstBrokenLink } from '../../shared/store/audit-chain.ts';
import { createCatalogueCache } from '../../shared/store/catalogue-cache.ts';
import { createCatalogueStore } from '../../shared/store/catalogue-store.ts';
import type { Write } from '../../shared/store/commit.ts';
import { putDocument } from '../../shared/store/document-store.ts';
import { accessPartition } from '../../shared/store/keys/companies.ts';
import { auditPartition } from '../../shared/store/keys/journal.ts';
import { grantKey, residenceKey } from '../../shared/store/keys/organisations.ts';
import { type Caller, jsonOf, type SignedInHouse, signedInHouse } from './signed-in.ts';

const { programmes, definitions, reference } = readCatalogue();
export const CATALOGUE_VERSION = 'for-tests';
export const testCatalogue = openCatalogue(packCatalogue({ catalogueVersion: CATALOGUE_VERSION, programmes, definitions, reference }));

const START_OF_GRANTS = '2026-11-01T00:00:00.000Z';

/** A grant that holds until the end of 2026 unless said otherwise. */
export const aGrant = (organisationId: string, institutionId: string, more: Partial<Grant> = {}): Write => {
  const grant: Grant = {
    id: `grant-${institutionId}`,
    institutionId,
    institutionName: `示例 ${institutionId}`,
    fieldGroups: ['identity', 'staff'],
    documentIds: [],
    purpose: 'credit-assessment',
    purposeNote: '',
    consentTextVersion: '2026-1',
    givenBy: 'owner',
    from: START_OF_GRANTS,
    until: '2026-12-31T16:00:00.000Z',
    revokedAt: null,
    version: 1,
    ...more,
  };
  return { put: { ...grantKey(organisationId, grant.id), ...grant }, expect: 'absent' };
};

/** That it sits with a carrier, confirmed. */
export const aResidence = (organisationId: string, bodyId: string): Write => {
  const residence = {
    id: `residence-${bodyId}`,
    bodyId,
    bodyName: `示例 ${bodyId}`,
    bodyKind: 'carrier',
    communityId: null,
    from: '2025-01-01',
    until: null,
    status: 'confirmed',
    declaredBy: 'owner',
    confirmedBy: 'operator',
    confirmedAt: START_OF_GRANTS,
    version: 1,
  } as const satisfies Residence;
  return { put: { ...residenceKey(organisationId, residence.id), ...residence }, expect: 'absent' };
};

/** A paper of a company as it stands when its file was checked, unless said otherwise. */
export const aPaperOf = (organisationId: string, id: string, status: DocumentStatus = 'clean'): Write =>
  putDocument(
    {
      id,
      organisationId,
      kind: 'business-licence',
      title: '营业执照',
      fileName: '营业执照.pdf',
      mediaType: 'application/pdf',
      sizeBytes: 1_000,
      sha256: status === 'clean' ? '0'.repeat(64) : null,
      status,
      rejections: [],
      issuedOn: null,
      validFrom: null,
      validUntil: null,
      uploadedBy: 'owner',
      uploadedAt: START_OF_GRANTS,
      uploadUntil: START_OF_GRANTS,
      checkedAt: null,
      invoices: [],
      version: 1,
    },
    'absent',
  );

/**
 * The companies API with the catalogue of the product, and the people around one company, `firm` in Kunshan: `owner`, `preparer`, `signatory`
 * and `guest` of its own; `operator` of the carrier it sits in and `far-operator` of another; `banker` of a bank it granted identity and
 * staff, `other-banker` of one without a grant; `officer` of the bureau of its county and `far-officer` of another city; `stranger` of
 * another company; `admin`. The company has one clean paper, `paper-1`.
 */
export function companyHouse() {
  const house: SignedInHouse = signedInHouse(({ stores, ports }) => {
    const store = createCatalogueStore(stores.client, house.names.main);
    return createCompaniesApp(companyParts(stores, house.names.main, createCatalogueCache(store, openCatalogue)), ports);
  });
  beforeAll(async () => {
    const published = await createCatalogueStore(house.client, house.names.main).publish({
      catalogueVersion: CATALOGUE_VERSION,
      programmes: [],
      artefact: packCatalogue({ catalogueVersion: CATALOGUE_VERSION, programmes, definitions, reference }),
      publishedAt: START_OF_GRANTS,
    });
    expect(published.ok).toBe(true);
    await house.seedOrganisation({ id: 'carrier', kind: 'carrier', members: [{ id: 'operator', roles: ['carrier-operator'] }] });
    await house.seedOrganisation({ id: 'far-carrier', kind: 'carrier', members: [{ id: 'far-operator', roles: ['carrier-operator'] }] });
    await house.seedOrganisation({ id: 'bank', kind: 'bank', members: [{ id: 'banker', roles: ['bank-officer'] }] });
    await house.seedOrganisation({ id: 'other-bank', kind: 'bank', members: [{ id: 'other-banker', roles: ['bank-officer'] }] });
    await house.seedOrganisation({ id: 'bureau', kind: 'scitech_bureau', members: [{ id: 'officer', roles: ['scitech-officer'] }] });
    await house.seedOrganisation({
      id: 'far-bureau',
      kind: 'scitech_bureau',
      divisionCode: '320100',
      members: [{ id: 'far-officer', roles: ['scitech-officer'] }],
    });
    await house.seedOrganisation({ id: 'platform', kind: 'platform', members: [{ id: 'admin', roles: ['admin'] }] });
    await house.seedOrganisation({ id: 'other-firm', kind: 'company', members: [{ id: 'stranger', roles: ['owner', 'signatory'] }] });
    await seedFirm('firm');
  });

  /** Another company with the same people and neighbours. */
  const seedFirm = (id: string, writes: readonly Write[] = []) =>
    house.seedOrganisation({
      id,
      kind: 'company',
      members: [
        { id: 'owner', roles: ['owner', 'signatory'], name: '林示例' },
        { id: 'preparer', roles: ['preparer'] },
        { id: 'signatory', roles: ['signatory'] },
        { id: 'guest', roles: ['guest'], until: '2026-12-31T00:00:00.000Z' },
      ],
      writes: [aResidence(id, 'carrier'), aGrant(id, 'bank'), aPaperOf(id, 'paper-1'), ...writes],
    });

  /** Tells facts as they come, at the version of the moment. */
  const tell = async (who: Caller, id: string, body: Record<string, unknown>): Promise<Response> => {
    const seen = await who.get(`/v1/companies/${id}`);
    return who.patch(`/v1/companies/${id}/facts`, body, { ifMatch: seen.headers.get('etag') ?? '' });
  };

  const rowsUnder = async (table: string, pk: string): Promise<Record<string, unknown>[]> => {
    const { Items = [] } = await house.client.send(
      new QueryCommand({ TableName: table, KeyConditionExpression: 'pk = :pk', ExpressionAttributeValues: { ':pk': pk } }),
    );
    return Items;
  };
  /** The chain of an organisation, its hashes checked. */
  const auditOf = async (id: string): Promise<AuditEntry[]> => {
    const entries = (await rowsUnder(house.names.journal, auditPartition('organisation', id))).map((row) => auditEntry.parse(row));
    expect(firstBrokenLink(entries)).toBeUndefined();
    return entries;
  };
  /** Who looked at what a company granted, as stored. */
  const accessTo = async (id: string): Promise<AccessEntry[]> =>
    (await rowsUnder(house.names.main, accessPartition(id))).map((row) => accessEntry.parse(row));

  return {
    ...house,
    seedFirm,
    auditOf,
    accessTo,
    tell,
    told: async (who: Caller, id: string, body: Record<string, unknown>) => jsonOf(await tell(who, id, body)),
  };
}
