import * as z from 'zod';
import { readJson } from '../../shared/http/read-json.ts';
import type { Companies } from './read-companies.ts';

const company = z.strictObject({ company: z.string().min(1).default('company'), facts: z.record(z.string(), z.unknown()) });

/** Reads one company from JSON, as strictly as the API reads its requests. */
export function readCompany(text: string): Companies {
  const json = readJson(text);
  if (!json.ok) throw new Error(`${json.refusal.pointer || 'the input'}: ${json.refusal.detail}`);
  const read = company.safeParse(json.value);
  if (!read.success) throw new Error(read.error.issues.map((issue) => `/${issue.path.join('/')}: ${issue.message}`).join('\n'));
  return { rows: [{ line: 1, company: read.data.company, facts: read.data.facts, columns: new Map() }], bad: [] };
}
