import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import sparticuz from '@sparticuz/chromium';
import { type Browser, chromium } from 'playwright-core';

/**
 * A headless Chromium that comes with `npm ci`: the browser, the system libraries it needs where the machine has none, and a Chinese
 * font, so that a bare machine draws the pages as a reader sees them. Everything is unpacked once below `node_modules/.cache`.
 */
const MODULES = fileURLToPath(new URL('../../node_modules/', import.meta.url));
const HOME = join(MODULES, '.cache/rongqiao-browser');
const FONTS = join(MODULES, '@expo-google-fonts/noto-sans-sc');
const BINARY = join(HOME, 'chromium');
const FONT_SETTINGS = join(HOME, 'fonts.conf');

const FLAGS = [
  '--no-sandbox',
  '--no-zygote',
  '--disable-gpu',
  '--disable-dev-shm-usage',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-default-apps',
  '--disable-domain-reliability',
  '--disable-sync',
  '--no-first-run',
  '--no-pings',
  '--font-render-hinting=none',
];

const fontSettings = `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <dir>${join(FONTS, '400Regular')}</dir>
  <dir>${join(FONTS, '700Bold')}</dir>
  <cachedir>${join(HOME, 'font-cache')}</cachedir>
  <match><edit name="family" mode="append_last"><string>Noto Sans SC</string></edit></match>
</fontconfig>
`;

/** Unpacks into a folder of its own and renames it into place, so that two runs at once do not meet. */
async function unpack(): Promise<void> {
  if (existsSync(FONT_SETTINGS)) return;
  await mkdir(join(MODULES, '.cache'), { recursive: true });
  const folder = await mkdtemp(`${HOME}-`);
  const { TMPDIR, AWS_EXECUTION_ENV } = process.env;
  // The package unpacks to the temporary folder, and its libraries only where it believes to be in a Lambda.
  Object.assign(process.env, { TMPDIR: folder, AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs24.x' });
  try {
    await sparticuz.executablePath();
  } finally {
    restore('TMPDIR', TMPDIR);
    restore('AWS_EXECUTION_ENV', AWS_EXECUTION_ENV);
  }
  await writeFile(join(folder, 'fonts.conf'), fontSettings);
  await rename(folder, HOME).catch(() => rm(folder, { recursive: true, force: true }));
}

function restore(name: string, value: string | undefined): void {
  if (value === undefined) delete process.env[name];
  else process.env[name] = value;
}

/** The libraries that came along are used only where the machine's own do not suffice. */
function librariesMissing(): boolean {
  try {
    return execFileSync('ldd', [BINARY], { encoding: 'utf8' }).includes('not found');
  } catch {
    return true;
  }
}

export type BrowserProgram = { readonly executablePath: string; readonly flags: readonly string[]; readonly env: Record<string, string> };

/** The browser as a program to start: for Playwright, and for tools that start it themselves. */
async function browserProgram(): Promise<BrowserProgram> {
  await unpack();
  const inherited = Object.entries(process.env).filter((entry): entry is [string, string] => entry[1] !== undefined);
  return {
    executablePath: BINARY,
    flags: FLAGS,
    env: {
      ...Object.fromEntries(inherited),
      FONTCONFIG_FILE: FONT_SETTINGS,
      ...(librariesMissing() && { LD_LIBRARY_PATH: join(HOME, 'al2023/lib') }),
    },
  };
}

/** Starts the browser, with more flags where a tool needs them; close it when done. */
export async function launchBrowser(more: readonly string[] = []): Promise<Browser> {
  const { executablePath, flags, env } = await browserProgram();
  return chromium.launch({ executablePath, args: [...flags, ...more], env, headless: true, chromiumSandbox: false });
}
