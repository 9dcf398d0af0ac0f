import { useState } from 'react';
import { Confirmed } from '../account/confirm.tsx';
import { FoldedForm } from '../account/folded-form.tsx';
import type { Place } from '../account/me.ts';
import type { Command } from '../account/use-command.ts';
import type { CommunityList, CompanyRow } from '../account/wire.ts';
import { shiftDay } from '../words/format.ts';
import { useWords } from '../words/use-words.ts';
import { useOwnCommunity } from './own-community.tsx';

type Resident = NonNullable<CompanyRow['resident']>;
type Props = {
  readonly place: Place;
  readonly companyId: string;
  readonly resident: Resident;
  readonly communities: CommunityList['items'];
  onChanged(text: string): void;
};

/** Says that a firm sits here, since when and, if known, until when. */
function ConfirmForm({ place, companyId, resident, communities, onChanged }: Props) {
  const { t } = useWords();
  const [from, setFrom] = useState(resident.from);
  const [lastDay, setLastDay] = useState('');
  const { communityId, field } = useOwnCommunity(communities, place.id);
  const confirm = async (command: Command) => {
    const done = await command.run('POST /v1/companies/{id}/residences/{residenceId}/confirm', {
      params: { id: companyId, residenceId: resident.residenceId },
      body: { from, ...(lastDay && { until: shiftDay(lastDay, 1) }), ...(communityId && { communityId }) },
    });
    if (done) onChanged(t('residents.confirmed', { name: resident.name }));
    return done !== undefined;
  };
  return (
    <FoldedForm label={t('residents.confirm')} about={resident.name} submit={t('residents.confirmSure')} act={confirm}>
      <div className="two-fields">
        <label className="field">
          <span>{t('residence.from')}</span>
          <input type="date" required value={from} onChange={(event) => setFrom(event.target.value)} />
        </label>
        <label className="field">
          <span>{t('residents.lastDay')}</span>
          <input type="date" value={lastDay} onChange={(event) => setLastDay(event.target.value)} />
        </label>
      </div>
      {field}
    </FoldedForm>
  );
}

/** A firm that sits here or says so, and what the operator can say to that. */
export function ResidentLine(props: Props) {
  const { t, day } = useWords();
  const { companyId, resident, onChanged } = props;
  const { state, name } = resident;
  return (
    <>
      <p className="muted">
        {t('residence.period', { from: day(resident.from) })}
        {resident.until ? t('residence.lastDay', { day: day(shiftDay(resident.until, -1)) }) : ''}
      </p>
      <div className="actions">
        {state === 'declared' ? <ConfirmForm {...props} /> : null}
        {state === 'ended' ? null : (
          <Confirmed
            label={t('residents.end')}
            about={name}
            sure={t('residents.endSure')}
            act={async (command) => {
              const done = await command.run('POST /v1/companies/{id}/residences/{residenceId}/end', {
                params: { id: companyId, residenceId: resident.residenceId },
                body: {},
              });
              if (done) onChanged(t('residents.ended', { name }));
              return done !== undefined;
            }}
          >
            <p>{t('residents.endMeaning', { name })}</p>
          </Confirmed>
        )}
      </div>
    </>
  );
}
