import { z } from 'zod';
import { statusOf, type Endpoint, type SentFile } from '#web/api/endpoint.ts';
import { rememberedHours } from '#web/api/run-call.ts';

/** The description of the API (OpenAPI 3.1), made of the schemas that the calls are checked with. `url`: where it begins. */
export function openApi(endpoints: readonly Endpoint[], url: string): object {
	const paths: Record<string, Record<string, unknown>> = {};
	for (const one of endpoints) {
		const status = String(statusOf(one));
		(paths[one.path] ??= {})[one.method.toLowerCase()] = {
			operationId: operationId(one),
			summary: one.summary,
			tags: [one.path.split('/')[1]],
			security: [{ token: [one.scope] }],
			parameters: [
				...[...one.path.matchAll(/\{(\w+)\}/g)].map((found) => ({
					name: found[1],
					in: 'path',
					required: true,
					schema: { type: 'integer', minimum: 1 },
				})),
				...queryParameters(one.query),
				...(one.method === 'POST' ? [idempotencyKey] : []),
			],
			...(one.body ? { requestBody: { required: true, content: sentContent(one.body, one.file) } } : {}),
			responses: {
				[status]: { description: 'Done', content: { 'application/json': { schema: schemaOf(one.answer, 'output') } } },
				default: {
					description: 'Refused',
					content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
				},
			},
		};
	}
	return {
		openapi: '3.1.0',
		info: { title: 'Homecourt', version: '1', license: { name: 'AGPL-3.0-or-later' } },
		servers: [{ url }],
		paths,
		components: {
			securitySchemes: { token: { type: 'http', scheme: 'bearer' } },
			schemas: {
				Problem: {
					type: 'object',
					required: ['type', 'code', 'title', 'status'],
					properties: {
						type: { type: 'string' },
						code: { type: 'string' },
						title: { type: 'string' },
						status: { type: 'integer' },
						instance: { type: 'string' },
						fields: {
							type: 'array',
							items: {
								type: 'object',
								required: ['path', 'key', 'title'],
								properties: { path: { type: 'string' }, key: { type: 'string' }, title: { type: 'string' } },
							},
						},
					},
				},
			},
		},
	};
}

const idempotencyKey = {
	name: 'Idempotency-Key',
	in: 'header',
	required: false,
	description: `Names this call: sent again within ${rememberedHours} hours it has no second effect and the same answer.`,
	schema: { type: 'string', minLength: 1, maxLength: 200 },
};

/** `POST /threads/{thread}/comments` → `postThreadsThreadComments`. */
const operationId = ({ method, path }: Endpoint): string =>
	method.toLowerCase() + path.replace(/\W+(\w)/g, (_, letter: string) => letter.toUpperCase()).replace(/\W/g, '');

const schemaOf = (schema: z.ZodType, io: 'input' | 'output'): object => {
	const { $schema: _, ...rest } = z.toJSONSchema(schema, { io, unrepresentable: 'any' }) as Record<string, unknown>;
	return rest;
};

/** JSON, or a form where a file is sent: its field `file` beside those of the body. */
function sentContent(body: z.ZodType, file: SentFile | undefined): object {
	const schema = schemaOf(body, 'input') as { properties?: object; required?: string[] };
	if (!file) return { 'application/json': { schema } };
	const limit = `At most ${file.limit / 1024 / 1024} MB`;
	const properties = {
		file: { type: 'string', contentMediaType: 'application/octet-stream', description: limit },
		...schema.properties,
	};
	const required = ['file', ...(schema.required ?? [])];
	const encoding = { file: { contentType: file.types } };
	return { 'multipart/form-data': { schema: { ...schema, properties, required }, encoding } };
}

function queryParameters(schema: z.ZodType | undefined): object[] {
	if (!schema) return [];
	const { properties = {}, required = [] } = schemaOf(schema, 'input') as {
		properties?: Record<string, object>;
		required?: string[];
	};
	return Object.entries(properties).map(([name, inner]) => ({
		name,
		in: 'query',
		required: required.includes(name),
		schema: inner,
	}));
}
