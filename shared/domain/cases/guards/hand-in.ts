import type { FieldFault as Fault } from '../../parties/refusal.ts';
import { liesUnder } from '../diff.ts';
import { profileOf } from '../profiles.ts';
import { type Checks, onField, type View } from './check.ts';
import { isSentence } from './sentence.ts';

const openCorrection = ({ file }: View) => file.corrections.find(({ state }) => state === 'open');
/** Of the correction that is open: its defects that are answered neither way. A dispute says why. */
const unanswered = (view: View) =>
  openCorrection(view)?.defects.filter(
    ({ id }) => !view.detail.answers?.some(({ defectId, kind, text }) => defectId === id && (kind === 'corrected' || text.trim() !== '')),
  ) ?? [];
/**
 * Defects that could have been named with the last return that was answered: nothing was changed there since, no fact of the clause was settled,
 * and it is not said in a sentence why not then. A return that was cancelled has asked nobody for anything.
 */
function oldDefects({ file: { record, corrections }, detail: { defects = [] } }: View): Fault[] {
  const last = corrections.findLast(({ state }) => state === 'resolved');
  if (!last) return [];
  const settled = (clause: string) =>
    record.appraisal?.clauses.some(
      ({ id, fact }) => clause === `/clauses/${id}` && record.settled.some((one) => one.fact === fact && one.at > last.openedAt),
    );
  const changes = [...last.requestedChanges, ...last.unrequestedChanges];
  return defects.flatMap(({ pointer, newBecause }, at) =>
    isSentence(newBecause) || settled(pointer) || changes.some((one) => liesUnder(one, pointer))
      ? []
      : onField(`/defects/${at}/newBecause`, 'defect-not-new')(),
  );
}

/** What is handed in, returned and handed in again. */
export const HAND_IN_CHECKS = {
  'window-open': { code: 'window-closed', holds: ({ callOpen }) => callOpen, faults: ({ closed = [] }) => closed },
  'claim-complete': { code: 'claim-refused', holds: ({ missing }) => missing.length === 0, faults: ({ missing }) => missing },
  'names-defects': {
    code: 'defects-missing',
    holds: ({ detail: { defects = [] } }) =>
      defects.length > 0 && defects.every(({ pointer, text }) => pointer !== '' && text.trim() !== ''),
  },
  'no-open-correction': { code: 'correction-open', holds: (view) => !openCorrection(view) },
  'defects-new': { code: 'defect-not-new', holds: (view) => oldDefects(view).length === 0, faults: oldDefects },
  'defects-answered': {
    code: 'defects-unanswered',
    holds: (view) => unanswered(view).length === 0,
    faults: (view) => unanswered(view).map(({ id, pointer, text }) => ({ pointer, code: id, detail: { zh: text, en: text } })),
  },
  'residence-confirmed': {
    code: 'residence-unconfirmed',
    holds: ({ file: { record } }) => !profileOf(record.instrument).confirmation || record.confirmation !== null,
  },
} satisfies Checks;
