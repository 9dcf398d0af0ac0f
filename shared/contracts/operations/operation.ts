import type * as z from 'zod/mini';
import type { RouteKey } from '../routes.ts';

/**
 * One operation of the API, beside its row in the table of routes: what it is called, takes and answers. The OpenAPI document and its page
 * are made from these. What follows from the kind of a route (its headers, signing in, the statuses of the pipeline) is not said here again.
 */
export interface Operation {
  readonly route: RouteKey;
  readonly id: string;
  readonly summary: { readonly zh: string; readonly en: string };
  readonly query?: z.ZodMiniObject;
  readonly body?: z.ZodMiniType;
  /** 200 unless said otherwise; several where a repeat is answered differently from the first. */
  readonly status?: Success | readonly Success[];
  /** Absent: an answer without a body. */
  readonly answer?: z.ZodMiniType;
  /** The answer carries the version as `ETag`. Edits always do. */
  readonly versioned?: true;
  /** Statuses of the operation's own refusals, beyond those its kind of route gives anyway. */
  readonly refusals?: readonly number[];
  readonly example?: unknown;
}

export type Success = 200 | 201 | 204 | 302 | 303;
