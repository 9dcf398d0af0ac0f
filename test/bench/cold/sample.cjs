// One cold start in a process of its own: how long loading the bundle takes, and how long its first answer. CommonJS and without types,
// so that nothing but the bundle is loaded between the two clocks. Called as `node sample.cjs <bundle> <event as JSON>`.
const [, , bundle, event] = process.argv;
const context = { awsRequestId: 'bench', functionName: 'bench', getRemainingTimeInMillis: () => 10_000 };

const started = performance.now();
const { handler } = require(bundle);
const loaded = performance.now();
handler(JSON.parse(event), context).then(({ statusCode }) => {
  const answered = performance.now();
  process.stderr.write(JSON.stringify({ statusCode, importMs: loaded - started, callMs: answered - loaded }));
  process.exit(0);
});
