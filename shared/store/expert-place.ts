import * as z from 'zod/mini';
import type { Member, Organisation } from '../domain/parties/records.ts';
import { expertListing } from './keys/organisations.ts';

/** A specialist as those see them who may ask one. */
export const expertCard = z.object({ personId: z.string(), name: z.string(), organisationId: z.string(), organisationName: z.string() });
export type ExpertCard = z.infer<typeof expertCard>;

/** What the row of a member has beside the member, where the member is a specialist of an office with a region. */
export const expertPlace = (
  { id, name, divisionCode }: Pick<Organisation, 'id' | 'name' | 'divisionCode'>,
  { personId, name: own, roles }: Pick<Member, 'personId' | 'name' | 'roles'>,
) =>
  divisionCode !== null && roles.includes('expert')
    ? {
        ...expertListing(divisionCode, id, personId),
        divisionCode,
        card: { personId, name: own, organisationId: id, organisationName: name } satisfies ExpertCard,
      }
    : {};
