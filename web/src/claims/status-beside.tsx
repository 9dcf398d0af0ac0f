import type { ClaimListed } from '../../../shared/contracts/claim-listed.ts';
import { useLive } from '../account/use-live.ts';
import { OpenBeside } from './amount-panel.tsx';

/** Beside the amount of a claim that is not decided: what the list of the case says of others under its cap. */
export default function StatusBeside({ id }: { readonly id: string }) {
  const { data } = useLive<ClaimListed>('GET /v1/subsidies/claims/{id}/list', { id });
  return data ? <OpenBeside items={data.items} /> : null;
}
