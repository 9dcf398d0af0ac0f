import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { me } from '../../shared/contracts/sessions.ts';
import { readPeople } from '../local/issuer/people.ts';
import { readWhereabouts } from '../local/issuer/whereabouts.ts';
import { StartError } from '../local/port.ts';
import { read } from './expect.ts';
import { matchChapter } from './match.ts';
import { peopleChapter } from './people.ts';
import { type Chapter, createStage, NobodyHome, playChapter, type Stage, Surprise } from './stage.ts';
import { subsidiesChapter } from './subsidies.ts';
import { createTokenOffice } from './token-office.ts';

/**
 * `npm run tour [-- chapter…]`: plays the product against the running server, and stops with exit code 1 at the first surprise. `DATA_DIR` and
 * `PORT` are those of `npm start`: they say where it runs, and with which key the tokens of the people are signed.
 */
const CHAPTERS: readonly Chapter[] = [matchChapter, peopleChapter, subsidiesChapter];
const DEFAULT_PORT = 3000;
const DEFAULT_DATA_DIR = fileURLToPath(new URL('../../.local', import.meta.url));

const end = (...lines: string[]): never => {
  console.error(lines.join('\n'));
  process.exit(1);
};

/** Where the house is: as it was told, or as it wrote down itself. */
function findHouse(dataDir: string, port: number): string {
  try {
    return process.env.RONGQIAO_URL || readWhereabouts(dataDir, port).url;
  } catch (error) {
    if (error instanceof StartError) return end(error.message);
    throw error;
  }
}

/** Whether somebody of the example data belongs somewhere: in a house that was first opened without it nobody does. */
async function hasExamples(stage: Stage): Promise<boolean> {
  const [person] = readPeople();
  return person !== undefined && read(await stage.as(person).get('/v1/me'), me).organisations.length > 0;
}

const names = CHAPTERS.map(({ name }) => name).join(' ');
const asked = process.argv.slice(2);
const unknown = asked.find((name) => !CHAPTERS.some((chapter) => chapter.name === name));
if (unknown !== undefined) end(`没有这一章：${unknown}；有：${names}`, `There is no chapter ${unknown}; there is: ${names}`);

const dataDir = resolve(process.env.DATA_DIR || DEFAULT_DATA_DIR);
const port = Number(process.env.PORT || DEFAULT_PORT);
const url = findHouse(dataDir, port);
if (!URL.canParse(url)) end(`RONGQIAO_URL 不是网址：${url}`, `RONGQIAO_URL is no address: ${url}`);

try {
  const tokens = createTokenOffice(dataDir, port);
  const chapters = asked.length > 0 ? CHAPTERS.filter(({ name }) => asked.includes(name)) : CHAPTERS;
  const needing = chapters.filter(({ needsExamples }) => needsExamples).map(({ name }) => name);
  if (needing.length > 0 && !(await hasExamples(createStage(url, tokens, () => {}))))
    end(
      `这里没有示例数据，${needing.join('、')} 演示不了：用新的 DATA_DIR、不带 --empty 运行 npm start。` +
        `No example data here, which ${needing.join(' and ')} need: npm start with a new DATA_DIR and without --empty.`,
    );
  const stage = createStage(url, tokens, console.log);
  for (const chapter of chapters) await playChapter(chapter, stage, console.log);
  console.log('没有意外。No surprises.');
} catch (error) {
  if (error instanceof NobodyHome) {
    end(`${url} 没有回应。先在另一个终端运行 npm start。`, `Nobody answers at ${url}. Run npm start in another terminal first.`);
  }
  if (error instanceof StartError) end(error.message);
  if (error instanceof Surprise) end(`✗ 意外 surprise: ${error.message}`);
  throw error;
}
