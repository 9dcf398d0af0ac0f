import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import {
  BatchGetCommand,
  DeleteCommand,
  type DynamoDBDocumentClient,
  GetCommand,
  PutCommand,
  paginateQuery,
  UpdateCommand,
} from '@aws-sdk/lib-dynamodb';
import type { ItemKey } from './keys/key.ts';
import { personKey, personPartition, personSessionKey, SESSION_PREFIX, sessionKey, signInKey } from './keys/people.ts';
import { liveSession, type OwnSession, ownSession, type SignInAttempt, signInAttempt } from './session-items.ts';
import { IDLE_MS } from './session-reader.ts';

/** Whatever one does, a session is over after half a day. */
const ABSOLUTE_MS = 12 * 3_600_000;
/** How long a replaced cookie is still good, for requests that were on their way with it. */
const GRACE_MS = 60_000;
/** A session whose cookie changes under our hands is read again this often. */
const MOST_TRIES = 4;
const MOST_KEYS = 100;

export interface SignedInPerson {
  readonly personId: string;
  readonly name: string;
  /** The same for every account of one natural person. */
  readonly personKey: string;
}

export interface SeenSession {
  readonly sessionId: string;
  readonly device: string;
  readonly startedAt: string;
  readonly lastSeenAt: string;
  readonly absoluteUntil: string;
}

export interface SessionStore {
  /** Keeps a sign-in that goes off to the issuer. */
  keepAttempt(attempt: SignInAttempt): Promise<void>;
  /** Takes it out again, once, for the browser it began in and in time; else undefined, and it stays as it was. */
  takeAttempt(stateHash: string, browserHash: string, now: Date): Promise<SignInAttempt | undefined>;
  /** Writes down who signed in, and opens a session. */
  open(person: SignedInPerson, session: Pick<OwnSession, 'sessionId' | 'tokenHash' | 'device'>, now: Date): Promise<void>;
  /**
   * Puts another cookie in the place of one that is good; the old one is good for another minute. False when the session has ended or was
   * given another cookie meanwhile: then the new one must not be handed out.
   */
  replaceToken(personId: string, sessionId: string, oldHash: string, newHash: string, now: Date): Promise<boolean>;
  /** A person's sessions that are alive. */
  list(personId: string, now: Date): Promise<SeenSession[]>;
  /** Ends one session of a person, whichever cookies it has; false when there is none of that id. */
  end(personId: string, sessionId: string): Promise<boolean>;
  /** Ends all sessions of a person but one. */
  endOthers(personId: string, keptId: string | null): Promise<void>;
  /** Ends the session of a cookie, alive or not. */
  endByToken(tokenHash: string): Promise<void>;
}

const inSeconds = (instant: string): number => Math.ceil(Date.parse(instant) / 1000);

/**
 * Sign-ins and sessions. Plain writes in an order that leaves nothing behind which counts, and no transactions: those would make the touch
 * of a request that runs beside them fail. A session is alive while the row of its cookie is.
 */
