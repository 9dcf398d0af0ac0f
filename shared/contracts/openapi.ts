import * as z from 'zod/mini';
import { OPERATIONS } from './operations/index.ts';
import type { Operation, Success } from './operations/operation.ts';
import { problem } from './problem.ts';
import { type FunctionName, ROUTES, type Route } from './routes.ts';

type JsonSchema = Record<string, unknown>;

const schemaOf = (type: z.ZodMiniType, io: 'input' | 'output'): JsonSchema => {
  const { $schema: _dialect, ...schema } = z.toJSONSchema(type, { io, unrepresentable: 'any' }) as JsonSchema;
  return schema;
};

const json = (schema: JsonSchema, example?: unknown) => ({ 'application/json': { schema, ...(example !== undefined && { example }) } });
const ref = (kind: string, name: string) => ({ $ref: `#/components/${kind}/${name}` });

/** The functions as readers of the description know them: by what they are for. */
const TAGS: Record<FunctionName, string> = {
  'programmes-api': '政策目录 · The catalogue',
  'matching-api': '匹配 · Matching',
  'description-api': '接口说明 · The description of the API',
  'sessions-api': '登录与会话 · Sign-in and sessions',
  'parties-api': '机构与成员 · Organisations and members',
  'companies-api': '企业档案、授权与访问记录 · Company profiles, consent and the access log',
  'documents-api': '材料库 · The evidence vault',
  'subsidies-api': '补贴申请的填写 · Writing claims of subsidies',
  'appraisals-api': '提交与核定 · Handing claims in, and appraising them',
  'cases-api': '案件办理 · Cases',
  'approvals-api': '批量审批 · Approving many at once',
  'notices-api': '公示、异议与线索 · Public notices, objections and tips',
  'payments-api': '拨付与追回 · Payments and recovery',
  'returns-api': '银行回单 · Return files of banks',
  'budgets-api': '预算的下达与调整 · Opening and changing budgets',
  'ledger-api': '账簿 · The books',
  'audit-api': '审计核验文件 · Files that prove the audit',
};

const SUCCESS: Record<Success, string> = {
  200: '成功 OK',
  201: '已创建 Created',
  204: '成功，无正文 Done, without a body',
  302: '转到另一地址 Goes on to another address',
  303: '转到另一地址 Goes on to another address',
};

type Kind = Route['kind'];

/** What each kind of route asks for in headers, and which refusals the pipeline of `shared/http/api.ts` can give before a use case is asked. */
const KINDS: Record<Kind, { readonly headers: readonly string[]; readonly refusals: readonly number[]; readonly signedIn: boolean }> = {
  open: { headers: [], refusals: [], signedIn: false },
  question: { headers: [], refusals: [401, 403, 404], signedIn: true },
  command: { headers: ['IdempotencyKey'], refusals: [400, 401, 403, 404, 409, 413, 415, 422, 503], signedIn: true },
  'open-command': { headers: ['IdempotencyKey'], refusals: [400, 404, 409, 413, 415, 422, 429, 503], signedIn: false },
  edit: { headers: ['IdempotencyKey', 'IfMatch'], refusals: [400, 401, 403, 404, 409, 412, 413, 415, 422, 428, 503], signedIn: true },
};

const HEADER_PARAMETERS = {
  IdempotencyKey: {
    name: 'Idempotency-Key',
    in: 'header',
    required: true,
    description:
      '同一操作重试时保持不变：24 小时内重复请求得到同一答复。Kept for retries of one intent: within 24 hours a repeat gets the first answer.',
    schema: { type: 'string', pattern: '^[\\x21-\\x7e]{1,128}$' },
  },
  IfMatch: {
    name: 'If-Match',
    in: 'header',
    required: true,
    description: '您看到的版本，即上次答复的 ETag。The version you have seen: the ETag of the last answer.',
    schema: { type: 'string', examples: ['"3"'] },
  },
};

/** Headers of answers. */
const HEADERS = {
  ETag: { description: '当前版本 The present version', schema: { type: 'string' } },
  Location: { description: '结果或下一步的地址 Where the result or the next step is', schema: { type: 'string' } },
  IdempotentReplayed: {
    description: '为 true 表示这是此前同一请求的答复 `true`: the answer of the same request before',
    schema: { type: 'string', enum: ['true'] },
  },
  RetryAfter: { description: '几秒后再试 Seconds to wait', schema: { type: 'integer' } },
};

const RETRIED = [409, 429, 503];

