import type { OrganisationView } from '../../shared/contracts/parties.ts';
import type { Organisation } from '../../shared/domain/parties/records.ts';
import { isEstablished } from '../../shared/domain/parties/registration.ts';

/** An organisation as it goes over the wire. */
export const showOrganisation = ({
  id,
  kind,
  name,
  uscc,
  usccStatus,
  divisionCode,
  createdAt,
  version,
}: Organisation): OrganisationView => ({
  id,
  kind,
  name,
  uscc,
  usccStatus,
  established: isEstablished({ usccStatus }),
  divisionCode,
  createdAt,
  version,
});