export function createSessionStore(client: DynamoDBDocumentClient, table: string): SessionStore {
  const put = (item: ItemKey & Record<string, unknown>) =>
    client.send(new PutCommand({ TableName: table, Item: item, ConditionExpression: 'attribute_not_exists(pk)' }));
  const remove = (key: ItemKey) => client.send(new DeleteCommand({ TableName: table, Key: key }));

  /** False when the condition did not hold. */
  const held = async (write: Promise<unknown>): Promise<boolean> => {
    try {
      await write;
      return true;
    } catch (error) {
      if (error instanceof ConditionalCheckFailedException) return false;
      throw error;
    }
  };

  const live = (tokenHash: string, personId: string, { sessionId, absoluteUntil }: Omit<OwnSession, 'tokenHash'>, now: Date) => ({
    ...sessionKey(tokenHash),
    sessionId,
    personId,
    idleUntil: new Date(now.getTime() + IDLE_MS).toISOString(),
    absoluteUntil,
    expiresAt: inSeconds(absoluteUntil),
  });

  const readOwn = async (personId: string, sessionId: string): Promise<OwnSession | undefined> => {
    const { Item } = await client.send(
      new GetCommand({ TableName: table, Key: personSessionKey(personId, sessionId), ConsistentRead: true }),
    );
    return Item && ownSession.parse(Item);
  };

  const readAllOwn = async (personId: string): Promise<OwnSession[]> => {
    const own: OwnSession[] = [];
    const pages = paginateQuery(
      { client },
      {
        TableName: table,
        KeyConditionExpression: 'pk = :pk AND begins_with(sk, :prefix)',
        ExpressionAttributeValues: { ':pk': personPartition(personId), ':prefix': SESSION_PREFIX },
        ConsistentRead: true,
      },
    );
    for await (const { Items = [] } of pages) own.push(...Items.map((item) => ownSession.parse(item)));
    return own;
  };

  const readLive = async (tokenHashes: readonly string[]) => {
    const found = [];
    let wanted: Record<string, unknown>[] = tokenHashes.map((hash) => ({ ...sessionKey(hash) }));
    while (wanted.length > 0) {
      const { Responses, UnprocessedKeys } = await client.send(
        new BatchGetCommand({ RequestItems: { [table]: { Keys: wanted.slice(0, MOST_KEYS), ConsistentRead: true } } }),
      );
      found.push(...(Responses?.[table] ?? []).map((item) => liveSession.parse(item)));
      wanted = [...(UnprocessedKeys?.[table]?.Keys ?? []), ...wanted.slice(MOST_KEYS)];
    }
    return new Map(found.map((session) => [session.sessionId, session]));
  };

  const end = async (personId: string, sessionId: string): Promise<boolean> => {
    for (let tries = 0; tries < MOST_TRIES; tries++) {
      const own = await readOwn(personId, sessionId);
      if (!own) return tries > 0;
      const { tokenHash, previousHash } = own;
      // The cookies first: what ends here in the middle has ended, and the row that names them can be asked for it again.
      await Promise.all([tokenHash, ...(previousHash === null ? [] : [previousHash])].map((hash) => remove(sessionKey(hash))));
      const gone = await held(
        client.send(
          new DeleteCommand({
            TableName: table,
            Key: personSessionKey(personId, sessionId),
            ConditionExpression: 'tokenHash = :hash',
            ExpressionAttributeValues: { ':hash': tokenHash },
          }),
        ),
      );
      if (gone) return true;
    }
    throw new Error('a session got new cookies faster than it could be ended');
  };

  return {
    async keepAttempt(attempt) {
      await put({ ...signInKey(attempt.stateHash), ...attempt, expiresAt: inSeconds(attempt.until) });
    },

    async takeAttempt(stateHash, browserHash, now) {
      try {
        const { Attributes } = await client.send(
          new DeleteCommand({
            TableName: table,
            Key: signInKey(stateHash),
            ConditionExpression: 'browserHash = :browser AND #until > :now',
            ExpressionAttributeNames: { '#until': 'until' },
            ExpressionAttributeValues: { ':browser': browserHash, ':now': now.toISOString() },
            ReturnValues: 'ALL_OLD',
          }),
        );
        return signInAttempt.parse(Attributes);
      } catch (error) {
        if (error instanceof ConditionalCheckFailedException) return undefined;
        throw error;
      }
    },

    async open({ personId, ...person }, { sessionId, tokenHash, device }, now) {
      const at = now.toISOString();
      const absoluteUntil = new Date(now.getTime() + ABSOLUTE_MS).toISOString();
      const session = { sessionId, device, startedAt: at, absoluteUntil, previousHash: null };
      await client.send(
        new UpdateCommand({
          TableName: table,
          Key: personKey(personId),
          UpdateExpression:
            'SET #name = :name, personKey = :key, lastSignedInAt = :at, firstSeenAt = if_not_exists(firstSeenAt, :at), personId = :id',
          ExpressionAttributeNames: { '#name': 'name' },
          ExpressionAttributeValues: { ':name': person.name, ':key': person.personKey, ':at': at, ':id': personId },
        }),
      );
      // The listed row last: nobody can end a session half opened, and one that stays half opened has a cookie nobody got.
      await put(live(tokenHash, personId, session, now));
      await put({ ...personSessionKey(personId, sessionId), ...session, tokenHash, expiresAt: inSeconds(absoluteUntil) });
    },

    async replaceToken(personId, sessionId, oldHash, newHash, now) {
      const own = await readOwn(personId, sessionId);
      if (own?.tokenHash !== oldHash) return false;
      await put(live(newHash, personId, own, now));
      const named = await held(
        client.send(
          new UpdateCommand({
            TableName: table,
            Key: personSessionKey(personId, sessionId),
            UpdateExpression: 'SET tokenHash = :new, previousHash = :old',
            ConditionExpression: 'tokenHash = :old',
            ExpressionAttributeValues: { ':new': newHash, ':old': oldHash },
          }),
        ),
      );
      if (!named) {
        await remove(sessionKey(newHash));
        return false;
      }
      const graceUntil = new Date(now.getTime() + GRACE_MS).toISOString();
      // Not where it is gone already, or ends sooner.
      await held(
        client.send(
          new UpdateCommand({
            TableName: table,
            Key: sessionKey(oldHash),
            UpdateExpression: 'SET absoluteUntil = :grace',
            ConditionExpression: 'absoluteUntil > :grace',
            ExpressionAttributeValues: { ':grace': graceUntil },
          }),
        ),
      );
      return true;
    },

    async list(personId, now) {
      const own = await readAllOwn(personId);
      const alive = await readLive(own.map(({ tokenHash }) => tokenHash));
      const at = now.toISOString();
      return own.flatMap(({ sessionId, device, startedAt, absoluteUntil }) => {
        const idleUntil = alive.get(sessionId)?.idleUntil;
        if (idleUntil === undefined || idleUntil <= at || absoluteUntil <= at) return [];
        return [{ sessionId, device, startedAt, lastSeenAt: new Date(Date.parse(idleUntil) - IDLE_MS).toISOString(), absoluteUntil }];
      });
    },

    end,

    async endOthers(personId, keptId) {
      const own = await readAllOwn(personId);
      for (const { sessionId } of own) if (sessionId !== keptId) await end(personId, sessionId);
    },

    async endByToken(tokenHash) {
      const { Item } = await client.send(new GetCommand({ TableName: table, Key: sessionKey(tokenHash), ConsistentRead: true }));
      if (!Item) return;
      const { personId, sessionId } = liveSession.parse(Item);
      await end(personId, sessionId);
      await remove(sessionKey(tokenHash));
    },
  };
}
