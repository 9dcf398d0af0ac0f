import { Link } from 'wouter';
import { Empty } from '../account/notices.tsx';
import type { Timeline as TimelineAnswer, TimelineEntry } from '../account/wire.ts';
import { factLabel, type Lexicon } from '../words/values.ts';
import { HEAD, LABEL, lanesOf, placeOf, quartersIn, ROW, WIDTH } from './timeline-picture.ts';

/** The picture is for eyes; the list beside it says the same in words. */
function Picture({ timeline, lexicon }: { readonly timeline: TimelineAnswer; readonly lexicon: Lexicon }) {
  const { asOf, until, entries } = timeline;
  const lanes = lanesOf(entries, asOf, until);
  if (lanes.length === 0) return null;
  const height = HEAD + lanes.length * ROW;
  const short = (text: string) => (text.length > 22 ? `${text.slice(0, 21)}…` : text);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: on a phone it scrolls sideways, and the keyboard must be able to.
    <figure className="timeline-scroll" tabIndex={0} aria-label={lexicon.words.t('timeline.title')}>
      <svg className="timeline" viewBox={`0 0 ${WIDTH} ${height}`} aria-hidden="true" focusable="false">
        {quartersIn(asOf, until).map((day) => (
          <g key={day}>
            <line className="tick-line" x1={placeOf(day, asOf, until)} x2={placeOf(day, asOf, until)} y1={HEAD - 6} y2={height} />
            <text className="tick-text" x={placeOf(day, asOf, until) + 4} y={HEAD - 12}>
              {day.slice(0, 7)}
            </text>
          </g>
        ))}
        {lanes.map((lane, row) => {
          const top = HEAD + row * ROW + 5;
          return (
            <g key={lane.programmeId}>
              <text className="lane-name" x={0} y={top + 17}>
                {short(lane.name ? lexicon.words.of(lane.name) : lane.programmeId)}
              </text>
              {lane.stretches.map((stretch) => (
                <rect
                  key={stretch.from}
                  className={`stretch stretch-${stretch.verdict}`}
                  x={stretch.from}
                  y={top}
                  width={Math.max(0, stretch.to - stretch.from - 2)}
                  height={ROW - 10}
                  rx={4}
                />
              ))}
              {lane.turns.map((x) => (
                <circle key={x} className="turn" cx={x} cy={top + (ROW - 10) / 2} r={6} />
              ))}
            </g>
          );
        })}
        <line className="axis" x1={LABEL} x2={WIDTH} y1={HEAD} y2={HEAD} />
      </svg>
    </figure>
  );
}

const TONE = {
  'turns-eligible': 'met',
  'may-become-eligible': 'unknown',
  lapses: 'failed',
  'becomes-uncertain': 'unknown',
  opens: 'met',
  closes: 'failed',
  'answer-goes-stale': 'unknown',
} as const;

function EntryLine({
  entry,
  companyId,
  lexicon,
}: {
  readonly entry: TimelineEntry;
  readonly companyId: string;
  readonly lexicon: Lexicon;
}) {
  const { t, of, day } = lexicon.words;
  const { what, programmeId, name, fact, programmes } = entry;
  return (
    <li className="row">
      <p className="row-head">
        <strong>{day(entry.on)}</strong>
        <span className={`outcome outcome-${TONE[what]}`}>{t(`timeline.what.${what}`)}</span>
      </p>
      {programmeId !== null && name ? (
        <p>
          <Link href={`/programmes/${programmeId}`}>{of(name)}</Link>
        </p>
      ) : null}
      {fact === null || what !== 'answer-goes-stale' ? null : (
        <p>
          {t('timeline.stale', { fact: factLabel(fact, lexicon), count: programmes.length })}{' '}
          <Link href={`/companies/${companyId}/profile`}>{t('timeline.toProfile')}</Link>
        </p>
      )}
      {what === 'answer-goes-stale' || entry.why.length === 0 ? null : (
        <ul className="plain-list muted">
          {entry.why.slice(0, 3).map((clause) => (
            <li key={`${clause.clauseId} ${clause.text.zh}`}>{of(clause.text)}</li>
          ))}
        </ul>
      )}
    </li>
  );
}

/** The days ahead on which something turns by itself, as a picture and as a list. */
export function Timeline({
  timeline,
  companyId,
  lexicon,
}: {
  readonly timeline: TimelineAnswer;
  readonly companyId: string;
  readonly lexicon: Lexicon;
}) {
  const { t, day } = lexicon.words;
  if (timeline.entries.length === 0) return <Empty title={t('timeline.none', { day: day(timeline.until) })} />;
  return (
    <>
      <Picture timeline={timeline} lexicon={lexicon} />
      <p className="legend" aria-hidden="true">
        {(['eligible', 'unknown', 'ineligible', 'not-in-force'] as const).map((verdict) => (
          <span key={verdict} className={`legend-${verdict}`}>
            {t(`timeline.verdict.${verdict}`)}
          </span>
        ))}
      </p>
      <ol className="rows">
        {timeline.entries.map((entry) => (
          <EntryLine
            key={`${entry.on} ${entry.what} ${entry.programmeId} ${entry.fact}`}
            entry={entry}
            companyId={companyId}
            lexicon={lexicon}
          />
        ))}
      </ol>
    </>
  );
}
