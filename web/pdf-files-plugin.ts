import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import type { Plugin } from 'vite';
import { pdfFilesAt } from './pdf-files.ts';

const require = createRequire(import.meta.url);
const PACKAGE = path.dirname(require.resolve('pdfjs-dist/package.json'));
const { version } = require('pdfjs-dist/package.json') as { readonly version: string };

const inFolder = (folder: string, wanted: RegExp): [name: string, file: string][] =>
  readdirSync(path.join(PACKAGE, folder))
    .filter((name) => wanted.test(name))
    .map((name) => [`${folder}/${name}`, `${folder}/${name}`]);

/**
 * Names on our site, and the files of the package behind them: the worker, the tables by which Chinese, Japanese and Korean codes become
 * letters, the letters every reader of PDF must know, decoders in plain script, and under which terms all that is given on.
 */
const FILES: readonly (readonly [name: string, file: string])[] = [
  ['worker.js', 'legacy/build/pdf.worker.min.mjs'],
  ['LICENSE.txt', 'LICENSE'],
  ...inFolder('cmaps', /\.bcmap$/),
  ['cmaps/LICENSE.txt', 'cmaps/LICENSE'],
  ...inFolder('standard_fonts', /\.(?:pfb|ttf)$/),
  ...['FOXIT', 'LIBERATION'].map((whose) => [`standard_fonts/LICENSE_${whose}.txt`, `standard_fonts/LICENSE_${whose}`] as const),
  ...inFolder('wasm', /_nowasm_fallback\.js$/),
  ...['JBIG2', 'OPENJPEG', 'PDFJS_JBIG2', 'PDFJS_OPENJPEG'].map((whose) => [`wasm/LICENSE_${whose}.txt`, `wasm/LICENSE_${whose}`] as const),
];

/** Lays the files that the reader of PDF asks for beside the pages: nothing of it comes from another house. */
export function pdfFiles(): Plugin {
  const at = pdfFilesAt(version);
  const files = new Map(FILES.map(([name, file]) => [at + name, path.join(PACKAGE, file)]));
  return {
    name: 'pdf-files',
    generateBundle() {
      for (const [fileName, file] of files) this.emitFile({ type: 'asset', fileName, source: readFileSync(file) });
    },
    configureServer({ middlewares }) {
      middlewares.use((request, response, next) => {
        const file = files.get((request.url ?? '').slice(1));
        if (file === undefined) return next();
        response.setHeader('content-type', file.endsWith('.mjs') || file.endsWith('.js') ? 'text/javascript' : 'application/octet-stream');
        response.end(readFileSync(file));
      });
    },
  };
}
