import { useMemo } from 'react';
import { checkOpening, type OpeningGround } from '../../../../shared/domain/ledger/check-opening.ts';
import { regionPrefix } from '../../../../shared/domain/policy/adopt.ts';
import type { Programme } from '../../../../shared/domain/policy/programme.ts';
import type { Place } from '../../account/me.ts';
import { useLive } from '../../account/use-live.ts';
import type { CommunityList, InstitutionList } from '../../account/wire.ts';
import type { CatalogueAnswer } from '../../api/types.ts';
import { useResource } from '../../api/use-resource.ts';
import { useWords } from '../../words/use-words.ts';
import type { Budget } from './wire.ts';

type Named = Pick<Budget, 'programmeId' | 'fiscalYear' | 'payerId' | 'communityId'>;
export type Option = { readonly id: string; readonly name: string };

export type BudgetNames = {
  /** Programme, year, the community whose part it is, and the bureau where it is not one's own. */
  of(budget: Named): string;
  /** The same of the name under which a budget is stored; undefined: it is none of ours. */
  ofId(budgetId: string): string;
  programme(budget: Pick<Named, 'programmeId' | 'payerId'>): string;
  part(communityId: string | null): string;
  bureau(payerId: string): string;
  /** What this bureau can open a budget for in a year, and the communities of its region. */
  programmesOf(fiscalYear: number): readonly Option[];
  readonly communities: readonly Option[];
};

/** A budget's id is made of its words (`budgetIdOf` of the domain). */
function wordsOf(budgetId: string): Named {
  const [year = '', payerId = '', programmeId = '', communityId = null] = budgetId.split('.');
  return { fiscalYear: Number(year), payerId, programmeId, communityId };
}

const optionsBy = (options: readonly Option[]): Option[] => [...options].sort((a, b) => (a.name < b.name ? -1 : 1));

/** How budgets are called: a programme as the county of its bureau has adopted it, not as the template of all counties. */
export function useBudgetNames(place: Place): BudgetNames {
  const { t, of } = useWords();
  const { data: catalogue } = useResource<CatalogueAnswer>('/v1/catalogue/current');
  const { data: places } = useResource<CommunityList>('/v1/communities?limit=100');
  const isOwn = place.kind === 'finance_bureau';
  const { data: bureaus } = useLive<InstitutionList>(isOwn ? null : 'GET /v1/institutions', {}, { kind: 'finance_bureau', limit: 100 });
  return useMemo(() => {
    const divisions = new Map<string, string | null>([
      ...(bureaus?.items ?? []).map(({ id, divisionCode }) => [id, divisionCode] as const),
      [place.id, place.divisionCode],
    ]);
    const { programmes = [], adopted = [] } = catalogue ?? {};
    const binding = (programmeId: string, payerId: string): Programme | undefined =>
      adopted.find(({ id, regionCode }) => id === programmeId && regionCode === divisions.get(payerId)) ??
      programmes.find(({ id }) => id === programmeId);
    const programme: BudgetNames['programme'] = ({ programmeId, payerId }) => {
      const found = binding(programmeId, payerId);
      return found ? of(found.name) : programmeId;
    };
    const community = (id: string) => places?.items.find((one) => one.id === id)?.name ?? id;
    const part = (communityId: string | null) => (communityId === null ? t('desk.budgets.general') : community(communityId));
    const bureau = (payerId: string) =>
      payerId === place.id ? place.name : (bureaus?.items.find(({ id }) => id === payerId)?.name ?? payerId);
    const nameOf = (budget: Named) => {
      const name = t('desk.budgets.name', { programme: programme(budget), year: budget.fiscalYear });
      const whole = budget.communityId === null ? name : t('desk.budgets.partName', { name, community: community(budget.communityId) });
      return isOwn ? whole : t('desk.budgets.ofBureau', { name: whole, bureau: bureau(budget.payerId) });
    };
    const divisionCode = place.divisionCode ?? '-';
    const ground: Omit<OpeningGround, 'thisYear'> = { programmes, adopted, divisionCode, community: undefined };
    return {
      of: nameOf,
      ofId: (budgetId) => nameOf(wordsOf(budgetId)),
      programme,
      part,
      bureau,
      programmesOf: (fiscalYear) =>
        optionsBy(
          [...new Set([...programmes, ...adopted].map(({ id }) => id))]
            // No other years are offered (`open-budget.tsx`).
            .filter(
              (programmeId) =>
                checkOpening({ programmeId, fiscalYear, communityId: null }, { ...ground, thisYear: fiscalYear }).length === 0,
            )
            .map((id) => ({ id, name: programme({ programmeId: id, payerId: place.id }) })),
        ),
      communities: (places?.items ?? []).filter((one) => one.divisionCode.startsWith(regionPrefix(divisionCode))),
    };
  }, [catalogue, places, bureaus, place, isOwn, t, of]);
}
