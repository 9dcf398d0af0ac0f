import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { createCatalogueStore, type Published } from '../shared/store/catalogue-store.ts';
import { createDocumentClient } from '../shared/store/client.ts';
import { TABLE_VARIABLE } from '../shared/store/table-names.ts';
import { type CatalogueName, readBuiltCatalogue } from './built-catalogue.ts';
import { publishHolidays } from './publish-holidays.ts';

export interface PublishOptions {
  readonly client: DynamoDBDocumentClient;
  /** Physical name of the table `main`. */
  readonly table: string;
  /** What `npm run build` made. */
  readonly dist: string;
  /** Which of the built ones; the plain one when left out. */
  readonly catalogue?: CatalogueName | undefined;
  readonly publishedAt: Date;
}

const ATTEMPTS = 3;

/** Puts the built catalogue in force; a catalogue that is in force already is left alone. Throws when others keep publishing. */
export async function publishCatalogue({ client, table, dist, catalogue, publishedAt }: PublishOptions): Promise<Published> {
  const publication = { ...readBuiltCatalogue(dist, catalogue), publishedAt: publishedAt.toISOString() };
  const store = createCatalogueStore(client, table);
  for (let attempt = 1; ; attempt++) {
    const result = await store.publish(publication);
    if (result.ok) return result.value;
    if (result.refusal === 'too-large' || attempt === ATTEMPTS) throw new Error(`the catalogue was not published: ${result.refusal}`);
  }
}

const WORDS = {
  published: '已发布 published',
  present: '没有变化 unchanged',
  'newer-there': '已有更新的通知，未改动 a later notice is in force, left alone',
};

// With the lists of days off, on its own: `MAIN_TABLE=… AWS_REGION=… node infra/publish-catalogue.ts`, with credentials in the environment.
if (import.meta.main) {
  const { [TABLE_VARIABLE.main]: table, AWS_REGION: region, DYNAMODB_ENDPOINT: endpoint } = process.env;
  if (!table || !region) {
    console.error(`${TABLE_VARIABLE.main} and AWS_REGION say where to publish`);
    process.exit(1);
  }
  const client = createDocumentClient({ endpoint, region });
  const { changed, pointer } = await publishCatalogue({ client, table, dist: `${import.meta.dirname}/../dist`, publishedAt: new Date() });
  console.log(`${changed ? '已发布 published' : '没有变化 unchanged'}: ${pointer.catalogueVersion} (${pointer.programmes} programmes)`);
  for (const [year, outcome] of await publishHolidays({ client, table }))
    console.log(`${WORDS[outcome]}: ${year} 年放假安排 days off of ${year}`);
}
