import { createPartiesApp } from '../../../functions/parties-api/app.ts';
import { signedInHouse } from '../../support/signed-in.ts';

/** The API of organisations on tables of its own. Call it where the tests are declared. */
export const partiesHouse = () => signedInHouse(createPartiesApp);
export type PartiesHouse = ReturnType<typeof partiesHouse>;

export const GOOD_CODE = '91320000796544598E';
/** Real codes that stand in the register although GB 32100 asks for another last character. */
export const EXCEPTION = '91350213M0001Q7Q47';

/** Invites by link and answers its secret. */
export async function secretOf(
  house: PartiesHouse,
  owner: string,
  organisationId: string,
  body: object,
): Promise<{ secret: string; id: string }> {
  const made = await house.as(owner).post(`/v1/organisations/${organisationId}/invitations`, body);
  const { secret, invitation } = (await made.json()) as { secret: string; invitation: { id: string } };
  return { secret, id: invitation.id };
}

export interface MemberBody {
  readonly personId: string;
  readonly roles: readonly string[];
  readonly until: string | null;
  readonly version: number;
}
export const membersOf = async (house: PartiesHouse, person: string, id: string): Promise<MemberBody[]> =>
  ((await (await house.as(person).get(`/v1/organisations/${id}/members`)).json()) as { items: MemberBody[] }).items;
