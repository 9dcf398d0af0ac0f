import { type ReactNode, useEffect, useRef, useState } from 'react';
import { Refusal } from '../account/notices.tsx';
import { useCommand } from '../account/use-command.ts';
import type { LinkAnswer } from '../account/wire.ts';
import { useWords } from '../words/use-words.ts';
import type { EvidencePaper } from './context.ts';
import type { Turn } from './drawn.ts';
import { actOfKey, keyOfAct, PAPER_KEYS, type PaperAct } from './keys.ts';
import { Sheet } from './sheet.tsx';
import { useDialog } from './use-dialog.ts';
import { usePaperFile } from './use-paper-file.ts';

type Props = {
  readonly paper: EvidencePaper;
  /** All one goes through, this one among them. */
  readonly papers: readonly EvidencePaper[];
  readonly says: ReactNode;
  readonly onOpened: ((paper: EvidencePaper) => void) | undefined;
  onTurnTo(paper: EvidencePaper): void;
  onClose(): void;
};

const ZOOMS = [0.5, 0.75, 1, 1.5, 2, 3, 4];
const FIT = ZOOMS.indexOf(1);

/** How a paper lies: which page, how near, which side up. Another paper lies as it came. */
const asItCame = (id: string) => ({ id, page: 0, zoom: FIT, turn: 0 as Turn });

/** Saves the file as before: for kinds the page does not draw, and for whoever wants it in another program. */
function Save({ paper, onOpened }: Pick<Props, 'paper' | 'onOpened'>) {
  const { t } = useWords();
  const command = useCommand();
  const save = async () => {
    const answer = await command.run<LinkAnswer>(paper.route, { params: paper.params });
    if (!answer) return;
    onOpened?.(paper);
    // The link makes the browser save the file; the page stays where it is.
    window.location.assign(answer.body.url);
  };
  return (
    <>
      <button type="button" className="link-button" disabled={command.busy} onClick={() => void save()}>
        {t('evidence.save')}
      </button>
      <Refusal failure={command.failure} />
    </>
  );
}

/** One paper, laid open: it is looked at, turned, paged through and left for the next one, and nothing of it is saved anywhere. */
export default function Viewer({ paper, papers, says, onOpened, onTurnTo, onClose }: Props) {
  const { t } = useWords();
  const dialog = useDialog();
  const head = useRef<HTMLHeadingElement>(null);
  const { state, refusal, again, giveUp } = usePaperFile(paper, onOpened);
  const [lying, setLying] = useState(() => asItCame(paper.id));
  const lies = lying.id === paper.id ? lying : asItCame(paper.id);
  const { page, zoom, turn } = lies;
  const at = papers.findIndex(({ id }) => id === paper.id);
  const pages = state.is === 'drawn' ? state.drawn.pages : 0;
  useEffect(() => head.current?.focus(), []);
  const may: Record<PaperAct, boolean> = {
    nextPaper: at < papers.length - 1,
    lastPaper: at > 0,
    nextPage: page < pages - 1,
    lastPage: page > 0,
    closer: pages > 0 && zoom < ZOOMS.length - 1,
    farther: pages > 0 && zoom > 0,
    fit: pages > 0 && zoom !== FIT,
    turn: pages > 0,
    close: true,
  };
  const turnTo = (place: number) => {
    const other = papers[place];
    if (other) onTurnTo(other);
  };
  const does: Record<PaperAct, () => void> = {
    nextPaper: () => turnTo(at + 1),
    lastPaper: () => turnTo(at - 1),
    nextPage: () => setLying({ ...lies, page: page + 1 }),
    lastPage: () => setLying({ ...lies, page: page - 1 }),
    closer: () => setLying({ ...lies, zoom: zoom + 1 }),
    farther: () => setLying({ ...lies, zoom: zoom - 1 }),
    fit: () => setLying({ ...lies, zoom: FIT }),
    turn: () => setLying({ ...lies, turn: ((turn + 1) % 4) as Turn }),
    close: onClose,
  };
  const button = (act: PaperAct, className = 'button button-quiet') => (
    <button
      type="button"
      className={className}
      aria-keyshortcuts={keyOfAct(act)}
      // A button that cannot be pressed any more keeps the focus.
      aria-disabled={!may[act]}
      onClick={() => may[act] && does[act]()}
    >
      {t(`evidence.${act}`)}
    </button>
  );
  const label = t('evidence.page', { title: paper.title, page: page + 1, count: Math.max(pages, 1) });
  return (
    <dialog
      ref={dialog}
      className="paper-view no-print"
      aria-labelledby="paper-title"
      onKeyDown={(event) => {
        const act = actOfKey(event);
        if (!act) return;
        event.preventDefault();
        if (may[act]) does[act]();
      }}
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
    >
      <header className="paper-head">
        <h2 id="paper-title" ref={head} tabIndex={-1}>
          {paper.title}
        </h2>
        {button('close', 'button')}
      </header>
      {says}
      {/* biome-ignore lint/a11y/useSemanticElements: a row of buttons is no set of fields. */}
      <div className="paper-tools" role="group" aria-label={t('evidence.tools')}>
        {papers.length > 1 ? (
          <>
            {button('lastPaper')}
            {button('nextPaper')}
          </>
        ) : null}
        {pages > 1 ? (
          <>
            {button('lastPage')}
            {button('nextPage')}
          </>
        ) : null}
        {pages > 0 ? (
          <>
            {button('farther')}
            {button('closer')}
            {button('fit')}
            {button('turn')}
          </>
        ) : null}
      </div>
      <p className="muted" role="status">
        {t('evidence.place', { at: at + 1, count: papers.length })}
        {pages > 1 ? t('evidence.pagePlace', { page: page + 1, count: pages }) : ''}
        {zoom === FIT ? '' : t('evidence.zoom', { percent: (ZOOMS[zoom] ?? 1) * 100 })}
      </p>
      {state.is === 'drawn' ? (
        <Sheet drawn={state.drawn} page={page} zoom={ZOOMS[zoom] ?? 1} turn={turn} label={label} onBroken={giveUp} />
      ) : (
        <div className="paper-frame paper-told">
          {state.is === 'coming' ? (
            <p>
              <label>
                {t('evidence.coming')} <progress {...(state.share > 0 && { value: state.share })} />
              </label>
            </p>
          ) : null}
          {state.is === 'saved-only' ? <p>{t('evidence.savedOnly')}</p> : null}
          {state.is === 'failed' ? <p role="alert">{t(`evidence.failed.${state.why}`)}</p> : null}
          {state.is === 'refused' ? <Refusal failure={refusal} /> : null}
          {state.is === 'failed' || state.is === 'refused' ? (
            <button type="button" className="button" onClick={again}>
              {t('evidence.again')}
            </button>
          ) : null}
        </div>
      )}
      <footer className="paper-foot">
        <p className="muted paper-keys">
          {Object.entries(PAPER_KEYS).map(([key, act]) => (
            <span key={key}>
              <kbd>{key === 'Escape' ? 'Esc' : key}</kbd> {t(`evidence.${act}`)}{' '}
            </span>
          ))}
        </p>
        <Save key={paper.id} paper={paper} onOpened={onOpened} />
      </footer>
    </dialog>
  );
}
