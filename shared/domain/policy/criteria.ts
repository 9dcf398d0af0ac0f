import * as z from 'zod/mini';
import { factId } from './fact.ts';
import { bilingual, clause, confidence } from './text.ts';

/** What a criterion can say of one fact. `between` includes both ends; `prefix` compares division codes (a zone is inside its city). */
const operator = z.enum(['eq', 'in', 'noneOf', 'intersects', 'prefix', 'lt', 'lte', 'gt', 'gte', 'between', 'exists']);
export type Operator = z.infer<typeof operator>;

/** The value a leaf asks for, in wire units (yuan, months, words); made ready for comparing when the programme is read. */
const operand = z.union([z.boolean(), z.number(), z.string(), z.array(z.string()), z.tuple([z.number(), z.number()])]);
export type Operand = z.infer<typeof operand>;

const leafId = z.string().check(z.regex(/^[a-z0-9]+([-.][a-z0-9]+)*$/));

/** One clause of a policy about one fact. */
export const leaf = z.strictObject({
  id: leafId,
  fact: factId,
  op: operator,
  value: operand,
  text: bilingual,
  clause,
  confidence,
  note: z.optional(bilingual),
});
export type Leaf = z.infer<typeof leaf>;

/** Who may have it: a tree of clauses. Groups may carry a sentence of their own for the reader. */
export type Criterion =
  | Leaf
  | { readonly all: readonly Criterion[]; readonly text?: z.infer<typeof bilingual> | undefined }
  | { readonly any: readonly Criterion[]; readonly text?: z.infer<typeof bilingual> | undefined }
  | { readonly not: Criterion; readonly text?: z.infer<typeof bilingual> | undefined }
  | { readonly atLeast: number; readonly of: readonly Criterion[]; readonly text?: z.infer<typeof bilingual> | undefined };

export const criterion: z.ZodMiniType<Criterion> = z.lazy(() =>
  z.union([
    leaf,
    z.strictObject({ all: z.array(criterion), text: z.optional(bilingual) }),
    z.strictObject({ any: z.array(criterion).check(z.minLength(1)), text: z.optional(bilingual) }),
    z.strictObject({ not: criterion, text: z.optional(bilingual) }),
    z.strictObject({ atLeast: z.int().check(z.gte(1)), of: z.array(criterion).check(z.minLength(1)), text: z.optional(bilingual) }),
  ]),
);
