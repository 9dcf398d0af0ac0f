import type { Path } from './file-places.ts';

/** What can be wrong with an exported file, and what it means in plain words. */
export const FINDINGS = {
  'not-utf-8': { zh: '不是 UTF-8 文本', en: 'it is not UTF-8 text' },
  'not-json': { zh: '不是完整的 JSON', en: 'it is not whole JSON' },
  'not-as-exported': {
    zh: '与导出时的写法不同：文件应当逐字节是规范 JSON',
    en: 'it is not written as it was exported: byte for byte canonical JSON',
  },
  'wrong-shape': { zh: '缺少内容、多出内容或类型不对', en: 'something is missing, added or of the wrong kind' },
  'wrong-count': { zh: '条数与文件自己写明的不符', en: 'there are not as many as the file itself says' },
  'wrong-order': { zh: '顺序不对，或者中间缺少、重复', en: 'the order is not right, or one is missing or doubled' },
  'key-name-differs': { zh: '公钥与它的编号不符', en: 'a public key does not have the name it is called by' },
  'key-unused': { zh: '没有任何封存使用这个公钥', en: 'no seal was signed with this key' },
  'key-missing': { zh: '缺少封存所用的公钥', en: 'the key this seal was signed with is missing' },
  'key-not-trusted': { zh: '不是您用 --key 指定的公钥', en: 'it is not the key you gave with --key' },
  'signature-broken': { zh: '封存的签名不成立', en: 'the signature of this seal does not hold' },
  'seals-unchained': { zh: '相邻两次封存没有前后相连', en: 'two seals that follow each other are not linked' },
  'seal-unused': { zh: '没有任何记录属于这次封存', en: 'nothing in the file lies under this seal' },
  'entry-changed': { zh: '这条记录的内容与它的校验值不符', en: 'the content of this entry is not what its hash stands for' },
  'hash-changed': { zh: '这条记录的校验值被改动', en: 'the hash of this entry was changed' },
  'link-broken': { zh: '这条记录没有接在前一条之后', en: 'this entry does not stand on the one before it' },
  'other-aggregate': { zh: '这条记录属于别的办件', en: 'this entry belongs to something else' },
  'head-differs': { zh: '最新一条不是文件写明的那一条', en: 'the newest entry is not the one the file names' },
  'transfer-differs': {
    zh: '没有任何记录以这个校验值提到这笔账目',
    en: 'no entry names this transfer with the hash it has',
  },
  'record-differs': { zh: '这份内容与记录所记的校验值不符', en: 'this content is not what the entry hashed' },
  'record-not-newest': { zh: '写明的那条记录不是最后提到这份内容的', en: 'the entry it names is not the newest that speaks of it' },
  'record-missing': { zh: '记录提到的内容不在文件里', en: 'something the entries speak of is missing' },
  'not-under-seal': { zh: '这条记录不在它所说的封存之下', en: 'this does not lie under the seal it names' },
} as const;
export type FindingCode = keyof typeof FINDINGS;

/** The first thing that does not verify, and where it stands. */
export interface Finding {
  readonly code: FindingCode;
  readonly path: Path;
}

/** This program cannot tell; no finding about the file. */
export class CannotTell extends Error {}
