import type { Letter } from '../../../shared/contracts/letter.ts';
import { type CaseLetter, type LetterAsked, opinionOfLetter } from '../../../shared/domain/cases/shown/letters.ts';
import type { CivilDate } from '../../../shared/domain/kernel/civil-date.ts';
import type { StoredCase } from '../../../shared/store/case-store.ts';
import { decision, receipt } from './case-letters.ts';
import { deadline } from './deadline-letter.ts';
import { payment, recovery, reminder } from './money-letters.ts';
import { opinionDue, opinionLate, opinionRequest, opinionWithdrawal } from './opinion-letters.ts';
import type { Saying } from './say.ts';
import { appeal, conditions, correction, lapse, offer, voided } from './standing-letters.ts';
import { versionName } from './version-name.ts';

/** Whom a receipt is from, which no office has signed: the platform took the claim in. */
const PLATFORM = '融桥服务平台';
/** Characters of a case's id that make its letters' numbers: enough to tell them apart within a year. */
const NUMBER_DIGITS = 12;

const SAYINGS: Readonly<Record<CaseLetter['kind'], Saying>> = {
  receipt,
  decision,
  payment,
  recovery,
  reminder,
  deadline,
  correction,
  conditions,
  appeal,
  void: voided,
  lapse,
  offer,
  'opinion-request': opinionRequest,
  'opinion-due': opinionDue,
  'opinion-late': opinionLate,
  'opinion-withdrawal': opinionWithdrawal,
};

export interface LetterQuestion {
  readonly stored: StoredCase;
  readonly asked: LetterAsked;
  /** The office it is from, by name; null where none has signed. */
  readonly office: string | null;
  /** The day it is written, in Asia/Shanghai. */
  readonly today: CivilDate;
}

/** The letter of a case: what was decided, paid or is asked back, by which clauses, how much and to whom, and how it can be checked. */
export function buildLetter({ stored, asked, office, today }: LetterQuestion): Letter {
  const { record } = stored.file;
  const said = SAYINGS[asked.kind](stored, today, asked.about ?? '');
  return {
    kind: asked.kind,
    language: 'zh',
    issuer: office ?? PLATFORM,
    caseId: record.id,
    number: `融桥〔${said.date.slice(0, 4)}〕${record.id.slice(0, NUMBER_DIGITS)}-${asked.version}号`,
    addressee: (opinionOfLetter(stored.file, asked)?.by.name ?? record.applicant.name).slice(0, 200),
    programme: { name: record.programmeName.zh.slice(0, 200), version: versionName(record.programmeVersion), hash: record.programmeHash },
    seal: { chainHash: stored.head.hash },
    ...said,
  };
}
