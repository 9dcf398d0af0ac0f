import { useState } from 'react';
import { Link } from 'wouter';
import type { Lexicon } from '../words/values.ts';
import { shareLink } from './share.ts';
import type { Check } from './use-check.ts';

/** A link with the answers in it, paper, and starting over. */
export function ShareAndPrint({ check, lexicon }: { readonly check: Check; readonly lexicon: Lexicon }) {
  const { t } = lexicon.words;
  const [link, setLink] = useState('');
  const [copied, setCopied] = useState(false);
  const share = async () => {
    const made = await shareLink(check.answers, lexicon.dictionary);
    setLink(made);
    try {
      await navigator.clipboard.writeText(made);
      setCopied(true);
    } catch {
      // Where the clipboard is closed to us the link stands in the field to be copied by hand.
      setCopied(false);
    }
  };
  if (check.answers.applicant === null && Object.keys(check.answers.facts).length === 0) return null;
  return (
    <div className="share no-print">
      <p className="actions">
        <button type="button" className="button button-quiet" onClick={() => void share()}>
          {t('check.share')}
        </button>
        <button type="button" className="button button-quiet" onClick={() => window.print()}>
          {t('check.print')}
        </button>
        <Link className="button button-quiet" href="/keep">
          {t('check.keep')}
        </Link>
        <button
          type="button"
          className="link-button"
          onClick={() => {
            setLink('');
            check.reset();
          }}
        >
          {t('check.reset')}
        </button>
      </p>
      <div role="status">
        {link ? (
          <label className="field">
            <span>{t(copied ? 'check.copied' : 'check.copy')}</span>
            <input type="text" readOnly value={link} onFocus={(event) => event.target.select()} />
            <span className="muted share-note">{t('check.shareNote')}</span>
          </label>
        ) : null}
      </div>
    </div>
  );
}
