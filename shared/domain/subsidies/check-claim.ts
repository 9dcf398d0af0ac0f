import type { HoldRefusalCode } from '../cases/money/holds.ts';
import { checkPapers, type PaperState } from '../documents/papers.ts';
import { papersNamedBy } from '../instruments/papers-named.ts';
import type { FieldFault } from '../parties/refusal.ts';
import { type Citation, cite } from '../policy/citation.ts';
import type { Outcome } from '../policy/evaluate.ts';
import type { Bilingual, Confidence } from '../policy/text.ts';
import { type Check, type CheckContext, type Finding, failed, unknown } from './check-context.ts';
import { CHECKS_OF_KIND } from './checks-of-kinds.ts';
import { COMMON_CHECKS } from './checks-of-lines.ts';
import { type ClaimDraft, claim as claimForm } from './claim.ts';
import { struckOf } from './claim-parts.ts';
import { CLAIM_RULES, type ClaimRule, saidBy } from './claim-rules.ts';

/** One line of the list: what is asked, of which field, and how it stands. */
export type CheckItem = {
  /** One of the list's own, or what handing in would be refused with because of what another claim holds (`held-by-own.ts`). */
  readonly rule: ClaimRule | HoldRefusalCode;
  /** Of the field it is about, into the claim; of the whole where it is empty. */
  readonly pointer: string;
  readonly outcome: Outcome;
  readonly hard: boolean;
  /** What is asked. */
  readonly text: Bilingual;
  /** What was found. */
  readonly detail: Bilingual | null;
  readonly citation: Citation | null;
  readonly confidence: Confidence;
  /** The claim waits for it. */
  readonly waits?: true;
  /** Of what claims hold: the applicant's own that have it. */
  readonly cases?: readonly string[];
};

const OF_PAPER: Partial<Record<PaperState, Finding['outcome']>> = { checking: 'unknown', expired: 'failed', missing: 'failed' };

/** Own premises have no lease, whatever the list of the programme says; where nobody applies, data stands for papers. */
const asked = (claim: ClaimDraft, kind: string): boolean =>
  claim.kind !== 'automatic' && !(kind === 'lease' && claim.kind === 'rent' && claim.premises === 'own');

/** The papers the programme asks for beside those the claim names: in its fields, or as the scan of an invoice it lists. */
function paperFindings(claim: ClaimDraft, { version, documents, invoices, day, at }: CheckContext): Finding[] {
  const wanted = version.documents.filter(({ kind }) => asked(claim, kind));
  if (documents === undefined) return wanted.map(({ name }) => unknown('/paperIds', name.zh, name.en));
  const bills = claim.kind === 'automatic' ? [] : (claim.lines ?? []);
  const scans = bills.flatMap(({ invoiceId }) => invoices?.get(invoiceId ?? '')?.documentId ?? []);
  const named = new Set([...papersNamedBy(claim), ...scans]);
  const attached = documents.filter(({ id }) => named.has(id));
  return checkPapers(wanted, attached, day, at).flatMap(({ state, name }) => {
    const outcome = OF_PAPER[state];
    return outcome ? [{ pointer: '/paperIds', outcome, detail: name, ...(outcome === 'unknown' && { waits: true }) }] : [];
  });
}

const DOCUMENTS: Check = { rule: 'required-paper', at: '/paperIds', run: paperFindings };

/** Fields a complete claim has and this one does not. A draft holds no wrong value, so all that is wrong with it is missing. */
const MISSING: Check = {
  rule: 'field-missing',
  at: '',
  run: (draft) => {
    const read = claimForm.safeParse(draft);
    const paths = read.success ? [] : read.error.issues.map(({ path }) => `/${path.map(String).join('/')}`);
    return [...new Set(paths)].map((pointer) => failed(pointer));
  },
};

/**
 * The list of what a claim must show and how each stands: the same for the wizard (a draft, as it is filled in) and for the reviewer (a
 * submitted claim, with the rows they struck left out). In the order of reading; one line for each field that is wrong or open, one line
 * for each rule that is met. A rule that has nothing to speak of yet has no line.
 */
export function checkClaim(claim: ClaimDraft, context: CheckContext): CheckItem[] {
  const struck = struckOf(context.strikes ?? []);
  const ofKind = CHECKS_OF_KIND[claim.kind] as readonly Check[];
  const { programme, version } = context;
  return [MISSING, ...COMMON_CHECKS, ...ofKind, DOCUMENTS].flatMap(({ rule, at, run }) => {
    const findings = run(claim, context, struck);
    if (findings === null) return [];
    const { zh, en, hard, confidence } = CLAIM_RULES[rule];
    const said = saidBy(version, rule);
    const item = (pointer: string, outcome: Outcome, detail: Bilingual | null): CheckItem => ({
      rule,
      pointer,
      outcome,
      hard,
      text: { zh, en },
      detail,
      citation: cite(programme, said?.clause),
      confidence: said?.confidence ?? confidence,
    });
    if (findings.length === 0) return [item(at, 'met', null)];
    return findings.map(({ pointer, outcome, detail, waits }) => ({
      ...item(pointer, outcome, detail ?? said?.text ?? null),
      ...(waits && { waits }),
    }));
  });
}

/** A field a rule objects to, with the rule and the clause it stands in. */
export type ClaimFault = FieldFault & { readonly rule: CheckItem['rule']; readonly citation: Citation | null };
/** The first rule that refuses, and every field any hard rule objects to. */
export type ClaimRefusal = { readonly code: CheckItem['rule']; readonly faults: readonly ClaimFault[] };

/** Does this line keep a claim from being handed in: a hard rule that fails, a paper that is not checked yet? */
const stops = ({ hard, outcome, waits }: CheckItem): boolean => hard && (outcome === 'failed' || waits === true);

/** What the list comes to for whoever wants to hand the claim in; what else is open does not stop it. */
export function refusalOf(items: readonly CheckItem[]): ClaimRefusal | undefined {
  const wrong = items.filter(stops);
  const [first] = wrong;
  if (!first) return undefined;
  return {
    code: first.rule,
    faults: wrong.map(({ rule, pointer, text, detail, citation }) => ({
      pointer,
      code: rule,
      rule,
      detail: detail ? { zh: `${text.zh}（${detail.zh}）`, en: `${text.en} (${detail.en})` } : text,
      citation,
    })),
  };
}
