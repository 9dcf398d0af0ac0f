import { createRequire } from 'node:module';
import { parentPort, workerData } from 'node:worker_threads';
import type { Context } from 'aws-lambda';
import type { Invocation, Reply, WorkerSettings } from './lambda-environment.ts';

/** The inside of one execution environment: loads the bundle once and answers one event after another, as the Lambda runtime does. */
const { bundle, functionName, memoryMb } = workerData as WorkerSettings;
const port = parentPort;
if (!port) throw new Error('this file runs as a worker of the local house');
const { handler } = createRequire(import.meta.url)(bundle) as { handler: (event: unknown, context: Context) => Promise<unknown> };

const contextOf = ({ requestId, deadline }: Invocation): Context => {
  const isOver = () => {
    throw new Error('handlers return a promise; the callbacks of the old runtime are not served');
  };
  return {
    callbackWaitsForEmptyEventLoop: false,
    functionName,
    functionVersion: '$LATEST',
    invokedFunctionArn: `arn:aws:lambda:local:000000000000:function:${functionName}`,
    memoryLimitInMB: String(memoryMb),
    awsRequestId: requestId,
    logGroupName: `/aws/lambda/${functionName}`,
    logStreamName: 'local',
    getRemainingTimeInMillis: () => Math.max(0, deadline - Date.now()),
    done: isOver,
    fail: isOver,
    succeed: isOver,
  };
};

port.on('message', async (invocation: Invocation) => {
  // Set before each event, as the clock of the house may have been moved between two.
  process.env.RONGQIAO_CLOCK_OFFSET_MS = String(invocation.clockOffsetMs);
  let reply: Reply;
  try {
    // What leaves a function has gone through JSON.
    reply = { ok: true, json: JSON.stringify(await handler(invocation.event, contextOf(invocation))) ?? 'null' };
  } catch (error) {
    reply = { ok: false, message: error instanceof Error ? (error.stack ?? error.message) : String(error) };
  }
  port.postMessage(reply);
});
