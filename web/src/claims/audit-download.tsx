import { useState } from 'react';
import type * as z from 'zod/mini';
import type { auditPage } from '../../../shared/contracts/parties.ts';
import { addressOf } from '../account/address.ts';
import { Refusal } from '../account/notices.tsx';
import { ApiFailure, getJson } from '../api/client.ts';
import { useWords } from '../words/use-words.ts';

type Page = z.infer<typeof auditPage>;

/** All pages of the chain, the newest entry first. */
async function readChain(id: string): Promise<Omit<Page, 'nextCursor'>> {
  const read = (cursor?: string) => getJson<Page>(addressOf('GET /v1/cases/{id}/audit', { id }, { limit: 100, cursor }));
  let page = await read();
  const { head } = page;
  const items = [...page.items];
  let { intact } = page;
  while (page.nextCursor !== null) {
    page = await read(page.nextCursor);
    items.push(...page.items);
    intact = intact && page.intact;
  }
  return { items, head, intact };
}

/** Has the browser keep a text as a file. */
function saveAs(name: string, text: string): void {
  const address = URL.createObjectURL(new Blob([text], { type: 'application/json' }));
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}

/** The record of the case, entry by entry with its hashes, as a file of one's own. */
export function AuditDownload({ id }: { readonly id: string }) {
  const { t } = useWords();
  const [state, setState] = useState<{
    readonly busy: boolean;
    readonly failure?: ApiFailure;
    readonly saved?: { count: number; intact: boolean };
  }>({
    busy: false,
  });
  const save = async () => {
    setState({ busy: true });
    try {
      const chain = await readChain(id);
      saveAs(`case-${id}.json`, JSON.stringify(chain, null, 2));
      setState({ busy: false, saved: { count: chain.items.length, intact: chain.intact } });
    } catch (reason) {
      setState({ busy: false, failure: reason instanceof ApiFailure ? reason : new ApiFailure('unreadable') });
    }
  };
  return (
    <section aria-labelledby="audit">
      <h2 id="audit">{t('claims.status.audit')}</h2>
      <p className="muted">{t('claims.status.auditText')}</p>
      <p className="actions">
        <button type="button" className="button button-quiet" disabled={state.busy} onClick={() => void save()}>
          {t('claims.status.auditSave')}
        </button>
      </p>
      <div role="status">
        {state.saved ? (
          <p className={state.saved.intact ? 'outcome outcome-met' : 'wrong'}>
            {state.saved.intact ? t('claims.status.auditSaved', { count: state.saved.count }) : t('claims.status.auditBroken')}
          </p>
        ) : null}
      </div>
      <Refusal failure={state.failure} />
    </section>
  );
}
