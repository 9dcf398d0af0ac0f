import { createPublicKey } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import type { AuditExport } from '../../shared/contracts/audit-export.ts';
import { keyIdOf } from '../../shared/store/audit-tree.ts';
import { transfersNamed } from '../../shared/store/transfer-hash.ts';
import { CannotTell, FINDINGS } from './verify/findings.ts';
import { type Verdict, verifyFile } from './verify/verify-file.ts';

const USAGE = `npm run verify-case -- <file.json> [--key public-key.pem]... [--head <hash>]

核验导出的办件审计文件，不联网，也不问平台。Checks an exported audit file: no network, nothing but the file.
--key   只信任这个公钥（PEM），不用文件里的；可重复。Trust this public key (PEM) instead of those in the file; may be repeated.
--head  文书上所印的案卷链校验值：说明文件含有文书所据的全部记录，未被改写。The head of the chain as printed on a letter: all it rests on is in the file, unchanged.
退出码 exit code: 0 成立 it holds · 1 不成立 it does not · 2 无法判断 cannot tell`;

/** The name of a key in a PEM file. */
function keyIdIn(path: string): string {
  const pem = readFileSync(path, 'utf8');
  return keyIdOf(createPublicKey(pem).export({ type: 'spki', format: 'der' }));
}

function tellBroken(path: string, { code, byte, path: place }: Extract<Verdict, { holds: false }>): void {
  const where = place.length > 0 ? `（/${place.join('/')}）` : '';
  console.log(`不成立 DOES NOT HOLD  ${path}
第一处不符：第 ${byte} 字节${where}：${FINDINGS[code].zh}
First broken byte: ${byte}${place.length > 0 ? ` (/${place.join('/')})` : ''}: ${FINDINGS[code].en}`);
}

function tellHolds(path: string, { aggregate, entries, transfers, head, sealed, seals, publicKeys }: AuditExport, trusted: boolean): void {
  const named = transfersNamed(entries).size;
  const open = entries.length - sealed;
  const newest = seals.at(-1);
  console.log(`成立 HOLDS  ${path}
${aggregate.kind} ${aggregate.id}
记录 ${entries.length} 条，连续、未改动 · ${entries.length} entries, none missing between them and none changed
最新一条 newest  ${head.seq}  ${head.hash}
封存 ${sealed} 条，签名 ${seals.length} 次${newest ? `，最后到 ${newest.to}` : ''} · ${sealed} under ${seals.length} signed seals`);
  if (named > 0)
    console.log(
      `账目 ${named} 笔，其中 ${transfers.length} 笔已证明 · ${named} transfers of money named, ${transfers.length} of them proven`,
    );
  for (const { keyId } of publicKeys) console.log(`公钥 key  ${keyId}`);
  if (open > 0)
    console.log(`最新 ${open} 条尚未封存：几分钟后重新导出即可 · the newest ${open} not sealed yet: export again in some minutes`);
  if (!trusted && publicKeys.length > 0)
    console.log('公钥取自文件本身，请与平台公布的编号核对 · the keys are those of the file: compare their names with those made public');
}

function main(): number {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { key: { type: 'string', multiple: true }, head: { type: 'string' }, help: { type: 'boolean' } },
  });
  const [path] = positionals;
  if (values.help || path === undefined || positionals.length > 1) {
    console.error(USAGE);
    return values.help ? 0 : 2;
  }
  const trusted = values.key && new Set(values.key.map(keyIdIn));
  const verdict = verifyFile(readFileSync(path), trusted);
  if (!verdict.holds) {
    tellBroken(path, verdict);
    return 1;
  }
  const { entries } = verdict.file;
  const printed = values.head?.toLowerCase();
  const seq = entries.find(({ hash }) => hash === printed)?.seq;
  if (printed !== undefined && seq === undefined) {
    console.log(`不成立 DOES NOT HOLD  ${path}
没有一条记录的校验值是 ${printed}：记录被改写，文件在它之前就结束，或不是这个办件
No entry has the hash ${printed}: they were written anew, the file ends before it, or is about something else`);
    return 1;
  }
  tellHolds(path, verdict.file, trusted !== undefined);
  if (seq !== undefined)
    console.log(
      `文书所据的是第 ${seq} 条，此后又有 ${entries.length - seq} 条 · the letter rests on entry ${seq}, ${entries.length - seq} came after`,
    );
  return 0;
}

try {
  process.exitCode = main();
} catch (error) {
  const { message } = error as Error;
  const reason =
    error instanceof CannotTell ? `本程序不认识这种签名 this program does not know this kind of signature: ${message}` : message;
  console.error(`无法判断 CANNOT TELL\n${reason}`);
  process.exitCode = 2;
}
