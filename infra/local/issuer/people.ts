import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import * as z from 'zod';
import type { Bilingual } from '../../../shared/domain/policy/text.ts';

/** The groups of the sign-in page, in its order. */
export const GROUPS = {
  applicant: { zh: '申请人', en: 'Applicants' },
  carrier: { zh: '众创空间、众创社区与培训机构', en: 'Incubators, communities and training providers' },
  'finance-institution': { zh: '银行、创投、担保与基金', en: 'Banks, investors, guarantors and funds' },
  office: { zh: '政府部门与专家', en: 'Public offices and experts' },
  'city-office': { zh: '苏州市的部门（办理园区、太仓的申报）', en: 'Offices of Suzhou, for claims from the Industrial Park and Taicang' },
  oversight: { zh: '审计与平台', en: 'Audit and platform' },
} as const satisfies Record<string, Bilingual>;
export type Group = keyof typeof GROUPS;
export const GROUP_NAMES = Object.keys(GROUPS) as [Group, ...Group[]];

const words = z.object({ zh: z.string().min(1), en: z.string().min(1) });
/** What the issuer knows of a demo person; the file says more (where the person works), which is none of its business. */
const person = z.object({
  id: z.string().regex(/^[A-Za-z0-9._-]{1,64}$/),
  name: words,
  group: z.enum(GROUP_NAMES),
  tries: words,
  /** The verified key of the natural person, where the file gives one. */
  personKey: z.string().min(1).optional(),
});
export type DemoPerson = Omit<z.infer<typeof person>, 'personKey'> & { readonly personKey: string };

/** Stands for what a real issuer derives from a verified identity: the same for every account of one person, and not the id number itself. */
const keyOf = (id: string): string => `person-${createHash('sha256').update(`demo person ${id}`).digest('hex').slice(0, 24)}`;

const FILE = new URL('../demo/people.json', import.meta.url);

/**
 * The demo people of `infra/local/demo/people.json`, in its order.
 * @throws ZodError when the file is not as it must be, Error when two people share an id or a person key
 */
export function readPeople(): readonly DemoPerson[] {
  const people = z
    .array(person)
    .parse(JSON.parse(readFileSync(FILE, 'utf8')))
    .map((one) => ({ ...one, personKey: one.personKey ?? keyOf(one.id) }));
  for (const name of ['id', 'personKey'] as const) {
    if (new Set(people.map((one) => one[name])).size < people.length) throw new Error(`two demo people share their ${name}`);
  }
  return people;
}
