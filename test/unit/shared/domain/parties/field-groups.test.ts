import { describe, expect, it } from 'vitest';
import { readCatalogue } from '../../../../../shared/catalogue/read-catalogue.ts';
import { FIELD_GROUP_IDS, FIELD_GROUPS, groupOfFact, OPEN_GROUPS } from '../../../../../shared/domain/parties/field-groups.ts';

const catalogue = readCatalogue();

describe('the groups of facts', () => {
  const entries = FIELD_GROUP_IDS.flatMap((id) => FIELD_GROUPS[id].facts.map((entry: string) => ({ id, entry })));
  const matches = (entry: string, fact: string) => entry === fact || (entry.endsWith('.*') && fact.startsWith(entry.slice(0, -1)));

  it.each(catalogue.definitions.map((definition) => [definition.id, definition] as const))('hold %s exactly once', (fact, definition) => {
    const holding = entries.filter(({ entry }) => matches(entry, fact));
    expect(holding.map(({ id }) => id)).toEqual([groupOfFact(fact)]);
    expect(
      FIELD_GROUPS[holding[0]?.id ?? 'identity'].sensitive,
      'facts about natural persons, and only they, lie in sensitive groups',
    ).toBe(definition.sensitivity === 'person');
  });

  it('name nothing the dictionary lacks', () => {
    for (const { entry } of entries)
      expect(
        catalogue.definitions.some(({ id }) => matches(entry, id)),
        entry,
      ).toBe(true);
  });

  it('know of no group for a fact nobody declared', () => {
    expect(groupOfFact('firm.nonsense')).toBeUndefined();
    expect(groupOfFact('nonsense')).toBeUndefined();
  });

  it('are open to those outside without those about persons', () => {
    expect(OPEN_GROUPS).toContain('finance');
    for (const id of ['persons', 'contact', 'representative', 'account'] as const) expect(OPEN_GROUPS).not.toContain(id);
  });
});
