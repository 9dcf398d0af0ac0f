import { matchChapter } from './match.ts';
import { type Chapter, NobodyHome, playChapter, Surprise } from './stage.ts';

/** `npm run tour [-- chapter…]`: plays the product against the running server, and stops with exit code 1 at the first surprise. */
const CHAPTERS: readonly Chapter[] = [matchChapter];
const DEFAULT_URL = 'http://127.0.0.1:3000';

const url = process.env.RONGQIAO_URL || DEFAULT_URL;
const names = CHAPTERS.map(({ name }) => name).join(' ');
const asked = process.argv.slice(2);
const unknown = asked.find((name) => !CHAPTERS.some((chapter) => chapter.name === name));
const end = (...lines: string[]): never => {
  console.error(lines.join('\n'));
  process.exit(1);
};

if (unknown !== undefined) end(`没有这一章：${unknown}；有：${names}`, `There is no chapter ${unknown}; there is: ${names}`);
if (!URL.canParse(url)) end(`RONGQIAO_URL 不是网址：${url}`, `RONGQIAO_URL is no address: ${url}`);

try {
  for (const chapter of asked.length > 0 ? CHAPTERS.filter(({ name }) => asked.includes(name)) : CHAPTERS) {
    await playChapter(chapter, url, console.log);
  }
  console.log('没有意外。No surprises.');
} catch (error) {
  if (error instanceof NobodyHome) {
    end(`${url} 没有回应。先在另一个终端运行 npm start。`, `Nobody answers at ${url}. Run npm start in another terminal first.`);
  }
  if (error instanceof Surprise) end(`✗ 意外 surprise: ${error.message}`);
  throw error;
}
