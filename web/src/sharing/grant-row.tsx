import { FIELD_GROUP_WORDS } from '../../../shared/domain/parties/field-group-words.ts';
import type { FieldGroupId } from '../../../shared/domain/parties/field-groups.ts';
import { Confirmed } from '../account/confirm.tsx';
import type { Grant } from '../account/wire.ts';
import { dayOf, lastDayOf } from '../words/format.ts';
import { useWords } from '../words/use-words.ts';

const TONE = { holds: 'good', ended: 'old', revoked: 'old' } as const;

const isGroup = (id: string): id is FieldGroupId => Object.hasOwn(FIELD_GROUP_WORDS, id);

/** The groups and papers of a grant in words; a paper one no longer has is told by its number. */
export function useParts(titleOf: (documentId: string) => string | undefined) {
  const { t, of } = useWords();
  return ({ fieldGroups, documentIds }: Pick<Grant, 'fieldGroups' | 'documentIds'>): string =>
    [
      ...fieldGroups.map((id) => (isGroup(id) ? of(FIELD_GROUP_WORDS[id]) : id)),
      ...documentIds.map((id) => titleOf(id) ?? t('sharing.paper', { id })),
    ].join(t('formula.comma'));
}

type Props = {
  readonly grant: Grant;
  readonly companyId: string;
  readonly mayRevoke: boolean;
  titleOf(documentId: string): string | undefined;
  onRevoked(): void;
};

/** One grant: to whom, what, what for, until when, when last used; and the way to take it back. */
export function GrantRow({ grant, companyId, mayRevoke, titleOf, onRevoked }: Props) {
  const { t, of, day, moment } = useWords();
  const parts = useParts(titleOf);
  const { state, institution } = grant;
  return (
    <li className="row" data-grant={grant.id}>
      <p className="row-head">
        <strong>{institution.name}</strong>
        <span className={`badge badge-${TONE[state]}`}>{t(`sharing.state.${state}`)}</span>
      </p>
      <p>{t('sharing.what', { list: parts(grant) })}</p>
      <p>{t('sharing.purpose', { purpose: of(grant.purpose.text), note: grant.purpose.note })}</p>
      <p className="muted">
        {t('sharing.period', {
          from: day(dayOf(grant.from)),
          until: grant.revokedAt ? moment(grant.revokedAt) : day(lastDayOf(grant.until)),
        })}
        {grant.givenBy.name ? t('sharing.givenBy', { name: grant.givenBy.name }) : ''}
      </p>
      <p className="muted">{grant.lastReadAt ? t('sharing.lastRead', { at: moment(grant.lastReadAt) }) : t('sharing.neverRead')}</p>
      {state === 'holds' && mayRevoke ? (
        <Confirmed
          label={t('sharing.revoke')}
          about={institution.name}
          sure={t('sharing.revokeSure')}
          act={async (command) => {
            const done = await command.run('POST /v1/companies/{id}/grants/{grantId}/revoke', {
              params: { id: companyId, grantId: grant.id },
            });
            if (done) onRevoked();
            return done !== undefined;
          }}
        >
          <p>{t('sharing.revokeMeaning', { name: institution.name })}</p>
        </Confirmed>
      ) : null}
    </li>
  );
}
