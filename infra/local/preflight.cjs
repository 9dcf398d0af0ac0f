'use strict';
/*
 * Runs before everything else, on whatever Node is there (12 or newer, CommonJS), and says in one line what this machine lacks.
 * `npm start` and `npm test` need Linux x64 with glibc for the database engine and the pinned Node that come with `npm ci`; with
 * DYNAMODB_ENDPOINT set, another engine takes the place of the first.
 */
// biome-ignore lint/style/useNodejsImportProtocol: Node 12 does not know the prefix
const fs = require('fs');
// biome-ignore lint/style/useNodejsImportProtocol: Node 12 does not know the prefix
const path = require('path');

const MINIMUM_NODE = 20;
const PINNED_NODE = 24;
const modules = path.join(__dirname, '..', '..', 'node_modules');
const endpoint = process.env.DYNAMODB_ENDPOINT;

function has(name) {
  return fs.existsSync(path.join(modules, name));
}

function usesGlibc() {
  const header = process.report ? process.report.getReport().header : {};
  return header.glibcVersionRuntime !== undefined;
}

/** [what is missing in Chinese, the same in English] or undefined. */
function missing() {
  const major = Number(process.versions.node.split('.')[0]);
  const where = `${process.platform} ${process.arch}`;
  const other = 'DYNAMODB_ENDPOINT=http://127.0.0.1:8000 npm start';
  if (major < MINIMUM_NODE) {
    return [
      `需要 Node ${MINIMUM_NODE} 或更高版本，现在是 ${process.version}`,
      `Node ${MINIMUM_NODE} or newer is needed; this is ${process.version}`,
    ];
  }
  if (!fs.existsSync(modules)) return ['还没有安装依赖：npm ci', 'the dependencies are not installed: npm ci'];
  if (!has('.bin/node') && major < PINNED_NODE) {
    return [
      `没有随附的 Node ${PINNED_NODE}（${where}）：请安装 Node ${PINNED_NODE} 再运行`,
      `the Node ${PINNED_NODE} that comes with npm ci is not there (${where}): install Node ${PINNED_NODE} or newer`,
    ];
  }
  if (endpoint) return undefined;
  if (process.platform !== 'linux' || process.arch !== 'x64' || !usesGlibc()) {
    return [
      '内置数据库只支持 Linux x64（glibc），这里是 ' +
        where +
        '：请先启动 DynamoDB Local（docker run -p 8000:8000 amazon/dynamodb-local），再运行 ' +
        other,
      'the built-in database runs on Linux x64 (glibc), this is ' +
        where +
        ': start DynamoDB Local (docker run -p 8000:8000 amazon/dynamodb-local), then ' +
        other,
    ];
  }
  if (!has('@dynoxide/linux-x64/dynoxide')) {
    return [
      `缺少内置数据库 @dynoxide/linux-x64：不带 --omit=optional 重新运行 npm ci，或启动 DynamoDB Local 后运行 ${other}`,
      'the built-in database @dynoxide/linux-x64 is missing: run npm ci again without --omit=optional, or start DynamoDB Local, then ' +
        other,
    ];
  }
  return undefined;
}

const lacks = missing();
if (lacks) {
  console.error(`${lacks[0]}\n${lacks[1]}`);
  process.exit(1);
}
