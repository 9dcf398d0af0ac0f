import { globSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

/** What nobody uses is deleted: it would be read, kept true and translated for nothing. Words of the pages: see `web/i18n.test.ts`. */

const root = fileURLToPath(new URL('../..', import.meta.url));
const read = (file: string) => readFileSync(join(root, file), 'utf8');
const CODE = globSync(['*.ts', '{shared,functions,infra,web,test}/**/*.{ts,tsx}'], { cwd: root, exclude: ['**/node_modules/**'] });
const textOf = new Map(CODE.map((file) => [file, read(file)]));

/** Called by name from outside our code: by Lambda, by the test runner, by the build of the pages. */
const CALLED_FROM_OUTSIDE =
  /^(?:functions\/[\w-]+\/handler|test\/bench\/cold\/bare-handler|test\/support\/house\.global|web\/src\/prerender)\.tsx?$/u;
/** Stands in for a part of a package in the bundles, under the name the package gives it. */
const STANDS_IN = 'shared/store/environment-credentials.ts defaultProvider';

const EXPORTED = /^export (?:async )?(?:abstract )?(?:function\*?|const|class) (\w+)/gmu;
const TAKEN = /^(?:import|export)\s+(?:type\s+)?(?:\w+\s*,\s*)?\{([^}]*)\}\s*from\s+'(\.[^']+)'/gmu;
/** A whole file at once: by `import()`, or by a star. */
const TAKEN_WHOLE = /\bimport\(\s*'(\.[^']+)'|^(?:import|export) \*(?: as \w+)? from '(\.[^']+)'/gmu;

describe('what is exported', () => {
  const taken = new Set<string>();
  const whole = new Set<string>();
  for (const [file, text] of textOf) {
    const at = (specifier: string) => normalize(join(dirname(file), specifier));
    for (const [, names = '', from = ''] of text.matchAll(TAKEN)) {
      for (const name of names.split(','))
        taken.add(
          `${at(from)} ${
            name
              .trim()
              .replace(/^type /u, '')
              .split(' ')[0]
          }`,
        );
    }
    for (const [, inCall, byStar] of text.matchAll(TAKEN_WHOLE)) whole.add(at(inCall ?? byStar ?? ''));
  }
  const exported = [...textOf].flatMap(([file, text]) =>
    [...text.matchAll(EXPORTED)].map(([, name]) => ({ file, name: `${file} ${name}` })),
  );

  it('is imported by another file, or is no export', () => {
    expect(exported.length).toBeGreaterThan(1_000);
    expect(taken).toContain('shared/domain/kernel/result.ts ok');
    const unused = exported.filter(({ file, name }) => !taken.has(name) && !whole.has(file) && !CALLED_FROM_OUTSIDE.test(file));
    expect(unused.map(({ name }) => name)).toEqual([STANDS_IN]);
  });
});

describe('a class of a style sheet', () => {
  const pages = CODE.filter((file) => file.startsWith('web/src/')).map((file) => textOf.get(file) ?? '');
  const quoted = [...pages, read('web/index.html')].flatMap((text) => text.match(/'[^'\n]*'|"[^"\n]*"|`[^`]*`/gu) ?? []);
  const said = new Set(quoted.flatMap((text) => text.slice(1, -1).match(/[\w-]+/gu) ?? []));
  const beginnings = quoted.flatMap((text) => [...text.matchAll(/([a-z][\w-]*-)\$\{/gu)].map(([, beginning = '']) => beginning));

  it('is worn by something on a page', () => {
    const sheets = globSync('web/src/**/*.css', { cwd: root }).map((file) => read(file).replaceAll(/\/\*[\s\S]*?\*\//gu, ''));
    const heads = sheets.flatMap((sheet) => sheet.match(/[^{};]+(?=\{)/gu) ?? []);
    const classes = new Set(heads.flatMap((head) => [...head.matchAll(/\.([a-z][\w-]*)/gu)].map(([, name = '']) => name)));
    expect(classes.size).toBeGreaterThan(200);
    const unworn = [...classes].filter((name) => !said.has(name) && !beginnings.some((beginning) => name.startsWith(beginning)));
    expect(unworn).toEqual([]);
  });
});
