import { normaliseCreditCode, readCreditCode } from '../../../shared/domain/parties/uscc.ts';

/** What can be said of a code while it is typed: nothing yet, that it is right, or what to look at again. */
export function judgeCode(text: string): 'nothing' | 'short' | 'malformed' | 'doubtful' | 'right' {
  const code = normaliseCreditCode(text);
  if (code === '') return 'nothing';
  const reading = readCreditCode(code);
  if (!reading.wellFormed) return reading.why === 'length' && code.length < 18 ? 'short' : 'malformed';
  return reading.passes && reading.organisationCodePasses ? 'right' : 'doubtful';
}
