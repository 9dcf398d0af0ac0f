import { spawnSync } from 'node:child_process';
import { existsSync, globSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, normalize, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { FUNCTIONS_OF_API } from '../../shared/contracts/routes.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const biome = join(root, 'node_modules/.bin/biome');
const sources = globSync('{shared,functions,infra,web}/**/*.{ts,tsx}', { cwd: root, exclude: ['**/node_modules/**'] });

interface Import {
  readonly from: string;
  /** A path from the root for our own files, the bare name of a package otherwise. */
  readonly to: string;
  readonly typeOnly: boolean;
}

const IMPORT = /^\s*(?:import|export)\s+(type\s+)?(?:[\w*{][^'"]*?\sfrom\s+)?'([^']+)'|\bimport\(\s*'([^']+)'/gmu;

function importsOf(file: string): Import[] {
  return [...readFileSync(join(root, file), 'utf8').matchAll(IMPORT)].map(([, type, fixed, dynamic]) => {
    const specifier = fixed ?? dynamic ?? '';
    const to = specifier.startsWith('.') ? normalize(join(dirname(file), specifier)) : specifier;
    return { from: file, to, typeOnly: type !== undefined };
  });
}

const imports = sources.flatMap(importsOf);
const functionNames = readdirSync(join(root, 'functions'));
const said = ({ from, to }: Import) => `${from} imports ${to}`;

describe('import directions, checked over every import there is', () => {
  it('has read the imports', () => {
    expect(imports.length).toBeGreaterThan(300);
    expect(imports).toContainEqual({ from: 'infra/app.ts', to: 'infra/stages.ts', typeOnly: false });
    expect(imports).toContainEqual(expect.objectContaining({ from: 'shared/store/client.ts', to: '@aws-sdk/lib-dynamodb' }));
  });

  it('the domain leans on zod and on itself', () => {
    const out = imports.filter(({ from, to }) => from.startsWith('shared/domain/') && !/^zod(?:\/|$)|^shared\/domain\//u.test(to));
    expect(out.map(said)).toEqual([]);
  });

  it('no function imports another function', () => {
    const out = imports.filter(({ from, to }) => {
      const [own, other] = [from, to].map((path) => (path.startsWith('functions/') ? path.split('/')[1] : undefined));
      return own !== undefined && other !== undefined && own !== other;
    });
    expect(out.map(said)).toEqual([]);
  });

  it('the AWS SDK is called in shared/store alone; elsewhere only its types are named', () => {
    const out = imports.filter(({ from, to, typeOnly }) => to.startsWith('@aws-sdk/') && !from.startsWith('shared/store/') && !typeOnly);
    expect(out.map(said)).toEqual([]);
  });

  it('keys are built in shared/store/keys alone: who could put one together could read and write any row', () => {
    const out = imports.filter(({ from, to }) => to === 'shared/store/keys/build.ts' && !from.startsWith('shared/store/keys/'));
    expect(out.map(said)).toEqual([]);
    expect(existsSync(join(root, 'shared/store/keys/build.ts'))).toBe(true);
  });

  it('infra knows functions by the types of their configuration and files, never by their code', () => {
    const out = imports.filter(({ from, to, typeOnly }) => from.startsWith('infra/') && to.startsWith('functions/') && !typeOnly);
    expect(out.map(said)).toEqual([]);
  });

  it('nothing of ours is imported for what it does but for what it gives, as package.json tells the bundlers; styles apart', () => {
    const { sideEffects } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { sideEffects: unknown };
    expect(sideEffects).toEqual(['**/*.css']);
    const nameless = sources.flatMap((file) =>
      [...readFileSync(join(root, file), 'utf8').matchAll(/^\s*import\s+'([^']+)'/gmu)].map(([, to = '']) => `${file} imports ${to}`),
    );
    expect(nameless.length).toBeGreaterThan(10);
    expect(nameless.filter((said) => !said.endsWith('.css'))).toEqual([]);
  });

  it('nothing in the product imports a test', () => {
    expect(imports.filter(({ to }) => to.startsWith('test/')).map(said)).toEqual([]);
  });
});

/**
 * Instruments (补贴 now; funds, loans and guarantees next): who serves cases of every kind asks the tables of `shared/domain/instruments`, by the
 * instrument of the case. These alone know the claims of one instrument: its own rules, its own functions, its contract, its pages, its rows.
 */
const KNOW_SUBSIDIES = [
  /^shared\/domain\/(?:subsidies|instruments)\//u,
  /^functions\/(?:subsidies-api|entitlement-worker)\//u,
  /^shared\/contracts\/claims\.ts$/u,
  /^shared\/store\/applicant-store\.ts$/u,
  /^infra\/local\/demo\//u,
  /^web\/src\/(?:claims\/|pages\/filings\.tsx$)/u,
];

describe('instruments are asked through their tables', () => {
  const into = (room: string) => imports.filter(({ to }) => to.startsWith(room));
  const rule = 'see "An instrument" in shared/domain/cases/README.md';

  it('nobody but their own knows the rules of subsidies', () => {
    const out = into('shared/domain/subsidies/').filter(({ from }) => !KNOW_SUBSIDIES.some((own) => own.test(from)));
    expect(out.map(said), rule).toEqual([]);
    expect(KNOW_SUBSIDIES.filter((own) => !into('shared/domain/subsidies/').some(({ from }) => own.test(from)))).toEqual([]);
  });

  it('the case machine knows no instrument, not even through the tables', () => {
    const out = [...into('shared/domain/subsidies/'), ...into('shared/domain/instruments/')];
    expect(out.filter(({ from }) => from.startsWith('shared/domain/cases/')).map(said), rule).toEqual([]);
  });

  it('who judges claims is loaded by the one function that judges them', () => {
    expect([...new Set(into('shared/domain/instruments/judge-of.ts').map(({ from }) => from.split('/', 2).join('/')))]).toEqual([
      'functions/appraisals-api',
    ]);
  });
});

describe('the domain asks neither the clock nor chance nor the environment', () => {
  const BANNED =
    /\bDate\.now\b|\bnew Date\(\)|\bMath\.random\b|\bprocess\.|\bperformance\.|\bcrypto\b|\bglobalThis\b|\bfetch\(|\bconsole\./u;
  const withoutComments = (text: string) => text.replaceAll(/\/\*[\s\S]*?\*\/|\/\/.*$/gmu, '');
  const domain = sources.filter((file) => file.startsWith('shared/domain/'));

  it('sees what it forbids', () => {
    for (const line of ['Date.now()', 'new Date()', 'Math.random()', 'process.env.X']) expect(line).toMatch(BANNED);
    expect(withoutComments('/** of new Date() */ const a = 1; // Date.now()')).not.toMatch(BANNED);
  });

  it.each(domain)('%s', (file) => {
    expect(withoutComments(readFileSync(join(root, file), 'utf8'))).not.toMatch(BANNED);
  });
});

/** A file of the room and what it may not say there. Each must be reported by the linter, and the message must name the document. */
const PLANTED: [file: string, source: string][] = [
  ['shared/domain/policy/planted.ts', "import '@aws-sdk/lib-dynamodb';"],
  ['shared/domain/policy/planted.ts', "import 'node:fs';"],
  ['shared/domain/policy/planted.ts', "import 'hono';"],
  ['shared/domain/policy/planted.ts', "import '../../contracts/match.ts';"],
  ['shared/domain/policy/planted.ts', "export type { A } from '../../store/keys.ts';"],
  ['shared/catalogue/planted.ts', "import '../store/keys.ts';"],
  ['shared/contracts/planted.ts', "import 'hono';"],
  ['shared/contracts/planted.ts', "import '../store/keys.ts';"],
  ['shared/store/planted.ts', "import '../http/reply.ts';"],
  ['shared/store/planted.ts', "import 'hono';"],
  ['shared/http/planted.ts', "import '@aws-sdk/client-dynamodb';"],
  ['shared/http/planted.ts', "import '../store/keys.ts';"],
  ['shared/runtime/planted.ts', "import '../store/client.ts';"],
  ['shared/runtime/planted.ts', "import '@aws-sdk/client-dynamodb';"],
  ['functions/matching-api/planted.ts', "import '@aws-sdk/client-dynamodb';"],
  ['functions/matching-api/planted.ts', "import '../programmes-api/app.ts';"],
  ['functions/matching-api/use-cases/planted.ts', "await import('../../programmes-api/app.ts');"],
  ['functions/matching-api/planted.ts', "import '../../infra/stages.ts';"],
  ['infra/planted.ts', "import '../functions/matching-api/use-cases/match.ts';"],
  ['infra/local/planted.ts', "import '../../web/src/main.tsx';"],
  ['web/src/planted.ts', "import '../../shared/store/keys.ts';"],
  ['web/src/planted.ts', "import '../../shared/http/reply.ts';"],
  ['web/src/planted.ts', "import 'node:fs';"],
];

/** The same rooms, and what they may say: the linter keeps quiet. */
const ALLOWED: [file: string, source: string][] = [
  ['shared/domain/policy/planted.ts', "import 'zod';\nimport 'zod/mini';\nimport './fact.ts';\nimport '../kernel/money.ts';"],
  ['shared/contracts/planted.ts', "import 'zod';\nimport '../domain/policy/fact.ts';\nimport './match.ts';"],
  ['shared/store/planted.ts', "import '@aws-sdk/client-dynamodb';\nimport 'node:zlib';\nimport '../domain/kernel/result.ts';"],
  ['shared/http/planted.ts', "import 'hono';\nimport 'hono/aws-lambda';\nimport '../contracts/match.ts';"],
  ['shared/runtime/planted.ts', "import '@middy/core';\nimport '@aws-lambda-powertools/logger';\nimport '../http/create-app.ts';"],
  ['functions/matching-api/planted.ts', "import 'hono';\nimport '../../shared/store/client.ts';\nimport './use-cases/match.ts';"],
  ['functions/letter-writer/render/planted.ts', "import 'pdfkit';\nimport 'fontkit';\nimport '../../../shared/contracts/letter.ts';"],
  ['infra/planted.ts', "import 'aws-cdk-lib';\nimport '../functions/matching-api/config.ts';\nimport '../shared/store/table-names.ts';"],
  ['web/src/planted.ts', "import 'react';\nimport '../../shared/contracts/match.ts';\nimport '../../shared/domain/policy/fact.ts';"],
];

describe('the linter', () => {
  const planted = [...PLANTED, ...ALLOWED].map(([file, source], at) => ({ path: file.replace('planted', `planted-${at}`), source }));
  let copy: string;
  /** Path to the messages about its imports. */
  let messages: Map<string, string[]>;

  beforeAll(() => {
    copy = mkdtempSync(join(tmpdir(), 'rongqiao-lint-'));
    // The copy has no repository to read an ignore file from, and cycles are no matter here; the rest is the configuration of the house.
    const { vcs: _vcs, linter: _linter, ...config } = JSON.parse(readFileSync(join(root, 'biome.json'), 'utf8'));
    writeFileSync(join(copy, 'biome.json'), JSON.stringify(config));
    for (const { path, source } of planted) {
      mkdirSync(dirname(join(copy, path)), { recursive: true });
      writeFileSync(join(copy, path), `${source}\n`);
    }
    const { stdout, error } = spawnSync(biome, ['lint', '--reporter=json', '--max-diagnostics=none', '.'], { cwd: copy, encoding: 'utf8' });
    if (error) throw error;
    const { diagnostics } = JSON.parse(stdout) as {
      diagnostics: { category: string; severity: string; message: string; location: { path: string } }[];
    };
    messages = new Map(planted.map(({ path }) => [path, []]));
    for (const { category, severity, message, location } of diagnostics) {
      if (category === 'lint/style/noRestrictedImports' && severity === 'error') messages.get(location.path)?.push(message);
    }
  });
  afterAll(() => rmSync(copy, { recursive: true, force: true }));

  it.each(planted.slice(0, PLANTED.length))('refuses in $path: $source', ({ path }) => {
    expect(messages.get(path)).toEqual([expect.stringContaining('shared/README.md')]);
  });

  it.each(planted.slice(PLANTED.length))('allows in $path what belongs there', ({ path }) => {
    expect(messages.get(path)).toEqual([]);
  });

  it('refuses files that import one another in a circle, be it for a type alone', () => {
    const circle = mkdtempSync(join(tmpdir(), 'rongqiao-circle-'));
    try {
      const { linter } = JSON.parse(readFileSync(join(root, 'biome.json'), 'utf8'));
      const { noImportCycles } = linter.rules.suspicious;
      writeFileSync(join(circle, 'biome.json'), JSON.stringify({ linter: { rules: { preset: 'none', suspicious: { noImportCycles } } } }));
      writeFileSync(join(circle, 'one.ts'), "import type { Two } from './two.ts';\nexport type One = Two;\n");
      writeFileSync(join(circle, 'two.ts'), "import { three } from './three.ts';\nexport type Two = typeof three;\n");
      writeFileSync(join(circle, 'three.ts'), "import type { One } from './one.ts';\nexport const three: One | 3 = 3;\n");
      const { stdout, status } = spawnSync(biome, ['lint', '--reporter=github', '.'], { cwd: circle, encoding: 'utf8' });
      expect(stdout).toMatch(/noImportCycles,file=[^\n]*one\.ts/u);
      expect(status).toBe(1);
    } finally {
      rmSync(circle, { recursive: true, force: true });
    }
  });

  it('names a document that holds the table', () => {
    expect(readFileSync(join(root, 'shared/README.md'), 'utf8')).toMatch(/^\| \*\*domain\*\* +\|/mu);
  });
});

describe('one name, one function', () => {
  it.each(functionNames)('%s has a README, a handler, a configuration and a file in infra/functions', (name) => {
    for (const file of ['README.md', 'handler.ts', 'config.ts'].map((part) => `functions/${name}/${part}`)) {
      expect(existsSync(join(root, file)), file).toBe(true);
    }
    const infra = readFileSync(join(root, `infra/functions/${name}.ts`), 'utf8');
    expect(infra).toContain(`name: '${name}'`);
    expect(infra).toContain(`from '../../functions/${name}/config.ts'`);
  });

  it.each(functionNames)('the README of %s says what it is for, what it does, whom it talks to and what surprises', (name) => {
    const text = readFileSync(join(root, `functions/${name}/README.md`), 'utf8');
    for (const heading of ['Purpose', 'Flow', 'Talks to', 'Peculiarities'])
      expect(text).toMatch(new RegExp(`\\n\\*\\*${heading}\\.\\*\\*\\s+\\S`, 'u'));
  });

  it('every function behind a route exists, and infra describes no other', () => {
    expect(functionNames).toEqual(expect.arrayContaining([...FUNCTIONS_OF_API]));
    const described = globSync('infra/functions/*.ts', { cwd: root }).map((file) =>
      relative('infra/functions', file).replace(/\.ts$/u, ''),
    );
    expect(described.filter((name) => !['index', 'function-spec', 'api-environment'].includes(name)).sort()).toEqual(
      [...functionNames].sort(),
    );
  });
});
