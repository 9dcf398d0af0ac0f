import * as z from 'zod/mini';
import { CASE_EVENT_SOURCE, caseEvent } from '../../shared/domain/cases/case-event.ts';
import type { OnMessage } from '../../shared/runtime/queue-stack.ts';
import { type LetterPorts, writeLetters } from './use-cases/write-letter.ts';

/** An event of the bus as a queue hands it over. Source: Amazon EventBridge User Guide, "Event structure". */
const busEvent = z.object({ source: z.literal(CASE_EVENT_SOURCE), detail: caseEvent });

/** Writes the letters a step of a case asks for. What is no event of a case comes back, and ends with the dead letters. */
export const createOnMessage =
  (ports: LetterPorts): OnMessage =>
  async (body) => {
    await writeLetters(ports, busEvent.parse(body).detail);
  };
