import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { createCalendarStore } from '../../shared/store/calendar-store.ts';
import { createCaseReader } from '../../shared/store/case-store.ts';
import type { ObjectStore } from '../../shared/store/object-store.ts';
import { openStores } from '../../shared/store/open-stores.ts';
import { createSeedMarker } from '../../shared/store/seed-marker.ts';
import type { TableName } from '../../shared/store/table-names.ts';
import { publishCatalogue } from '../publish-catalogue.ts';
import { publishHolidays } from '../publish-holidays.ts';
import { seedDemo } from './demo/seed.ts';

export interface FurnishOptions {
  readonly client: DynamoDBDocumentClient;
  readonly region: string;
  readonly tables: Record<TableName, string>;
  readonly dist: string;
  readonly now: () => Date;
  /** Where the files of papers are kept; it must answer already. */
  readonly objects: Pick<ObjectStore, 'keep'>;
  /** Asked to be left empty; what a database was first opened with stays. */
  readonly empty: boolean;
}

/**
 * Puts into a database what the product needs before the first request: the catalogue and the lists of days off, and at the first start, unless asked to leave it empty,
 * the example data with the catalogue in which its counties have adopted templates. An empty house has the platform and its admin. A start
 * that broke off is completed by the next.
 * @returns whether the example data is there
 */
export async function furnish({ client, region, tables, dist, now, objects, empty }: FurnishOptions): Promise<boolean> {
  const marker = createSeedMarker(client, tables.main);
  const first = await marker.choose(empty ? 'empty' : 'seeding', now());
  const demo = first.state !== 'empty';
  await publishCatalogue({ client, table: tables.main, dist, catalogue: demo ? 'demo-catalogue' : 'catalogue', publishedAt: now() });
  await publishHolidays({ client, table: tables.main });
  if (first.state === 'seeded') return true;
  const stores = openStores({ AWS_REGION: region, MAIN_TABLE: tables.main, JOURNAL_TABLE: tables.journal }, client);
  // Without the platform and its admin nobody could admit anybody.
  const cases = createCaseReader(client, tables.main);
  const calendar = createCalendarStore(client, tables.main);
  await seedDemo({ ...stores, calendar, cases, objects, dist, from: new Date(first.from), ...(!demo && { only: ['platform'] }) });
  if (demo) await marker.finish(first);
  return demo;
}