function refused(status: number) {
  const headers = {
    ...(status === 412 && { ETag: ref('headers', 'ETag') }),
    ...(RETRIED.includes(status) && { 'Retry-After': ref('headers', 'RetryAfter') }),
  };
  return {
    description: 'Problem (RFC 9457)',
    ...(Object.keys(headers).length > 0 && { headers }),
    content: { 'application/problem+json': { schema: ref('schemas', 'Problem') } },
  };
}

/** What the door of the API says to whoever asks too often, before any function of ours is asked (`infra/constructs/public-api.ts`). */
const THROTTLED = {
  type: 'object',
  required: ['message'],
  properties: { message: { type: 'string', const: 'Too Many Requests' } },
};
/** Every route can be throttled; where a rule of ours counts too, that refusal is a problem. */
function tooMany(own: boolean) {
  const { headers, content = {} } = own ? refused(429) : { headers: undefined };
  return {
    description: '请求太频繁，过几秒再试 Too many requests: try again in some seconds',
    ...(headers && { headers }),
    content: { ...json(THROTTLED), ...content },
  };
}

function succeeded(status: Success, { answer, versioned }: Operation, kind: Kind) {
  const headers = {
    ...((versioned || kind === 'edit') && status < 300 && { ETag: ref('headers', 'ETag') }),
    ...((status === 201 || status >= 300) && { Location: ref('headers', 'Location') }),
    ...(KINDS[kind].headers.includes('IdempotencyKey') && { 'Idempotent-Replayed': ref('headers', 'IdempotentReplayed') }),
  };
  const body = status === 200 || status === 201 ? answer : undefined;
  return {
    description: SUCCESS[status],
    ...(Object.keys(headers).length > 0 && { headers }),
    ...(body && { content: json(schemaOf(body, 'output')) }),
  };
}

function parametersOf(path: string, { query }: Operation, kind: Kind) {
  const inPath = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => ({ name, in: 'path', required: true, schema: { type: 'string' } }));
  const { properties = {}, required = [] } = (query ? schemaOf(query, 'input') : {}) as {
    properties?: Record<string, JsonSchema>;
    required?: readonly string[];
  };
  const inQuery = Object.entries(properties).map(([name, schema]) => ({ name, in: 'query', required: required.includes(name), schema }));
  return [...inPath, ...inQuery, ...KINDS[kind].headers.map((name) => ref('parameters', name))];
}

function described(path: string, operation: Operation) {
  const { function: name, kind } = ROUTES[operation.route];
  const { refusals, signedIn } = KINDS[kind];
  const successes = [operation.status ?? 200].flat() as readonly Success[];
  const statuses = [...new Set([...refusals, ...(operation.refusals ?? [])])].sort((one, other) => one - other);
  return {
    operationId: operation.id,
    tags: [name],
    summary: operation.summary.zh,
    description: operation.summary.en,
    security: signedIn ? [{ session: [] }, { token: [] }] : [],
    parameters: parametersOf(path, operation, kind),
    ...(operation.body && {
      requestBody: {
        required: !operation.body.safeParse(undefined).success,
        content: json(schemaOf(operation.body, 'input'), operation.example),
      },
    }),
    responses: {
      ...Object.fromEntries(successes.map((status) => [String(status), succeeded(status, operation, kind)])),
      ...Object.fromEntries(statuses.map((status) => [String(status), refused(status)])),
      429: tooMany(statuses.includes(429)),
    },
  };
}

/** The API as an OpenAPI 3.1 document, made from the table of routes and the very schemas that check requests. */
export function openApiDocument(version: string) {
  const paths: Record<string, Record<string, unknown>> = {};
  for (const operation of OPERATIONS) {
    const [method = '', path = ''] = operation.route.split(' ');
    paths[path] = { ...paths[path], [method.toLowerCase()]: described(path, operation) };
  }
  return {
    openapi: '3.1.0',
    info: {
      title: '融桥 Rongqiao',
      version,
      description:
        '金额以分为单位的整数（字段名以 Fen 结尾）；事实用字典中的编号和单位。Money: whole fen in fields ending in Fen; facts: ids and units of the dictionary.',
    },
    tags: Object.entries(TAGS).map(([name, description]) => ({ name, description })),
    paths,
    components: {
      schemas: { Problem: schemaOf(problem, 'output') },
      parameters: HEADER_PARAMETERS,
      headers: HEADERS,
      securitySchemes: {
        session: {
          type: 'apiKey',
          in: 'cookie',
          name: '__Host-rongqiao',
          description: '网页登录后的会话 The session of a browser that signed in',
        },
        token: {
          type: 'http',
          scheme: 'bearer',
          bearerFormat: 'JWT',
          description: '机器客户端的访问令牌（RFC 9068）The access token of a machine client (RFC 9068)',
        },
      },
    },
  };
}
