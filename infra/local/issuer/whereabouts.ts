import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';
import { LOOPBACK, StartError } from '../port.ts';

/** Where under a house its issuer answers. */
export const ISSUER_PATH = '/oidc';

/** The files of the issuer in a directory of state. */
export const signingKeyFile = (dataDir: string): string => join(dataDir, 'issuer-key.json');
const houseFile = (dataDir: string): string => join(dataDir, 'house.json');

const whereabouts = z.object({
  url: z.url(),
  issuer: z.url(),
  /** Once it is open: for the tools of whoever runs it. */
  database: z.object({ endpoint: z.url(), region: z.string(), tables: z.object({ main: z.string(), journal: z.string() }) }).optional(),
  storage: z.object({ S3_ENDPOINT: z.url(), LOCKED_BUCKET: z.string(), MESSAGES_ENDPOINT: z.url(), UPLOADS_QUEUE: z.url() }).optional(),
});
/** Address of a house and of its issuer, such as `http://127.0.0.1:3000` and `http://127.0.0.1:3000/oidc`. */
export type Whereabouts = z.infer<typeof whereabouts>;

export const whereaboutsAt = (url: string): Whereabouts => ({ url, issuer: `${url}${ISSUER_PATH}` });

/** Leaves word for `npm run token` and `npm run redrive` where the house that keeps its state here can be found. */
export function writeWhereabouts(dataDir: string, found: Whereabouts): void {
  const file = houseFile(dataDir);
  writeFileSync(`${file}.new`, JSON.stringify(found));
  renameSync(`${file}.new`, file);
}

/**
 * Where the house that keeps its state here was last opened; one that never was will be opened at `port`.
 * @throws StartError when the word it left cannot be read
 */
export function readWhereabouts(dataDir: string, port: number): Whereabouts {
  const file = houseFile(dataDir);
  if (!existsSync(file)) return whereaboutsAt(`http://${LOOPBACK}:${port}`);
  try {
    return whereabouts.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch {
    throw new StartError(`${file} 已损坏：重新 npm start 会写新的\n${file} is damaged: npm start writes it anew`);
  }
}
