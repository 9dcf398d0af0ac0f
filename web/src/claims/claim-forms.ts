import type { DocumentKind } from '../../../shared/domain/documents/kind-names.ts';
import type { AnyKind, Draft } from './claim-paths.ts';

type Control =
  | { readonly type: 'text' | 'whole' | 'area' | 'fen' | 'date' | 'month' | 'year' | 'yes-no' | 'id-number' | 'division' | 'uscc' }
  | { readonly type: 'choice'; readonly options: readonly string[] }
  /** The choices of a fact of the dictionary. */
  | { readonly type: 'fact'; readonly fact: string }
  | { readonly type: 'invoice' }
  | { readonly type: 'filing' }
  /** One paper of the vault, or several; `title` is what a new one is called where its kind does not say enough. */
  | { readonly type: 'paper' | 'papers'; readonly papers: readonly DocumentKind[]; readonly title?: string };

/** One question of a claim. `path` leads to its answer in the claim, or in the row; its words are `claims.field.<path with hyphens>`. */
export type Field = Control & {
  readonly path: string;
  readonly optional?: true;
  /** There is a sentence of help: `claims.hint.<path>`. */
  readonly hint?: true;
  /** Asked only where this holds for the claim. */
  readonly when?: (claim: Draft) => boolean;
};

/** A list of bills, persons or sittings, each row with the same questions. */
export type RowsForm = {
  readonly list: 'lines' | 'trainees' | 'sessions' | 'household';
  readonly idField: 'lineId' | 'traineeId' | 'sessionId' | 'relativeId';
  readonly fields: readonly Field[];
  readonly when?: (claim: Draft) => boolean;
};

/** One page of the wizard. */
export type FormStep = {
  readonly id: 'facts' | 'about' | 'place' | 'people' | 'bills' | 'sessions' | 'papers';
  readonly fields: readonly Field[];
  readonly rows?: RowsForm;
};

const YEAR: Field = { path: 'year', type: 'year', hint: true };
const MONTHS: readonly Field[] = [
  { path: 'monthsFrom', type: 'month' },
  { path: 'monthsTo', type: 'month', hint: true },
];
const bill = (proofs: readonly DocumentKind[]): readonly Field[] => [
  { path: 'invoiceId', type: 'invoice' },
  { path: 'amountFen', type: 'fen', hint: true },
  { path: 'paidOn', type: 'date' },
  { path: 'paymentProofDocumentId', type: 'paper', papers: proofs },
];
const BILLS: FormStep = {
  id: 'bills',
  fields: [],
  rows: { list: 'lines', idField: 'lineId', fields: bill(['payment-proof']) },
};
const PERSON: readonly Field[] = [
  { path: 'name', type: 'text' },
  { path: 'idNumber', type: 'id-number', hint: true },
];
const under = (parent: string, fields: readonly Field[]): readonly Field[] =>
  fields.map((field) => ({ ...field, path: `${parent}/${field.path}` }));
const SITE: readonly Field[] = [
  { path: 'site/divisionCode', type: 'division' },
  { path: 'site/address', type: 'text' },
  { path: 'areaM2', type: 'area' },
];
const isRented = ({ premises }: Draft): boolean => premises === 'rented';
const lease = (when?: (claim: Draft) => boolean): readonly Field[] => {
  const fields: readonly Field[] = [
    { path: 'leaseDocumentId', type: 'paper', papers: ['lease'], hint: true },
    { path: 'leaseFrom', type: 'date' },
    { path: 'leaseTo', type: 'date' },
  ];
  return fields.map((field) => (when ? { ...field, when } : { ...field, optional: true }));
};
/** The papers the programme asks for that no question above asks for. */
const PAPERS: FormStep = { id: 'papers', fields: [] };

/**
 * What each kind of claim asks, page by page: the wizard is drawn from this table, and what a reviewer names or the check finds is led back to
 * its question by it. Paths and types are those of `shared/domain/subsidies/claim.ts`; a test holds the two together.
 */
