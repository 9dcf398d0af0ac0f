import { useState } from 'react';
import { Redirect } from 'wouter';
import type { ClaimView } from '../../../shared/contracts/claims.ts';
import { AccountPage, NotYours } from '../account/account-page.tsx';
import { Loaded } from '../account/notices.tsx';
import { useLive } from '../account/use-live.ts';
import { Wizard } from '../claims/wizard.tsx';
import type { PageProps } from '../lazy-page.tsx';
import { useWords } from '../words/use-words.ts';
import './check.css';
import '../claims/claims.css';

/** Writing one claim, or putting right one that came back. */
export default function ClaimPage({ params }: PageProps) {
  const { t, of } = useWords();
  const id = params.id ?? '';
  const live = useLive<ClaimView>('GET /v1/subsidies/claims/{id}', { id });
  const view = live.data;
  const [moved, setMoved] = useState(false);
  const onStale = () => {
    setMoved(true);
    live.reload();
  };
  return (
    <AccountPage title={view ? of(view.programmeName) : t('claims.title')} {...(view && { placeId: view.organisationId })} section="claims">
      {(me) => (
        <Loaded live={live} rows={6}>
          {(data) => {
            const place = me.organisations.find((one) => one.id === data.organisationId);
            if (!place) return <NotYours />;
            if (data.claim === null) return <Redirect to={`/claims/${data.id}/status`} replace />;
            // A claim read again from scratch is another wizard: what was typed waits on this device.
            return <Wizard key={live.etag} answer={{ body: data, etag: live.etag }} place={place} moved={moved} onStale={onStale} />;
          }}
        </Loaded>
      )}
    </AccountPage>
  );
}
