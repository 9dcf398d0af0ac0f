import { useResource } from '../api/use-resource.ts';
import { type OpenApi, Operation, operationsOf } from '../components/openapi.tsx';
import { PageHeading } from '../components/page-heading.tsx';
import { Failure, Skeleton } from '../components/states.tsx';
import { useWords } from '../words/use-words.ts';
import './docs.css';

/** The API for people who build on it, drawn from the very description the API serves. */
export default function Docs() {
  const { t } = useWords();
  const description = useResource<OpenApi>('/v1/openapi.json');
  const operations = description.data ? operationsOf(description.data) : [];
  return (
    <div className="page docs">
      <PageHeading title={t('docs.title')} />
      <p className="lead">{t('docs.lead')}</p>
      <p>
        <a href="/v1/openapi.json">{t('docs.raw')}</a>
      </p>
      {description.failure ? <Failure resource={description} /> : null}
      {description.loading && !description.data ? <Skeleton rows={8} inline /> : null}
      {description.data ? (
        <>
          <nav aria-label={t('docs.contents')}>
            <ul className="docs-contents">
              {operations.map((operation) => (
                <li key={operation.id}>
                  <a href={`#${operation.id}`}>
                    <code>
                      {operation.method} {operation.path}
                    </code>
                  </a>
                </li>
              ))}
            </ul>
          </nav>
          {operations.map((operation) => (
            <Operation key={operation.id} operation={operation} api={description.data as OpenApi} />
          ))}
        </>
      ) : null}
    </div>
  );
}
