import { useState } from 'react';
import { FIELD_GROUP_WORDS } from '../../../shared/domain/parties/field-group-words.ts';
import type { Profile } from '../account/wire.ts';
import type { Lexicon } from '../words/values.ts';
import type { Speaker } from './draft.ts';
import { FactLine } from './fact-line.tsx';
import { type Topic, tellable } from './questions.ts';
import { TopicForm } from './topic-form.tsx';

/** Something in it contradicts, is too old, or is waited for. */
const needsLook = ({ lines }: Topic): boolean =>
  lines.some(({ said, waiting }) => (said === undefined ? waiting.length > 0 : said.state !== 'known' || said.contested));

type Props = {
  readonly topic: Topic;
  readonly profile: Profile;
  readonly etag: string | undefined;
  readonly companyId: string;
  readonly mayChange: boolean;
  readonly mayReadHistory: boolean;
  readonly lexicon: Lexicon;
  /** Who fills it in; the company itself unless said. */
  readonly speaker?: Speaker;
  readonly mayQuoteRegister?: boolean;
  onStale(): void;
  onChanged(text: string): void;
};

/** One topic of the profile: to read, and to fill in. */
export function TopicCard({ topic, mayChange, speaker = 'self', mayQuoteRegister = false, ...rest }: Props) {
  const { t, of } = rest.lexicon.words;
  const [editing, setEditing] = useState(false);
  const [open, setOpen] = useState(() => needsLook(topic));
  const heading = `topic-${topic.id}`;
  const known = topic.lines.filter(({ said }) => said?.state === 'known').length;
  return (
    <details className="panel topic" data-topic={topic.id} open={open} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>
        <h2 id={heading} tabIndex={-1}>
          {of(FIELD_GROUP_WORDS[topic.id])}
        </h2>
        <span className="muted">{t('profile.known', { known, all: topic.lines.length })}</span>
      </summary>
      {editing ? (
        <TopicForm
          topic={topic}
          profile={rest.profile}
          etag={rest.etag}
          companyId={rest.companyId}
          lexicon={rest.lexicon}
          speaker={speaker}
          mayQuoteRegister={mayQuoteRegister}
          onStale={rest.onStale}
          onDone={(text) => {
            setEditing(false);
            document.getElementById(heading)?.focus();
            rest.onChanged(text);
          }}
          onCancel={() => setEditing(false)}
        />
      ) : (
        <>
          <ul className="facts">
            {topic.lines.map((line) => (
              <FactLine
                key={line.fact}
                line={line}
                companyId={rest.companyId}
                etag={rest.etag}
                mayChange={mayChange && speaker === 'self'}
                mayReadHistory={rest.mayReadHistory}
                lexicon={rest.lexicon}
                onChanged={rest.onChanged}
                onStale={rest.onStale}
              />
            ))}
          </ul>
          {mayChange && tellable(topic, rest.lexicon.dictionary).length > 0 ? (
            <p>
              <button type="button" className="button button-quiet" onClick={() => setEditing(true)}>
                {t(speaker !== 'self' ? 'profile.sayWhatWeKnow' : known === 0 ? 'profile.fillIn' : 'profile.edit')}
                <span className="visually-hidden"> {of(FIELD_GROUP_WORDS[topic.id])}</span>
              </button>
            </p>
          ) : null}
        </>
      )}
    </details>
  );
}
