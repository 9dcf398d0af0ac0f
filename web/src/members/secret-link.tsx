import { useState } from 'react';
import { useWords } from '../words/use-words.ts';

/** The link of an invitation, shown this once. */
export function SecretLink({ link }: { readonly link: string | null }) {
  const { t } = useWords();
  const [copied, setCopied] = useState(false);
  if (link === null) return <p className="note">{t('members.linkGone')}</p>;
  const address = `${window.location.origin}${link}`;
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(address);
      setCopied(true);
    } catch {
      // Where the clipboard is closed to us the link stands in the field to be copied by hand.
      setCopied(false);
    }
  };
  return (
    <div className="note" role="status">
      <label className="field">
        <span>{t('members.link')}</span>
        <input type="text" readOnly value={address} onFocus={(event) => event.target.select()} />
      </label>
      <p>{t('members.linkOnce')}</p>
      <p className="actions">
        <button type="button" className="button" onClick={() => void copy()}>
          {t(copied ? 'members.copied' : 'members.copy')}
        </button>
      </p>
    </div>
  );
}
