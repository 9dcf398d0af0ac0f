import { useTranslation } from 'react-i18next';
import { type Resource, useRetryWhenOnline } from '../api/use-resource.ts';

/** Grey bars in the place of what is on its way; a screen reader hears one sentence. */
export function Skeleton({ rows = 4, inline = false }: { readonly rows?: number; readonly inline?: boolean }) {
  const { t } = useTranslation();
  return (
    <div className={inline ? 'skeleton' : 'page skeleton'}>
      <p className="visually-hidden">{t('states.loading')}</p>
      {Array.from({ length: rows }, (_, row) => `bar-${row}`).map((bar) => (
        <div key={bar} className="skeleton-bar" aria-hidden="true" />
      ))}
    </div>
  );
}

/** What went wrong in plain words, and the one thing to do about it. */
export function Failure({ resource }: { readonly resource: Resource<unknown> }) {
  const { t } = useTranslation();
  useRetryWhenOnline(resource);
  const kind = resource.failure?.kind ?? 'unreadable';
  return (
    <div className="state" role="alert">
      <p className="state-title">{t(`states.${kind}.title`)}</p>
      <p>{t(`states.${kind}.text`)}</p>
      {resource.failure?.detail ? <p className="muted">{resource.failure.detail}</p> : null}
      <button type="button" className="button" onClick={resource.retry}>
        {t('states.retry')}
      </button>
    </div>
  );
}
