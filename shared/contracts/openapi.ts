import * as z from 'zod/mini';
import { OPERATIONS, type Operation } from './operations.ts';
import { problem } from './problem.ts';

type JsonSchema = Record<string, unknown>;

const schemaOf = (type: z.ZodMiniType, io: 'input' | 'output'): JsonSchema => {
  const { $schema: _dialect, ...schema } = z.toJSONSchema(type, { io, unrepresentable: 'any' }) as JsonSchema;
  return schema;
};

const json = (schema: JsonSchema, example?: unknown) => ({ 'application/json': { schema, ...(example !== undefined && { example }) } });

function parametersOf({ path, query }: Operation) {
  const inPath = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => ({ name, in: 'path', required: true, schema: { type: 'string' } }));
  const properties = query ? ((schemaOf(query, 'input').properties ?? {}) as Record<string, JsonSchema>) : {};
  return [...inPath, ...Object.entries(properties).map(([name, schema]) => ({ name, in: 'query', required: false, schema }))];
}

function described(operation: Operation) {
  const refusals = operation.refusals.map((status) => [
    String(status),
    { description: 'Problem (RFC 9457)', content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } } },
  ]);
  return {
    operationId: operation.id,
    summary: operation.summary.zh,
    description: operation.summary.en,
    parameters: parametersOf(operation),
    ...(operation.body && { requestBody: { required: true, content: json(schemaOf(operation.body, 'input'), operation.example) } }),
    responses: { '200': { description: 'OK', content: json(schemaOf(operation.answer, 'output')) }, ...Object.fromEntries(refusals) },
  };
}

/** The API as an OpenAPI 3.1 document, made from the very schemas that check requests. */
export function openApiDocument(version: string) {
  const paths: Record<string, Record<string, unknown>> = {};
  for (const operation of OPERATIONS) paths[operation.path] = { ...paths[operation.path], [operation.method]: described(operation) };
  return {
    openapi: '3.1.0',
    info: {
      title: '融桥 Rongqiao',
      version,
      description:
        '金额以分为单位的整数（字段名以 Fen 结尾）；事实用字典中的编号和单位。Money: whole fen in fields ending in Fen; facts: ids and units of the dictionary.',
    },
    paths,
    components: { schemas: { Problem: schemaOf(problem, 'output') } },
  };
}
