import { readFileSync, writeFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { README_PARTS, toMermaid, withParts } from '../../../../../shared/domain/cases/diagram.ts';
import { EDGES, type Edge } from '../../../../../shared/domain/cases/machine.ts';
import { STATE_NAMES } from '../../../../../shared/domain/cases/states.ts';

const README = new URL('../../../../../shared/domain/cases/README.md', import.meta.url);
const HOW = 'UPDATE_README=1 npx vitest run --project unit test/unit/shared/domain/cases/diagram.test.ts';
const TABLE: readonly Edge[] = EDGES;

describe('the picture of the case machine', () => {
  it('stands in the README as the table has it, byte for byte', () => {
    const stands = readFileSync(README, 'utf8');
    const expected = withParts(stands);
    if (process.env.UPDATE_README === '1') writeFileSync(README, expected);
    else expect(stands, `the machine has changed: run ${HOW}`).toBe(expected);
  });

  it('shows every state once and every edge that moves a case', () => {
    const lines = toMermaid().split('\n');
    for (const state of STATE_NAMES) expect(lines.filter((line) => line.startsWith(`  ${state}: `))).toHaveLength(1);
    for (const { event, from, to } of TABLE)
      for (const state of from)
        for (const target of to)
          if (target !== 'same' && target !== 'resume' && target !== state)
            expect(lines.some((line) => line.startsWith(`  ${state} --> ${target}: `) && line.includes(` ${event}`))).toBe(true);
  });

  it('has no line Mermaid reads otherwise: one colon, no bracket but the marks’', () => {
    const lines = toMermaid().split('\n').slice(2);
    expect(lines.filter((line) => !/^ {2}(\[\*\] --> draft|\w+ --> \[\*\]|\w+: [^:]+|\w+ --> \w+: [^:]+)$/.test(line))).toEqual([]);
  });

  it('names every part between markers that are there', () => {
    expect(() => withParts('no markers')).toThrow('picture');
    expect(Object.keys(README_PARTS)).toEqual(['picture', 'states', 'events', 'limits']);
  });
});
