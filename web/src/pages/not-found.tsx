import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { PageHeading } from '../components/page-heading.tsx';

export function NotFound() {
  const { t } = useTranslation();
  return (
    <div className="page narrow">
      <PageHeading title={t('notFound.title')} />
      <p className="lead">{t('notFound.text')}</p>
      <p className="actions">
        <Link className="button" href="/check">
          {t('home.start')}
        </Link>
        <Link className="button button-quiet" href="/programmes">
          {t('home.browse')}
        </Link>
      </p>
    </div>
  );
}
