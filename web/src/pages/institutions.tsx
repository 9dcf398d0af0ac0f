import { useState } from 'react';
import { ADMITTED_KINDS, isOneOf, KIND_NAMES, type OrganisationKind, PUBLIC_KINDS } from '../../../shared/domain/parties/kinds.ts';
import { PlacePage } from '../account/account-page.tsx';
import { DivisionPicker } from '../account/division-field.tsx';
import { may, type Place } from '../account/me.ts';
import { Done, Loaded, Refusal, useDone } from '../account/notices.tsx';
import { Pager } from '../account/pager.tsx';
import { useRegions } from '../account/regions.ts';
import { useCommand } from '../account/use-command.ts';
import { useLive } from '../account/use-live.ts';
import type { AdmitAnswer, OrganisationList } from '../account/wire.ts';
import type { PageProps } from '../lazy-page.tsx';
import { SecretLink } from '../members/secret-link.tsx';
import { ConfirmCode } from '../office/confirm-code.tsx';
import { Owners } from '../office/first-owner.tsx';
import { useWords } from '../words/use-words.ts';
import './check.css';

const SEATED: readonly OrganisationKind[] = ['community_operator', 'scitech_bureau', 'finance_bureau', 'joint_office'];
const CODE_TONE = { passes: 'good', confirmed: 'good', 'awaiting-confirmation': 'warn', none: 'old' } as const;

/** Admits an institution or an office, and makes the link for its first owner. */
function AdmitForm({ onAdmitted }: { onAdmitted(name: string): void }) {
  const { t, of } = useWords();
  const command = useCommand();
  const [kind, setKind] = useState<OrganisationKind>('bank');
  const [name, setName] = useState('');
  const [uscc, setUscc] = useState('');
  const [divisionCode, setDivision] = useState('');
  const [admitted, setAdmitted] = useState<AdmitAnswer>();
  const seated = SEATED.includes(kind);
  const admit = async () => {
    const answer = await command.run<AdmitAnswer>('POST /v1/institutions', {
      body: { kind, name: name.trim(), uscc: uscc.trim() || null, divisionCode: divisionCode || null },
    });
    if (!answer) return;
    setAdmitted(answer.body);
    setName('');
    setUscc('');
    onAdmitted(answer.body.organisation.name);
  };
  return (
    <form
      className="panel form"
      aria-labelledby="admit-title"
      onSubmit={(event) => {
        event.preventDefault();
        void admit();
      }}
    >
      <h2 id="admit-title">{t('admit.title')}</h2>
      <label className="field">
        <span>{t('admit.kind')}</span>
        <select value={kind} onChange={(event) => setKind(event.target.value as OrganisationKind)}>
          {ADMITTED_KINDS.filter((option) => option !== 'platform').map((option) => (
            <option key={option} value={option}>
              {of(KIND_NAMES[option])}
            </option>
          ))}
        </select>
      </label>
      <label className="field">
        <span>{t('admit.name')}</span>
        <input type="text" required minLength={2} maxLength={100} value={name} onChange={(event) => setName(event.target.value)} />
      </label>
      <label className="field">
        <span>{t('admit.uscc')}</span>
        <input type="text" autoComplete="off" maxLength={40} value={uscc} onChange={(event) => setUscc(event.target.value)} />
      </label>
      {seated ? (
        <fieldset className="plain">
          <legend>{t('admit.region')}</legend>
          <DivisionPicker whole value={divisionCode} onPick={setDivision} />
        </fieldset>
      ) : null}
      {isOneOf(PUBLIC_KINDS, kind) ? <p className="muted">{t('members.invite.second')}</p> : null}
      <p className="actions">
        <button type="submit" className="button" disabled={command.busy || name.trim().length < 2 || (seated && divisionCode === '')}>
          {t('admit.send')}
        </button>
      </p>
      <Refusal failure={command.failure} />
      {admitted ? <SecretLink link={admitted.link} /> : null}
    </form>
  );
}

function Organisations({ place }: { readonly place: Place }) {
  const { t, of, day } = useWords();
  const { say } = useRegions();
  const [cursors, setCursors] = useState<readonly string[]>([]);
  const [kind, setKind] = useState('');
  const [open, setOpen] = useState<string>();
  const [asked, setAsked] = useState<string>();
  const [done, setDone] = useDone();
  const live = useLive<OrganisationList>('GET /v1/organisations/all', {}, { kind, limit: 20, cursor: cursors.at(-1) });
  const confirms = may([place], 'organisation.confirm-code');
  const invites = may([place], 'member.invite');
  return (
    <>
      {may([place], 'organisation.admit') ? (
        <AdmitForm
          onAdmitted={(name) => {
            setDone(t('admit.done', { name }));
            live.reload();
          }}
        />
      ) : null}
      <Done said={done} />
      <section aria-labelledby="all-organisations">
        <h2 id="all-organisations">{t('institutions.all')}</h2>
        <label className="field">
          <span>{t('admit.kind')}</span>
          <select
            value={kind}
            onChange={(event) => {
              setKind(event.target.value);
              setCursors([]);
            }}
          >
            <option value="">{t('catalogue.any')}</option>
            {(Object.keys(KIND_NAMES) as OrganisationKind[]).map((option) => (
              <option key={option} value={option}>
                {of(KIND_NAMES[option])}
              </option>
            ))}
          </select>
        </label>
        <Loaded live={live}>
          {({ items, nextCursor }) => (
            <>
              <ul className="rows">
                {items.map((item) => (
                  <li key={item.id} className="row" data-organisation={item.id}>
                    <p className="row-head">
                      <strong>{item.name}</strong>
                      <span className={`badge badge-${CODE_TONE[item.usccStatus]}`}>{t(`code.status.${item.usccStatus}`)}</span>
                    </p>
                    <p className="muted">
                      {[of(KIND_NAMES[item.kind]), item.uscc, say(item.divisionCode), day(item.createdAt.slice(0, 10))]
                        .filter(Boolean)
                        .join(' · ')}
                    </p>
                    {confirms && item.usccStatus === 'awaiting-confirmation' ? (
                      open === item.id ? (
                        <ConfirmCode
                          organisationId={item.id}
                          name={item.name}
                          onConfirmed={() => {
                            setOpen(undefined);
                            setDone(t('code.done', { name: item.name }));
                            live.reload();
                          }}
                        />
                      ) : (
                        <p>
                          <button type="button" className="link-button" onClick={() => setOpen(item.id)}>
                            {t('code.title')}
                            <span className="visually-hidden"> {item.name}</span>
                          </button>
                        </p>
                      )
                    ) : null}
                    {item.kind === 'individual' ? null : asked === item.id ? (
                      <Owners organisationId={item.id} kind={item.kind} name={item.name} mayInvite={invites} />
                    ) : (
                      <p>
                        <button type="button" className="link-button" onClick={() => setAsked(item.id)}>
                          {t('firstOwner.who')}
                          <span className="visually-hidden"> {item.name}</span>
                        </button>
                      </p>
                    )}
                  </li>
                ))}
              </ul>
              <Pager cursors={cursors} next={nextCursor} onTurn={setCursors} />
            </>
          )}
        </Loaded>
      </section>
    </>
  );
}

/** For those who watch over the platform: every organisation, admitting one, and codes that wait for a second person. */
export default function InstitutionsPage({ params }: PageProps) {
  const { t } = useWords();
  return (
    <PlacePage title={t('institutions.title')} lead={t('institutions.lead')} placeId={params.id ?? ''} section="institutions">
      {(place) => <Organisations key={place.id} place={place} />}
    </PlacePage>
  );
}
