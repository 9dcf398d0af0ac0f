import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { type DynamoDBDocumentClient, GetCommand, PutCommand, paginateQuery } from '@aws-sdk/lib-dynamodb';
import { ok, type Result, refuse } from '../domain/kernel/result.ts';
import { type PackedArtefact, packArtefact, sha256Hex, unpackArtefact } from './artefact-parts.ts';
import {
  type CataloguePointer,
  cataloguePart,
  cataloguePointer,
  programmeVersion,
  type StoredProgrammeVersion,
} from './catalogue-items.ts';
import {
  CATALOGUE_POINTER_KEY,
  cataloguePartition,
  cataloguePartKey,
  MAX_PARTS,
  programmePartition,
  programmeVersionKey,
  VERSION_PREFIX,
} from './keys/catalogue.ts';
import type { ItemKey, PartitionKey } from './keys/key.ts';

export interface ProgrammeContent {
  readonly programmeId: string;
  readonly version: string;
  /** The programme file as JSON text. */
  readonly content: string;
}

export interface Publication {
  readonly catalogueVersion: string;
  readonly programmes: readonly ProgrammeContent[];
  /** The compiled catalogue; what is in it is no matter of the store. */
  readonly artefact: Uint8Array;
  /** RFC 3339. */
  readonly publishedAt: string;
}

export interface Published {
  /** False when this very catalogue was in force already and nothing was written. */
  readonly changed: boolean;
  readonly pointer: CataloguePointer;
}

/** `pointer-moved`: somebody else published in between; read anew and decide again. `too-large`: more parts than can be numbered. */
export type PublishRefusal = 'pointer-moved' | 'too-large';

export interface CatalogueStore {
  /** The catalogue in force, or undefined before the first publication. One consistent GetItem. */
  readPointer(): Promise<CataloguePointer | undefined>;
  /** The artefact a pointer names. One consistent Query, paged. Throws when parts are missing or damaged. */
  readArtefact(pointer: Pick<CataloguePointer, 'hash' | 'parts'>): Promise<Uint8Array>;
  /** Every content of every version of a programme ever published, sorted by version. One Query, paged. */
  readProgrammeVersions(programmeId: string): Promise<StoredProgrammeVersion[]>;
  /** Puts a catalogue in force: versions and parts first, then the pointer, so that a reader never sees half of one. */
  publish(publication: Publication): Promise<Result<Published, PublishRefusal>>;
}

/** Writes in flight at a time: a publication is rare and must not take the capacity of the readers. */
const WRITES_AT_ONCE = 8;

/** The catalogue in the table `main`; which question is answered by which key stands in the README beside this file. */
export function createCatalogueStore(client: DynamoDBDocumentClient, table: string): CatalogueStore {
  /** True when written, false when the condition did not hold. */
  const put = async (item: ItemKey & Record<string, unknown>, condition: string, values?: Record<string, unknown>): Promise<boolean> => {
    try {
      await client.send(
        new PutCommand({
          TableName: table,
          Item: item,
          ConditionExpression: condition,
          ...(values && { ExpressionAttributeValues: values }),
        }),
      );
      return true;
    } catch (error) {
      if (error instanceof ConditionalCheckFailedException) return false;
      throw error;
    }
  };

  const query = async (pk: PartitionKey, prefix: string): Promise<Record<string, unknown>[]> => {
    const items: Record<string, unknown>[] = [];
    const pages = paginateQuery(
      { client },
      {
        TableName: table,
        KeyConditionExpression: 'pk = :pk AND begins_with(sk, :prefix)',
        ExpressionAttributeValues: { ':pk': pk, ':prefix': prefix },
        ConsistentRead: true,
      },
    );
    for await (const page of pages) items.push(...(page.Items ?? []));
    return items;
  };

  const readPointer = async (): Promise<CataloguePointer | undefined> => {
    const { Item } = await client.send(new GetCommand({ TableName: table, Key: CATALOGUE_POINTER_KEY, ConsistentRead: true }));
    return Item && cataloguePointer.parse(Item);
  };

  /** Both kinds are named by their content: whoever wrote them first wrote the same, so "already there" is as good as written. */
  const writeContent = async ({ programmes, publishedAt }: Publication, { hash, parts }: PackedArtefact): Promise<void> => {
    const items = [
      ...programmes.map((programme) => ({ ...versionItem(programme), publishedAt })),
      ...parts.map((bytes, part) => ({ ...cataloguePartKey(hash, part), part, bytes })),
    ];
    for (let at = 0; at < items.length; at += WRITES_AT_ONCE) {
      await Promise.all(items.slice(at, at + WRITES_AT_ONCE).map((item) => put(item, 'attribute_not_exists(pk)')));
    }
  };

  return {
    readPointer,

    async readArtefact({ hash, parts }) {
      const stored = (await query(cataloguePartition(hash), 'PART')).map((item) => cataloguePart.parse(item));
      if (stored.length !== parts) throw new Error(`the stored catalogue ${hash} has ${stored.length} parts instead of ${parts}`);
      return unpackArtefact(
        hash,
        stored.map(({ bytes }) => bytes),
      );
    },

    async readProgrammeVersions(programmeId) {
      return (await query(programmePartition(programmeId), VERSION_PREFIX)).map((item) => programmeVersion.parse(item));
    },

    async publish(publication) {
      const packed = packArtefact(publication.artefact);
      if (packed.parts.length > MAX_PARTS) return refuse('too-large');
      const programmesHash = hashProgrammes(publication.programmes);
      const before = await readPointer();
      if (before && isSame(before, publication.catalogueVersion, packed.hash, programmesHash)) {
        return ok({ changed: false, pointer: before });
      }

      await writeContent(publication, packed);
      const pointer: CataloguePointer = {
        revision: (before?.revision ?? 0) + 1,
        catalogueVersion: publication.catalogueVersion,
        hash: packed.hash,
        parts: packed.parts.length,
        programmes: new Set(publication.programmes.map(({ programmeId }) => programmeId)).size,
        programmesHash,
        publishedAt: publication.publishedAt,
      };
      const item = { ...CATALOGUE_POINTER_KEY, ...cataloguePointer.parse(pointer) };
      const moved = before
        ? await put(item, 'revision = :seen', { ':seen': before.revision })
        : await put(item, 'attribute_not_exists(pk)');
      if (moved) return ok({ changed: true, pointer });

      // Lost, or won with an answer that never arrived and a repeat that met its own write: what stands there tells.
      const now = await readPointer();
      if (now && isSame(now, pointer.catalogueVersion, pointer.hash, programmesHash)) return ok({ changed: false, pointer: now });
      return refuse('pointer-moved');
    },
  };
}

const versionItem = ({ programmeId, version, content }: ProgrammeContent) => {
  const hash = sha256Hex(content);
  return { ...programmeVersionKey(programmeId, version, hash), programmeId, version, hash, content };
};

const hashProgrammes = (programmes: readonly ProgrammeContent[]): string =>
  sha256Hex(JSON.stringify(programmes.map(({ programmeId, version, content }) => [programmeId, version, sha256Hex(content)]).sort()));

const isSame = (pointer: CataloguePointer, catalogueVersion: string, hash: string, programmesHash: string): boolean =>
  pointer.catalogueVersion === catalogueVersion && pointer.hash === hash && pointer.programmesHash === programmesHash;
