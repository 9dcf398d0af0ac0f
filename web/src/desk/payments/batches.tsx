import { useState } from 'react';
import type { Me, Place } from '../../account/me.ts';
import { Empty, Loaded } from '../../account/notices.tsx';
import { Pager } from '../../account/pager.tsx';
import { useLive } from '../../account/use-live.ts';
import { useWords } from '../../words/use-words.ts';
import { exactYuan, useInYuan } from '../budgets/exact.ts';
import { useSigner } from './use-signer.ts';
import type { BatchList } from './wire.ts';

type Props = { readonly place: Place; readonly me: Me; onOpen(batchId: string): void };

/** The batches of the bureau, the latest first. */
export function Batches({ place, me, onOpen }: Props) {
  const { t, moment } = useWords();
  const inYuan = useInYuan();
  const [cursors, setCursors] = useState<readonly string[]>([]);
  const live = useLive<BatchList>('GET /v1/payments/batches', {}, { as: place.id, limit: 20, cursor: cursors.at(-1) });
  const signer = useSigner(place, me);
  const whose = (personId: string | null) => (personId === null ? t('desk.unknown') : signer(personId));
  return (
    <Loaded live={live}>
      {({ items, nextCursor }) =>
        items.length === 0 ? (
          <Empty title={t('desk.pay.noBatch')} />
        ) : (
          <>
            <div className="table-scroll">
              <table className="desk-table">
                <caption className="visually-hidden">{t('desk.pay.batches')}</caption>
                <thead>
                  <tr>
                    {(['opened', 'state', 'count', 'amount', 'first', 'second'] as const).map((column) => (
                      <th key={column} scope="col" {...((column === 'count' || column === 'amount') && { className: 'number' })}>
                        {column === 'amount' ? inYuan(t('desk.pay.amount')) : t(`desk.pay.${column}`)}
                      </th>
                    ))}
                  </tr>
                </thead>
                <tbody>
                  {items.map(({ id, openedAt, state, count, totalFen, sealedBy, approvedBy }) => (
                    <tr key={id} data-batch={id}>
                      <th scope="row">
                        <button type="button" className="link-button" onClick={() => onOpen(id)}>
                          {moment(openedAt)}
                        </button>
                      </th>
                      <td data-label={t('desk.pay.state')}>{t(`desk.batch.${state}`)}</td>
                      <td className="number" data-label={t('desk.pay.count')}>
                        {count}
                      </td>
                      <td className="number" data-label={inYuan(t('desk.pay.amount'))}>
                        {exactYuan(totalFen)}
                      </td>
                      <td data-label={t('desk.pay.first')}>{whose(sealedBy)}</td>
                      <td data-label={t('desk.pay.second')}>{whose(approvedBy)}</td>
                    </tr>
                  ))}
                </tbody>
              </table>
            </div>
            <Pager cursors={cursors} next={nextCursor} onTurn={setCursors} />
          </>
        )
      }
    </Loaded>
  );
}
