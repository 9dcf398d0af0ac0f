import { useWords } from '../words/use-words.ts';

type Schema = Readonly<Record<string, unknown>>;
type Content = Readonly<
  Record<string, { readonly schema?: Schema; readonly example?: unknown; readonly examples?: Record<string, { value?: unknown }> }>
>;
type Parameter = {
  readonly name: string;
  readonly in: string;
  readonly required?: boolean;
  readonly description?: string;
  readonly schema?: Schema;
};
type Described = {
  readonly summary?: string;
  readonly description?: string;
  readonly parameters?: readonly (Parameter | { readonly $ref: string })[];
  readonly requestBody?: { readonly content?: Content };
  readonly responses?: Readonly<Record<string, { readonly description?: string; readonly content?: Content; readonly $ref?: string }>>;
};

/** As much of OpenAPI 3.1 as the page draws. */
export type OpenApi = {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Described>>>>;
  readonly components?: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
};

const METHODS = ['get', 'post', 'put', 'patch', 'delete'];

export const operationsOf = (api: OpenApi) =>
  Object.entries(api.paths).flatMap(([path, item]) =>
    Object.entries(item)
      .filter(([method]) => METHODS.includes(method))
      .map(([method, described]) => ({
        id: `${method}${path}`.replace(/[^a-z0-9]+/gi, '-').replace(/-$/, ''),
        method: method.toUpperCase(),
        path,
        described,
      })),
  );

/** `#/components/schemas/Programme` → what stands there. */
function resolve<Target>(api: OpenApi, node: Target | { readonly $ref?: string }): Target {
  const ref = (node as { readonly $ref?: string }).$ref;
  if (typeof ref !== 'string') return node as Target;
  const [kind = '', name = ''] = ref.replace('#/components/', '').split('/');
  return (api.components?.[kind]?.[name] ?? {}) as Target;
}

/** What one may send or gets, in few words: a name, a type, or the words allowed. */
function typeWords(schema: Schema | undefined): string {
  if (!schema) return '';
  if (typeof schema.$ref === 'string') return schema.$ref.split('/').at(-1) ?? '';
  if (Array.isArray(schema.enum)) return schema.enum.join(' | ');
  if (schema.const !== undefined) return JSON.stringify(schema.const);
  return [schema.type, schema.format].flat().filter(Boolean).join(' ');
}

const printed = (value: unknown) => JSON.stringify(value, null, 2);

function Body({ api, content, title }: { readonly api: OpenApi; readonly content: Content | undefined; readonly title: string }) {
  const { t } = useWords();
  return Object.entries(content ?? {}).map(([mediaType, { schema, example, examples }]) => {
    const shown = example ?? Object.values(examples ?? {})[0]?.value;
    return (
      <div key={mediaType}>
        {shown === undefined ? null : (
          <details open>
            <summary>
              {title} · {t('docs.example')}
            </summary>
            {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard. */}
            <pre tabIndex={0}>{printed(shown)}</pre>
          </details>
        )}
        {schema ? (
          <details>
            <summary>
              {title} · {t('docs.schema')} <code>{mediaType}</code> {typeWords(schema)}
            </summary>
            {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard. */}
            <pre tabIndex={0}>{printed(resolve(api, schema))}</pre>
          </details>
        ) : null}
      </div>
    );
  });
}

type Props = { readonly operation: ReturnType<typeof operationsOf>[number]; readonly api: OpenApi };

/** One operation: what it answers, what it takes, what comes back. */
export function Operation({ operation, api }: Props) {
  const { t, language } = useWords();
  const { described } = operation;
  const parameters = (described.parameters ?? []).map((parameter) => resolve<Parameter>(api, parameter));
  return (
    <section id={operation.id} className="operation" aria-labelledby={`${operation.id}-title`}>
      <h2 id={`${operation.id}-title`}>
        <span className="method">{operation.method}</span> <code>{operation.path}</code>
      </h2>
      <p>{language === 'zh' ? described.summary : (described.description ?? described.summary)}</p>
      {parameters.length === 0 ? null : (
        <div className="table-scroll">
          <table>
            <caption>{t('docs.parameters')}</caption>
            <tbody>
              {parameters.map((parameter) => (
                <tr key={`${parameter.in}-${parameter.name}`}>
                  <th scope="row">
                    <code>{parameter.name}</code>
                    {parameter.required ? ' *' : ''}
                  </th>
                  <td>{parameter.in}</td>
                  <td>{typeWords(parameter.schema)}</td>
                  <td>{parameter.description ?? ''}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      <Body api={api} content={described.requestBody?.content} title={t('docs.request')} />
      {Object.entries(described.responses ?? {}).map(([status, answer]) => {
        const resolved = resolve<{ description?: string; content?: Content }>(api, answer);
        return (
          <div key={status}>
            <p>
              <strong>{status}</strong> {resolved.description ?? ''}
            </p>
            <Body api={api} content={resolved.content} title={t('docs.answer', { status })} />
          </div>
        );
      })}
    </section>
  );
}
