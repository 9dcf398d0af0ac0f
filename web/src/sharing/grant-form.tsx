import { useState } from 'react';
import { FIELD_GROUP_WORDS } from '../../../shared/domain/parties/field-group-words.ts';
import { FIELD_GROUP_IDS, FIELD_GROUPS, type FieldGroupId } from '../../../shared/domain/parties/field-groups.ts';
import { INSTITUTION_KINDS, isOneOf, KIND_NAMES } from '../../../shared/domain/parties/kinds.ts';
import { Refusal } from '../account/notices.tsx';
import { useCommand } from '../account/use-command.ts';
import { useLive } from '../account/use-live.ts';
import type { DocumentList, GrantList, InstitutionList } from '../account/wire.ts';
import { shiftDay, todayInShanghai } from '../words/format.ts';
import { useWords } from '../words/use-words.ts';

type Props = { readonly companyId: string; readonly offered: GrantList; onGiven(institution: string): void };

const toggled = <Item,>(list: readonly Item[], item: Item, on: boolean): Item[] =>
  on ? [...list, item] : list.filter((entry) => entry !== item);

/** Lets one institution see chosen parts, for one purpose, until a day; and says in plain words what that means. */
export function GrantForm({ companyId, offered, onGiven }: Props) {
  const { t, of, day } = useWords();
  const command = useCommand();
  const institutions = useLive<InstitutionList>('GET /v1/institutions', {}, { limit: 100 });
  const papers = useLive<DocumentList>('GET /v1/companies/{id}/documents', { id: companyId }, { limit: 100 });
  const [institutionId, setInstitution] = useState('');
  const [groups, setGroups] = useState<FieldGroupId[]>([]);
  const [documents, setDocuments] = useState<string[]>([]);
  const [purpose, setPurpose] = useState('');
  const [note, setNote] = useState('');
  const [lastDay, setLastDay] = useState('');
  const [agreed, setAgreed] = useState(false);

  const choices = (institutions.data?.items ?? []).filter(({ kind }) => isOneOf(INSTITUTION_KINDS, kind));
  const institution = choices.find(({ id }) => id === institutionId);
  const clean = (papers.data?.items ?? []).filter(({ status }) => status === 'clean');
  const chosen = [
    ...groups.map((id) => of(FIELD_GROUP_WORDS[id])),
    ...documents.flatMap((id) => clean.find((paper) => paper.id === id)?.title ?? []),
  ];
  const purposeText = offered.purposes.find(({ code }) => code === purpose)?.text;
  const told = institution !== undefined && chosen.length > 0 && purposeText !== undefined && note.trim() !== '' && lastDay !== '';

  const give = async () => {
    const answer = await command.run('POST /v1/companies/{id}/grants', {
      params: { id: companyId },
      body: {
        institutionId,
        fieldGroups: groups,
        documentIds: documents,
        purpose,
        purposeNote: note.trim(),
        until: shiftDay(lastDay, 1),
        consentTextVersion: offered.consentText.version,
      },
    });
    if (!answer || !institution) return;
    setGroups([]);
    setDocuments([]);
    setAgreed(false);
    onGiven(institution.name);
  };

  return (
    <form
      className="panel form"
      aria-labelledby="give-title"
      onSubmit={(event) => {
        event.preventDefault();
        if (told && agreed) void give();
      }}
    >
      <h2 id="give-title">{t('sharing.give.title')}</h2>
      <label className="field">
        <span>{t('sharing.give.institution')}</span>
        <select required value={institutionId} onChange={(event) => setInstitution(event.target.value)}>
          <option value="">{t('check.pick')}</option>
          {choices.map((choice) => (
            <option key={choice.id} value={choice.id}>
              {t('account.place', { name: choice.name, kind: of(KIND_NAMES[choice.kind]) })}
            </option>
          ))}
        </select>
      </label>
      <fieldset className="plain">
        <legend>{t('sharing.give.groups')}</legend>
        {FIELD_GROUP_IDS.map((id) => (
          <label key={id} className="tick">
            <input
              type="checkbox"
              checked={groups.includes(id)}
              onChange={(event) => setGroups(toggled(groups, id, event.target.checked))}
            />
            <span>
              {of(FIELD_GROUP_WORDS[id])}
              {FIELD_GROUPS[id].sensitive ? <span className="badge badge-warn">{t('sharing.sensitive')}</span> : null}
            </span>
          </label>
        ))}
      </fieldset>
      {clean.length === 0 ? (
        <p className="muted">{t('sharing.give.noPapers')}</p>
      ) : (
        <fieldset className="plain">
          <legend>{t('sharing.give.papers')}</legend>
          {clean.map((paper) => (
            <label key={paper.id} className="tick">
              <input
                type="checkbox"
                checked={documents.includes(paper.id)}
                onChange={(event) => setDocuments(toggled(documents, paper.id, event.target.checked))}
              />
              <span>{paper.title}</span>
            </label>
          ))}
        </fieldset>
      )}
      <label className="field">
        <span>{t('sharing.give.purpose')}</span>
        <select required value={purpose} onChange={(event) => setPurpose(event.target.value)}>
          <option value="">{t('check.pick')}</option>
          {offered.purposes.map(({ code, text }) => (
            <option key={code} value={code}>
              {of(text)}
            </option>
          ))}
        </select>
      </label>
      <label className="field">
        <span>{t('sharing.give.note')}</span>
        <input type="text" required maxLength={200} value={note} onChange={(event) => setNote(event.target.value)} />
      </label>
      <label className="field">
        <span>{t('sharing.give.until')}</span>
        <input
          type="date"
          required
          min={todayInShanghai()}
          max={shiftDay(offered.latestUntil, -1)}
          value={lastDay}
          onChange={(event) => setLastDay(event.target.value)}
        />
      </label>
      {told ? (
        <div className="note">
          <p>
            <strong>
              {t('sharing.give.meaning', {
                institution: institution.name,
                list: chosen.join(t('formula.comma')),
                purpose: of(purposeText),
                day: day(lastDay),
              })}
            </strong>
          </p>
          <p>{of(offered.consentText.text)}</p>
          <label className="tick">
            <input type="checkbox" checked={agreed} onChange={(event) => setAgreed(event.target.checked)} />
            <span>{t('sharing.give.agree')}</span>
          </label>
        </div>
      ) : null}
      <p className="actions">
        <button type="submit" className="button" disabled={!told || !agreed || command.busy}>
          {t('sharing.give.send')}
        </button>
      </p>
      <Refusal failure={command.failure} />
    </form>
  );
}
