import type { DynamoDBDocumentClient, ServiceOutputTypes } from '@aws-sdk/lib-dynamodb';

/** What changes nothing. Everything else is taken for a write. */
const READS: readonly unknown[] = ['GetItemCommand', 'BatchGetItemCommand', 'QueryCommand', 'ScanCommand'];

/**
 * Asks the engine each question once: the same one again gets the same answer, until anything is written through this client. For a file that
 * asks the same of a world that stays as it is, thousands of times over, and through no other client. What keeps to rights, counts or breaks
 * calls stands above it and still sees each one.
 */
export function rememberReads(client: DynamoDBDocumentClient): void {
  const answers = new Map<string, Promise<{ response: unknown; output: ServiceOutputTypes }>>();
  client.middlewareStack.add(
    (next, { commandName }) =>
      async (args) => {
        if (!READS.includes(commandName)) {
          // What is read while it is written may be either; nobody is told it again.
          answers.clear();
          return next(args).finally(() => answers.clear());
        }
        const question = `${commandName} ${JSON.stringify(args.input)}`;
        const asked = answers.get(question) ?? next(args);
        answers.set(question, asked);
        const answer = await asked;
        // To each his own copy, to do with as he likes.
        return { ...answer, output: structuredClone(answer.output) };
      },
    { step: 'initialize', name: 'remember-reads' },
  );
}
