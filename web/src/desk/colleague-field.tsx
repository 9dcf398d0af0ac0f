import { Loaded } from '../account/notices.tsx';
import { useLive } from '../account/use-live.ts';
import type { MemberList } from '../account/wire.ts';
import { useWords } from '../words/use-words.ts';

type Member = MemberList['items'][number];
interface Props {
  /** The office whose people they are; undefined: there is none. */
  readonly officeId: string | undefined;
  /** Who of them may be chosen. */
  readonly suits: (member: Member) => boolean;
  readonly value: string;
  onChange(personId: string): void;
}

/** To whom of an office a case is given. */
export function ColleagueField({ officeId, suits, value, onChange }: Props) {
  const { t } = useWords();
  const live = useLive<MemberList>(officeId ? 'GET /v1/organisations/{id}/members' : null, { id: officeId ?? '' });
  const rolesOf = ({ roles }: Member) => roles.map((role) => t(`desk.role.${role}`, { defaultValue: role })).join(t('formula.comma'));
  // The choice is asked for from the first, so that a form says that it waits for it while the names are on their way.
  return (
    <>
      <label className="field">
        <span>{t('desk.step.colleague')}</span>
        <select required value={value} onChange={(event) => onChange(event.target.value)}>
          <option value="">{t('desk.step.whichColleague')}</option>
          {live.data?.items.filter(suits).map((member) => (
            <option key={member.personId} value={member.personId}>
              {t('desk.step.member', { name: member.name, roles: rolesOf(member) })}
            </option>
          ))}
        </select>
      </label>
      {live.failure ? <Loaded live={live}>{() => null}</Loaded> : null}
    </>
  );
}