export const CLAIM_FORMS: Record<AnyKind, readonly FormStep[]> = {
  broadband: [
    {
      id: 'about',
      fields: [
        YEAR,
        ...MONTHS,
        { path: 'contractNumber', type: 'text' },
        { path: 'lineNumber', type: 'text', hint: true },
        { path: 'contractDocumentId', type: 'paper', papers: ['other'], title: '宽带服务合同' },
      ],
    },
    BILLS,
    PAPERS,
  ],
  training: [
    {
      id: 'about',
      fields: [
        YEAR,
        { path: 'course', type: 'fact', fact: 'training.course' },
        { path: 'startsOn', type: 'date' },
        { path: 'endsOn', type: 'date' },
      ],
    },
    {
      id: 'people',
      fields: [],
      rows: {
        list: 'trainees',
        idField: 'traineeId',
        fields: [
          ...PERSON,
          { path: 'certificateNumber', type: 'text' },
          { path: 'certificateDocumentId', type: 'paper', papers: ['qualification-certificate'] },
        ],
      },
    },
    PAPERS,
  ],
  mentoring: [
    {
      id: 'about',
      fields: [
        YEAR,
        ...under('mentor', PERSON),
        { path: 'mentor/stakeInFirm', type: 'yes-no', hint: true },
        { path: 'appointmentDocumentId', type: 'paper', papers: ['mentor-appointment'] },
        { path: 'firm/name', type: 'text' },
        { path: 'firm/uscc', type: 'uscc' },
      ],
    },
    {
      id: 'sessions',
      fields: [],
      rows: {
        list: 'sessions',
        idField: 'sessionId',
        fields: [
          { path: 'on', type: 'date' },
          { path: 'minutes', type: 'whole' },
          { path: 'signedByMentor', type: 'yes-no' },
          { path: 'signedByFirm', type: 'yes-no' },
          { path: 'logDocumentId', type: 'paper', papers: ['mentoring-record'] },
        ],
      },
    },
    PAPERS,
  ],
  events: [
    {
      id: 'about',
      fields: [
        YEAR,
        { path: 'filingId', type: 'filing', hint: true },
        { path: 'category', type: 'fact', fact: 'event.category' },
        { path: 'heldOn', type: 'date' },
        { path: 'attendance', type: 'whole' },
        { path: 'attendanceDocumentId', type: 'paper', papers: ['attendance-record'] },
        { path: 'photoDocumentIds', type: 'papers', papers: ['photos'] },
      ],
    },
    BILLS,
    PAPERS,
  ],
  rent: [
    {
      id: 'about',
      fields: [YEAR, ...MONTHS, { path: 'premises', type: 'choice', options: ['rented', 'own'] }],
    },
    {
      id: 'place',
      fields: [
        ...SITE,
        ...lease(isRented),
        { path: 'sharedWith', type: 'whole', hint: true },
        { path: 'siteRentFen', type: 'fen', when: (claim) => isRented(claim) && Number(claim.sharedWith ?? 0) > 0 },
      ],
    },
    {
      id: 'people',
      fields: under('founder', PERSON),
      rows: { list: 'household', idField: 'relativeId', fields: PERSON },
    },
    { ...BILLS, rows: { list: 'lines', idField: 'lineId', fields: bill(['payment-proof']), when: (claim) => claim.premises !== 'own' } },
    PAPERS,
  ],
  utilities: [
    {
      id: 'about',
      fields: [YEAR, { path: 'occupiedSince', type: 'date' }, { path: 'occupiedYear', type: 'whole', hint: true }],
    },
    { id: 'place', fields: [...SITE, ...lease()] },
    {
      id: 'bills',
      fields: [],
      rows: {
        list: 'lines',
        idField: 'lineId',
        fields: [
          { path: 'expense', type: 'choice', options: ['rent', 'water', 'energy'] },
          ...bill(['payment-proof', 'utility-bill']),
          { path: 'meter', type: 'text', optional: true, hint: true },
          { path: 'discountFen', type: 'fen', optional: true, hint: true },
        ],
      },
    },
    PAPERS,
  ],
  // 免申即享: nobody writes it; it is looked at and confirmed.
  automatic: [{ id: 'facts', fields: [] }],
};

/** The pages every claim has after those of its kind. */
const LAST_STEPS = ['payee', 'review'] as const;
export type StepId = FormStep['id'] | (typeof LAST_STEPS)[number];

export const stepsOf = (kind: AnyKind): readonly StepId[] => [...CLAIM_FORMS[kind].map(({ id }) => id), ...LAST_STEPS];

/** The word of a field in the books: `mentor/name` → `mentor-name`. */
export const wordOf = (path: string): string => path.replaceAll('/', '-');

/** A pointer as a correction or a refusal writes it, into the claim: without the name of the body it was sent in. */
export const intoClaim = (pointer: string): string => pointer.replace(/^\/claim(?=\/|$)/, '');

/** The question a pointer is about: the page it stands on, and its field or list. Undefined: it is about the whole. */
export function placeInForm(pointer: string, kind: AnyKind): { readonly step: StepId; readonly field: Field | undefined } | undefined {
  const inside = intoClaim(pointer);
  if (inside.startsWith('/payee') || inside.startsWith('/interests')) return { step: 'payee', field: undefined };
  if (inside.startsWith('/paperIds')) return { step: 'papers', field: undefined };
  for (const { id, fields, rows } of CLAIM_FORMS[kind]) {
    const own = fields.find(({ path }) => inside === `/${path}` || inside.startsWith(`/${path}/`) || `/${path}`.startsWith(`${inside}/`));
    if (inside !== '' && own) return { step: id, field: own };
    const [, list, , rest] = /^\/(\w+)(?:\/(\d+)(?:\/(.+))?)?$/.exec(inside) ?? [];
    if (rows && rows.list === list) return { step: id, field: rows.fields.find(({ path }) => path === rest) };
  }
  return undefined;
}

/**
 * What is said of a claim and stands beside no question, by the page it is shown on: on its own page where it names one, else on the last.
 * What is said of a list or a row stands with the rows.
 */
export function loosePointers<Said extends { readonly pointer: string }>(said: readonly Said[], step: StepId, kind: AnyKind): Said[] {
  return said.filter(({ pointer }) => {
    const place = placeInForm(pointer, kind);
    const ofRows = /^\/(lines|trainees|sessions|household)(\/|$)/.test(intoClaim(pointer));
    return place ? place.step === step && place.field === undefined && !ofRows : step === 'review';
  });
}
