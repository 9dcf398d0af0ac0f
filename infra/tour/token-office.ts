import { join } from 'node:path';
import { createHouseClock } from '../local/clock.ts';
import { signAccessToken } from '../local/issuer/access-token.ts';
import type { DemoPerson } from '../local/issuer/people.ts';
import { readSigningKey, type SigningKey } from '../local/issuer/signing-key.ts';
import { readWhereabouts, signingKeyFile } from '../local/issuer/whereabouts.ts';

/** Whom a token is for: one of the demo people, or somebody the tour invents. */
export type Person = Pick<DemoPerson, 'id' | 'name' | 'personKey'>;

/** Mints tokens as the issuer of the house does, with its key and by its clock. */
export interface TokenOffice {
  /** A token of a person; the same one each time. */
  tokenOf(person: Person): Promise<string>;
  /** The issuer's name and its key, for tokens that are to be wrong in one respect. */
  open(): Promise<{ readonly issuer: string; readonly key: SigningKey }>;
  now(): Date;
}

/**
 * @param dataDir where the house keeps its state
 * @param port where a house would be that never wrote down its address
 */
export function createTokenOffice(dataDir: string, port: number): TokenOffice {
  // Read anew each time: a chapter moves the clock of the house.
  const now = () => createHouseClock(join(dataDir, 'clock.json')).now();
  const tokens = new Map<string, Promise<string>>();

  const open = async () => ({ issuer: readWhereabouts(dataDir, port).issuer, key: readSigningKey(signingKeyFile(dataDir)) });

  const mint = async (person: Person): Promise<string> => {
    const { issuer, key } = await open();
    return signAccessToken(key, issuer, person, now());
  };

  return {
    open,
    now,
    tokenOf(person) {
      const token = tokens.get(person.id) ?? mint(person);
      tokens.set(person.id, token);
      return token;
    },
  };
}
