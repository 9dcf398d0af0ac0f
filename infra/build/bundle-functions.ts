import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type BuildOptions, build, type Plugin } from 'esbuild';
import { layFilesBeside } from './files-beside.ts';

/** The names of all functions: the directories of `functions/` that have a handler. */
export const functionNames = (repository: string): string[] =>
  readdirSync(join(repository, 'functions'))
    .filter((name) => existsSync(join(repository, 'functions', name, 'handler.ts')))
    .sort();

/**
 * Parts of libraries that we never come to, and what stands in their place; together 150 KB of a bundle with the SDK. Reached after all, they
 * throw: the client would have to be set up differently (`shared/store/client.ts`).
 */
const LEFT_OUT: Readonly<Record<string, string>> = {
  // DynamoDB has no operation with an event stream, and of S3's we call none; its client wires them up when it is made.
  '@smithy/core/event-streams': `
    const leftOut = () => { throw new Error('event streams are left out of the bundles'); };
    export const resolveEventStreamSerdeConfig = (config) => config;
    export const eventStreamSerdeProvider = leftOut;
    export class EventStreamSerde { constructor() { leftOut(); } }`,
  // The client is told not to discover endpoints.
  '@aws-sdk/endpoint-cache': `export class EndpointCache { get() { throw new Error('endpoint discovery is left out of the bundles'); } }`,
  // 490 KB for fonts packed for the web (WOFF2); ours lies beside the bundle as it is.
  'brotli/decompress.js': `export default () => { throw new Error('packed fonts are left out of the bundles'); };`,
};

/** The same of files inside `@smithy/core`: the class of each, which its neighbours import by path. */
const LEFT_OUT_INSIDE: Readonly<Record<string, string>> = {
  // Node's own crypto hashes.
  Sha256Js: 'hashing in JavaScript is',
  // Retries are of the standard mode.
  AdaptiveRetryStrategy: 'the adaptive mode of retries is',
  // A Lambda is told its region by its environment.
  getInstanceMetadataRegion: 'the region of an EC2 machine is',
};
const throws = (name: string): string =>
  `export function ${name}() { throw new Error('${LEFT_OUT_INSIDE[name]} left out of the bundles'); }`;

/**
 * The parser of JSON knows JSON5 too, whose names may hold any letter of Unicode: 16 KB of ranges. Strict JSON asks them where `true`,
 * `false` and `null` end, which have none: no character goes on with them. A version that is built otherwise stops the build.
 */
function withoutJson5Names(source: string): string {
  const ranges = /^const (ID_Start|ID_Continue) = \/.+\/;$/gm;
  if (source.match(ranges)?.length !== 2) throw new Error('the parser of JSON no longer holds the names of JSON5 where they were');
  return source.replace(ranges, 'const $1 = { test: () => false };');
}

/** Replaces the SDK's chain of credential sources by the one a Lambda has, and what is left out by what says so. */
const leanSdk = (repository: string): Plugin => ({
  name: 'lean-sdk',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^@aws-sdk\/credential-provider-node$/ }, () => ({
      path: join(repository, 'shared/store/environment-credentials.ts'),
    }));
    onResolve({ filter: /^(@smithy|@aws-sdk|brotli)\// }, ({ path }) => (path in LEFT_OUT ? { path, namespace: 'left-out' } : undefined));
    onResolve({ filter: new RegExp(`/(?:${Object.keys(LEFT_OUT_INSIDE).join('|')})$`) }, ({ path, importer }) =>
      importer.includes('/@smithy/core/') ? { path: path.slice(path.lastIndexOf('/') + 1), namespace: 'left-out-inside' } : undefined,
    );
    onLoad({ filter: /./, namespace: 'left-out-inside' }, ({ path }) => ({ contents: throws(path), loader: 'js' }));
    // Each client tells its version, and brings its whole package.json for it.
    onLoad({ filter: /node_modules\/@aws-sdk\/client-[^/]+\/package\.json$/ }, ({ path }) => {
      const { version } = JSON.parse(readFileSync(path, 'utf8')) as { version: string };
      return { contents: JSON.stringify({ version }), loader: 'json' };
    });
    onLoad({ filter: /@humanwhocodes\/momoa\/dist\/momoa\.js$/ }, ({ path }) => ({
      contents: withoutJson5Names(readFileSync(path, 'utf8')),
    }));
    onLoad({ filter: /./, namespace: 'left-out' }, ({ path }) => ({ contents: LEFT_OUT[path] as string }));
  },
});

/** How a handler becomes one file; the benchmark of the cold start bundles its bare handler in the same way. */
export const bundleOptions = (repository: string, entry: string, outfile: string) =>
  ({
    absWorkingDir: repository,
    entryPoints: [entry],
    outfile,
    bundle: true,
    format: 'cjs',
    platform: 'node',
    target: 'node24',
    // Packages that ship both kinds of module are taken as ES modules, of which the unused half can be left out.
    mainFields: ['module', 'main'],
    conditions: ['module', 'import'],
    // Its build for browsers looks for no file at run time, and deflates in JavaScript, so that a letter has the same bytes on every processor.
    alias: { pdfkit: join(repository, 'node_modules/pdfkit/js/pdfkit.browser.mjs') },
    minify: true,
    keepNames: false,
    legalComments: 'none',
    // Chinese words as they are: escaped, each character is twice as long.
    charset: 'utf8',
    // A bundle is no module and has no address; pdfkit asks for one to name a file that it has inside.
    define: { 'process.env.NODE_ENV': '"production"', 'import.meta.url': '"file:///"' },
    metafile: true,
    logLevel: 'warning',
    plugins: [leanSdk(repository)],
  }) satisfies BuildOptions;

/**
 * Bundles every function into one CommonJS file (it starts 10 to 25 ms sooner than a module) with nothing left to resolve at run time, and
 * lays beside it the files it reads. Writes `dist/functions/<name>/index.cjs` and the list of what is inside to `dist/meta/<name>.json`.
 */
export async function bundleFunctions(repository: string, dist: string): Promise<void> {
  const names = functionNames(repository);
  rmSync(join(dist, 'functions'), { recursive: true, force: true });
  mkdirSync(join(dist, 'meta'), { recursive: true });
  for (const name of names) {
    const entry = join('functions', name, 'handler.ts');
    const { metafile } = await build(bundleOptions(repository, entry, join(dist, 'functions', name, 'index.cjs')));
    layFilesBeside(name, join(dist, 'functions', name));
    writeFileSync(join(dist, 'meta', `${name}.json`), JSON.stringify(metafile));
  }
}
