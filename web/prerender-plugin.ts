import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { build, type Manifest, type Plugin } from 'vite';

/** What `src/prerender.tsx` exports when built for Node. */
type Prerender = {
  pages: readonly { readonly path: string; readonly file: string; readonly module: string | null }[];
  render(path: string): Promise<string>;
};

/** The chunks and style sheets a page needs beside the entry, from the build's manifest. */
function filesOf(manifest: Manifest, key: string): { scripts: Set<string>; styles: Set<string> } {
  const scripts = new Set<string>();
  const styles = new Set<string>();
  const visit = (name: string) => {
    const chunk = manifest[name];
    if (!chunk || scripts.has(chunk.file)) return;
    scripts.add(chunk.file);
    for (const style of chunk.css ?? []) styles.add(style);
    for (const next of chunk.imports ?? []) visit(next);
  };
  visit(key);
  return { scripts, styles };
}

/**
 * Writes the first sight of each page into its HTML, so that text is painted before any script runs. The same components as in the
 * browser render it, in Chinese and before any data; the browser then takes the markup over. `app.html` serves every other address.
 */
export function prerenderPages(root: string): Plugin {
  let outDir = '';
  return {
    name: 'prerender-pages',
    apply: 'build',
    configResolved(config) {
      outDir = path.resolve(config.root, config.build.outDir);
    },
    async closeBundle(error?: Error) {
      // It is called after a build that failed, too: its own fault is the one to be told.
      if (error) return;
      const temporary = await mkdtemp(path.join(outDir, '.ssr-'));
      try {
        await build({
          root,
          mode: 'ssr',
          logLevel: 'warn',
          build: { ssr: 'src/prerender.tsx', outDir: temporary, emptyOutDir: true, manifest: false, copyPublicDir: false },
        });
        const { pages, render }: Prerender = await import(pathToFileURL(path.join(temporary, 'prerender.js')).href);
        const manifest: Manifest = JSON.parse(await readFile(path.join(outDir, '.vite/manifest.json'), 'utf8'));
        const template = await readFile(path.join(outDir, 'index.html'), 'utf8');
        const entry = filesOf(manifest, 'index.html');
        for (const page of pages) {
          const own = page.module ? filesOf(manifest, page.module) : { scripts: new Set<string>(), styles: new Set<string>() };
          const links = [
            ...[...own.styles].filter((file) => !entry.styles.has(file)).map((file) => `<link rel="stylesheet" href="/${file}">`),
            ...[...own.scripts].filter((file) => !entry.scripts.has(file)).map((file) => `<link rel="modulepreload" href="/${file}">`),
          ];
          const html = template.replace('</head>', `${links.join('')}</head>`).replace('<!--page-->', await render(page.path));
          await writeFile(path.join(outDir, page.file), html);
        }
      } finally {
        await rm(temporary, { recursive: true, force: true });
      }
    },
  };
}
