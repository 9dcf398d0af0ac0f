import type * as z from 'zod/mini';

/** Reads exactly the variables a function declares; a missing or wrong one ends the start with its name. */
export function readConfig<Schema extends z.ZodMiniType>(schema: Schema, environment: NodeJS.ProcessEnv = process.env): z.output<Schema> {
  const read = schema.safeParse(environment);
  if (read.success) return read.data;
  throw new Error(`configuration: ${read.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`).join('; ')}`);
}
