import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createHouseClock } from '../local/clock.ts';
import { signAccessToken } from '../local/issuer/access-token.ts';
import { readPeople } from '../local/issuer/people.ts';
import { readSigningKey } from '../local/issuer/signing-key.ts';
import { readWhereabouts, signingKeyFile } from '../local/issuer/whereabouts.ts';
import { StartError } from '../local/port.ts';

const USAGE = `npm run --silent token -- <person>

打印一个演示人员的令牌，供程序以其身份调用接口。Prints a bearer token of a demo person, for programs to call the API as that person:
  curl -H "Authorization: Bearer $(npm run --silent token -- startup-owner)" http://127.0.0.1:3000/v1/me
DATA_DIR 与 PORT 与 npm start 相同。DATA_DIR and PORT are those of npm start.`;

const DEFAULT_PORT = 3000;
const DEFAULT_DATA_DIR = fileURLToPath(new URL('../../.local', import.meta.url));

const [wanted, ...more] = process.argv.slice(2);
const people = readPeople();
const person = people.find(({ id }) => id === wanted);

if (!person || more.length > 0) {
  const list = people.map(({ id, name }) => `  ${id.padEnd(22)} ${name.zh} ${name.en}`).join('\n');
  const complaint = wanted && !person ? `没有这个演示人员 no such demo person: ${wanted}\n\n` : '';
  console.error(`${complaint}${USAGE}\n\n${list}`);
  process.exit(1);
}

try {
  const dataDir = resolve(process.env.DATA_DIR || DEFAULT_DATA_DIR);
  const { issuer } = readWhereabouts(dataDir, Number(process.env.PORT || DEFAULT_PORT));
  const key = readSigningKey(signingKeyFile(dataDir));
  const { now } = createHouseClock(join(dataDir, 'clock.json'));
  console.log(await signAccessToken(key, issuer, person, now()));
} catch (error) {
  console.error(error instanceof StartError ? error.message : error);
  process.exit(1);
}
