import { Link } from 'wouter';
import { Done, Empty, Loaded, useDone } from '../account/notices.tsx';
import { useLive } from '../account/use-live.ts';
import { PageHeading } from '../components/page-heading.tsx';
import type { Notice } from '../desk/wire.ts';
import type { PageProps } from '../lazy-page.tsx';
import { NoticePairs, NoticeStatus } from '../notices/notice-parts.tsx';
import { ObjectionForm } from '../notices/objection-form.tsx';
import { TipForm } from '../notices/tip-form.tsx';
import { useWords } from '../words/use-words.ts';
import '../account/account.css';

/** One notice, with the way to object in one's real name. */
export default function NoticePage({ params }: PageProps) {
  const { t } = useWords();
  const live = useLive<Notice>('GET /v1/notices/{id}', { id: params.id ?? '' });
  const [said, say] = useDone();
  return (
    <div className="page">
      <PageHeading title={live.data?.applicantName ?? t('notices.one')} />
      <p className="no-print">
        <Link href="/notices">{t('notices.back')}</Link>
      </p>
      <Done said={said} />
      {live.failure?.kind === 'not-found' ? (
        <Empty title={t('notices.gone.title')}>
          <p>{t('notices.gone.text')}</p>
          <Link className="button" href="/notices">
            {t('notices.gone.all')}
          </Link>
        </Empty>
      ) : (
        <Loaded live={live}>
          {(notice) => (
            <>
              <section className="panel" aria-label={t('notices.one')}>
                <p>
                  <NoticeStatus status={notice.status} />
                </p>
                <NoticePairs notice={notice} />
                <p className="muted">{t('notices.masked')}</p>
              </section>
              <ObjectionForm
                notice={notice}
                onFiled={(next) => {
                  say(t('notices.object.done'));
                  live.replace({ body: next, etag: undefined });
                }}
              />
              <TipForm notice={notice} />
            </>
          )}
        </Loaded>
      )}
    </div>
  );
}
