import type { Table } from 'aws-cdk-lib/aws-dynamodb';
import type { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { Key } from 'aws-cdk-lib/aws-kms';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import type * as z from 'zod/mini';
import type { Acknowledgement } from '../acknowledge.ts';
import type { AuditVault } from '../constructs/audit-vault.ts';
import type { CaseEvents } from '../constructs/case-events.ts';
import type { DocumentVault } from '../constructs/document-vault.ts';
import type { StageSettings } from '../stages.ts';

/** What a function can be given: the stateful resources and the settings of its stage. */
export interface Surroundings {
  stage: StageSettings;
  main: Table;
  journal: Table;
  tableKey: Key;
  documents: Pick<DocumentVault, 'quarantine' | 'vault' | 'uploads' | 'failed' | 'origins'>;
  audit: Pick<AuditVault, 'locked' | 'sealingKey'>;
  events: Pick<CaseEvents, 'bus' | 'queues' | 'failed'>;
}

/** Variables Lambda sets by itself and lets nobody set, and the one that names the function's own dead-letter queue (`deadLetters`). */
type GivenByLambda = 'AWS_REGION' | 'DEAD_LETTER_QUEUE';

/** The environment a function must be given: the input keys of its own `configSchema`, so that a forgotten variable fails to compile. */
export type EnvironmentOf<Schema extends z.ZodMiniType> = Omit<z.input<Schema>, GivenByLambda>;

/** A metric of a function's own log lines (`shared/runtime/count.ts`), and what it means when it goes wrong. */
export interface Watch {
  metric: string;
  what: { zh: string; en: string };
  /** Without it, a single count is too many; with it, none within so many minutes is too few. */
  atLeastOnceInMinutes?: number;
}

/** One Lambda function as its infra file describes it; name and description, size, surroundings, rights, and who is hurt. */
export interface FunctionSpec<Environment = Record<string, string | undefined>> {
  /** The same in `functions/`, `infra/functions/` and `shared/contracts/routes.ts`. */
  name: string;
  description: string;
  memoryMb: number;
  timeoutSeconds: number;
  environment: (surroundings: Surroundings) => Environment;
  /** Statements from `infra/permissions/` only. */
  permissions: (surroundings: Surroundings) => PolicyStatement[];
  /** Findings of the rule packs on this one function that we accept, beside those on all. */
  accepts?: (stage: StageSettings) => Acknowledgement[];
  /** The queue it reads, message by message; without one it is called by the API. */
  queue?: (surroundings: Surroundings) => IQueue;
  /** The table whose changes it is handed, in order. What it cannot handle it puts aside itself (`shared/runtime/stream-stack.ts`). */
  stream?: (surroundings: Surroundings) => Table;
  /** Which of these changes: a pattern of Lambda's event filtering. Without one, all. */
  streamFilter?: Readonly<Record<string, unknown>>;
  /** It puts aside, whole, what it cannot handle: it is told where and may. Only a function called by a stream or the clock has such a queue. */
  deadLetters?: true;
  /** The minutes of each hour at which it is called, as cron writes them: `2/5`. */
  schedule?: string;
  /** What it counts of itself that must call somebody, beside errors and times. */
  watches?: readonly Watch[];
  /** It answers faults as 500 and counts them itself (`shared/runtime/http-stack.ts`), since Lambda takes such an answer for a success. */
  countsServerErrors: boolean;
  /** Who is hurt, and how, when this function fails: the sentence a person reads at night. */
  errorImpact: { zh: string; en: string };
}
