import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { pdfFiles } from './pdf-files-plugin.ts';
import { prerenderPages } from './prerender-plugin.ts';

const root = fileURLToPath(new URL('.', import.meta.url));

/** The site as files: `dist/web`, hashed assets, a manifest for the budget test, no source maps, nothing inlined as `data:`. */
export default defineConfig(({ mode }) => ({
  root,
  plugins: [react(), ...(mode === 'ssr' ? [] : [pdfFiles(), prerenderPages(root)])],
  build: {
    outDir: '../dist/web',
    emptyOutDir: true,
    manifest: true,
    sourcemap: false,
    assetsInlineLimit: 0,
    target: 'es2022',
    modulePreload: { polyfill: false },
    // On a phone's line each further file costs more than the few kilobytes it saves: one style sheet, one chunk of what all pages share.
    cssCodeSplit: false,
    rolldownOptions: {
      output: {
        codeSplitting: {
          groups: [
            {
              name: 'shared',
              test: /node_modules[\\/](?!zod|lossless|echarts|zrender|tslib|pdfjs-dist)|web[\\/]src[\\/](components[\\/](badges|citation|page-heading|states|use-settled|layout|fence)|words|api|i18n|lazy-page|locales[\\/]zh)/,
            },
            // Which files are taken: asked together before an upload, and parted they would weigh more.
            { name: 'files', test: /shared[\\/]domain[\\/]documents[\\/](file-kinds|kinds)|web[\\/]src[\\/]papers[\\/]wrong-file/ },
            // What the pages one signs in for share: their frame, and the ways to ask and to command.
            { name: 'account', test: /web[\\/]src[\\/]account[\\/](?!signed-in-note)|shared[\\/]domain[\\/]parties[\\/](kinds|access)/ },
          ],
        },
      },
    },
  },
  server: { proxy: { '/v1': process.env.API ?? 'http://127.0.0.1:3000' } },
  preview: { proxy: { '/v1': process.env.API ?? 'http://127.0.0.1:3000' } },
}));
