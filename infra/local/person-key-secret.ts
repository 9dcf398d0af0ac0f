import { randomBytes } from 'node:crypto';
import { existsSync, linkSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { StartError } from './port.ts';

/** The one function that makes keys of id numbers. */
const MAKES_PERSON_KEYS = 'subsidies-api';
const SECRET = /^[\w-]{43}$/;

/**
 * The secret under which this house makes keys of id numbers: made once and kept in `file`, readable by its owner alone, since under another one
 * nobody is known to have been claimed for; without a file it lives in memory, like the claims.
 * @throws StartError when the file holds no such secret
 */
export function loadPersonKeySecret(file?: string): string {
  const made = randomBytes(32).toString('base64url');
  if (!file) return made;
  if (!existsSync(file)) {
    const draft = `${file}.${process.pid}`;
    writeFileSync(draft, made, { mode: 0o600 });
    try {
      // A link is made only where nothing stands yet.
      linkSync(draft, file);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    } finally {
      rmSync(draft);
    }
  }
  const kept = readFileSync(file, 'utf8');
  if (SECRET.test(kept)) return kept;
  throw new StartError(
    `人员密钥 ${file} 已损坏：删除它，会生成新的，但此前申请中的人员将不再被认出\n` +
      `The secret in ${file} is damaged: delete it and a new one is made, under which the persons of earlier claims are not recognised`,
  );
}

/** What a function is told of it, as environment variables. */
export const personKeyVariables = (functionName: string, secret: string): Record<string, string> =>
  functionName === MAKES_PERSON_KEYS ? { PERSON_KEY_SECRET: secret } : {};
