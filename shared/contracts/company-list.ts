import * as z from 'zod/mini';
import { organisation, teaser } from '../domain/parties/records.ts';
import { id } from './fields.ts';
import { pageOf, pageQuery } from './page.ts';
import { residenceState } from './residences.ts';

const word = z.string().check(z.minLength(1)).check(z.maxLength(40));

/** `GET /v1/companies`: those one may look at from outside. Every filter narrows; none is needed. */
export const companyQuery = z.strictObject({
  ...pageQuery,
  /** Which of one's organisations asks; the first that may, unless said. */
  as: z.optional(id),
  /** A division code of six digits: the place and all that lies in it. */
  division: z.optional(z.string().check(z.regex(/^\d{6}$/, 'must be a division code of six digits'))),
  /** What it is; all unless said. */
  kind: z.optional(organisation.shape.kind),
  /** As the teasers have them. */
  industry: z.optional(word),
  stage: z.optional(word),
  ageBand: z.optional(word),
  staffBand: z.optional(word),
  revenueBand: z.optional(word),
});
export type CompanyQuery = z.infer<typeof companyQuery>;

/** A company without its name, code and people: what everyone who may look for companies sees. */
const teaserRow = z.extend(teaser, {
  id: z.string(),
  kind: organisation.shape.kind,
  /** When something of its profile last changed; null where no more than who and where is told. */
  updatedAt: z.nullable(z.string()),
});

/** What the carrier or operator it sits with sees besides, or it would not know whom to confirm. */
const residentOf = z.object({
  name: z.string(),
  residenceId: z.string(),
  from: z.iso.date(),
  until: z.nullable(z.iso.date()),
  state: residenceState,
});

export const companyList = pageOf(z.extend(teaserRow, { resident: z.nullable(residentOf) }));
