import { fits, type OrganisationKind, ROLE_NAMES, ROLES, type Role } from '../../../shared/domain/parties/kinds.ts';
import { useWords } from '../words/use-words.ts';

type Props = {
  readonly kind: OrganisationKind;
  readonly legend: string;
  readonly chosen: readonly Role[];
  onChoose(roles: Role[]): void;
};

/** The roles an organisation of this kind has, each with what it may do. A guest is that and nothing else. */
export function RolePicker({ kind, legend, chosen, onChoose }: Props) {
  const { t, of } = useWords();
  const toggle = (role: Role, on: boolean) => {
    if (!on) return onChoose(chosen.filter((name) => name !== role));
    onChoose(role === 'guest' ? ['guest'] : [...chosen.filter((name) => name !== 'guest'), role]);
  };
  return (
    <fieldset className="plain">
      <legend>{legend}</legend>
      {ROLE_NAMES.filter((role) => fits(role, kind)).map((role) => (
        <label key={role} className="tick">
          <input type="checkbox" checked={chosen.includes(role)} onChange={(event) => toggle(role, event.target.checked)} />
          <span>
            {of(ROLES[role])} <span className="muted">{t(`role.${role}`)}</span>
          </span>
        </label>
      ))}
    </fieldset>
  );
}
