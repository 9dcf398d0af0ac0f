import * as z from 'zod/mini';
import { mainTableConfig } from './table-config.ts';

const text = z.string().check(z.minLength(1));

/** The variables of every function that asks who is calling and writes by commands. */
export const apiConfig = z.extend(mainTableConfig, {
  JOURNAL_TABLE: text,
  /** Where our own pages come from, such as `https://rongqiao.example`: what a browser calls us by. */
  PUBLIC_ORIGIN: z.url(),
  /** `iss` of the tokens that are taken. */
  OIDC_ISSUER: z.url(),
  /** Where the issuer shows its public keys. */
  OIDC_JWKS_URL: z.url(),
  /** `aud` of the tokens of machine clients. */
  API_AUDIENCE: text,
  /** The claims that tell a person's id, name and the natural person behind the account. */
  PERSON_ID_CLAIM: text,
  PERSON_NAME_CLAIM: text,
  PERSON_KEY_CLAIM: text,
});
