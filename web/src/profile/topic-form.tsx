import { useRef, useState } from 'react';
import { Refusal } from '../account/notices.tsx';
import { useCommand } from '../account/use-command.ts';
import type { Profile } from '../account/wire.ts';
import { FactField } from '../check/fact-field.tsx';
import { todayInShanghai } from '../words/format.ts';
import { factLabel, type Lexicon, sayValue } from '../words/values.ts';
import { changesOf, type Draft, differing, factsOf, type Speaker, shownValue } from './draft.ts';
import { type Topic, tellable } from './questions.ts';

type Props = {
  readonly topic: Topic;
  readonly profile: Profile;
  readonly etag: string | undefined;
  readonly companyId: string;
  readonly lexicon: Lexicon;
  readonly speaker: Speaker;
  /** An office says what it has found itself, or what the register has. */
  readonly mayQuoteRegister: boolean;
  /** Reads the profile again: somebody else was quicker. */
  onStale(): void;
  onDone(text: string): void;
  onCancel(): void;
};

/** What somebody else changed while one typed. Nothing typed is lost; it can be sent on top of it. */
function Meanwhile({ before, now, lexicon }: { readonly before: Profile; readonly now: Profile; readonly lexicon: Lexicon }) {
  const { t } = lexicon.words;
  const changed = differing(before, now);
  if (changed.length === 0) return null;
  const [old, current] = [factsOf(before), factsOf(now)];
  const say = (id: string, facts: ReturnType<typeof factsOf>) => {
    const value = facts.get(id)?.statements[0]?.value;
    return value === undefined ? t('profile.missing') : sayValue(id, value, lexicon);
  };
  return (
    <div className="note">
      <p>
        <strong>{t('profile.meanwhile')}</strong>
      </p>
      <ul className="plain-list">
        {changed.map((id) => (
          <li key={id}>{t('profile.changedFromTo', { fact: factLabel(id, lexicon), before: say(id, old), after: say(id, current) })}</li>
        ))}
      </ul>
      <p>{t('profile.sendAgain')}</p>
    </div>
  );
}

/** The questions of one topic, with the controls of the public check. Only what was changed is sent. */
export function TopicForm({ topic, profile, etag, companyId, lexicon, speaker, mayQuoteRegister, onStale, onDone, onCancel }: Props) {
  const { t, of } = lexicon.words;
  const command = useCommand();
  const form = useRef<HTMLFormElement>(null);
  const [base] = useState(profile);
  const [draft, setDraft] = useState<Draft>({});
  const [since, setSince] = useState('');
  const [register, setRegister] = useState(false);
  const [unreadable, setUnreadable] = useState(false);
  const facts = factsOf(profile);
  const changes = changesOf(draft, facts, speaker);
  const count = Object.keys(changes.facts).length + changes.remove.length;

  const save = async () => {
    const wrong = form.current?.querySelector<HTMLElement>('[aria-invalid="true"]');
    setUnreadable(wrong !== null && wrong !== undefined);
    if (wrong) return wrong.focus();
    const done = await command.run('PATCH /v1/companies/{id}/facts', {
      params: { id: companyId },
      body: { ...changes, ...(since && { since }), ...(register && { source: 'register' }) },
      etag,
      onStale,
    });
    if (done) onDone(t('profile.saved', { count }));
  };

  return (
    <form
      ref={form}
      className="form"
      onSubmit={(event) => {
        event.preventDefault();
        if (count > 0) void save();
      }}
    >
      {tellable(topic, lexicon.dictionary).map(({ fact }) => {
        const definition = lexicon.dictionary.get(fact);
        const label = `edit-${fact}`;
        return definition ? (
          <div key={fact} className="in-place-field">
            <p id={label} className="field-label">
              {of(definition.question)}
            </p>
            <FactField
              definition={definition}
              value={fact in draft ? draft[fact] : shownValue(facts.get(fact), speaker)}
              lexicon={lexicon}
              labelledBy={label}
              onAnswer={(value) => setDraft((before) => ({ ...before, [fact]: value }))}
            />
          </div>
        ) : null;
      })}
      <label className="field">
        <span>{t('profile.sinceField')}</span>
        <input type="date" max={todayInShanghai()} value={since} onChange={(event) => setSince(event.target.value)} />
      </label>
      {mayQuoteRegister ? (
        <label className="tick">
          <input type="checkbox" checked={register} onChange={(event) => setRegister(event.target.checked)} />
          <span>{t('profile.fromRegister')}</span>
        </label>
      ) : null}
      <Meanwhile before={base} now={profile} lexicon={lexicon} />
      {unreadable ? <p className="wrong">{t('profile.unreadableFields')}</p> : null}
      <p className="actions">
        <button type="submit" className="button" disabled={count === 0 || command.busy}>
          {t('profile.save', { count })}
        </button>
        <button type="button" className="button button-quiet" onClick={onCancel}>
          {t('profile.cancel')}
        </button>
      </p>
      <Refusal failure={command.failure} />
    </form>
  );
}
