import { afterAll, beforeAll, expect, it } from 'vitest';
import { testSite, type TestSite } from '#testing/test-site.ts';
import { endpoints } from '#web/api/endpoints.ts';
import { call } from '#web/api/testing/caller.ts';

interface Parameter {
	name: string;
	in: string;
	required: boolean;
	schema: object;
}
interface Operation {
	operationId: string;
	summary: string;
	security: unknown;
	parameters: Parameter[];
	requestBody?: { content: Record<string, { schema: { type: string; additionalProperties?: unknown } }> };
	responses: Record<string, { content: Record<string, { schema: { type: string } }> }>;
}
interface Described {
	servers: unknown;
	paths: Record<string, Record<string, Operation>>;
}

let place: TestSite;
let described: Described;
beforeAll(async () => {
	place = await testSite();
	described = (await call(place, 'GET', '/openapi.json')).body as unknown as Described;
});
afterAll(() => place.close());

const operations = (): [string, string, Operation][] =>
	Object.entries(described.paths).flatMap(([path, methods]) =>
		Object.entries(methods).map(([method, operation]): [string, string, Operation] => [path, method, operation]),
	);

it('is read without a token, and kept by whoever has it', async () => {
	const answered = await call(place, 'GET', '/openapi.json');
	expect(answered.status).toBe(200);
	const etag = answered.headers.get('etag') as string;
	expect((await call(place, 'GET', '/openapi.json', { headers: { 'if-none-match': etag } })).status).toBe(304);
});

it('is an OpenAPI 3.1 document that says where the API is', () => {
	expect(described).toMatchObject({
		openapi: expect.stringMatching(/^3\.1\.\d+$/),
		info: { title: expect.any(String), version: expect.any(String) },
	});
	expect(described.servers).toEqual([{ url: `${place.as().site.url}/api/v1` }]);
	expect(
		Object.keys(described).every((name) => ['openapi', 'info', 'servers', 'paths', 'components'].includes(name)),
	).toBe(true);
});

it('describes every endpoint, and nothing else', () => {
	expect(
		operations()
			.map(([path, method]) => `${method.toUpperCase()} ${path}`)
			.sort(),
	).toEqual(endpoints.map((one) => `${one.method} ${one.path}`).sort());
	const names = operations().map(([, , operation]) => operation.operationId);
	expect(new Set(names).size).toBe(names.length);
	for (const name of names) expect(name).toMatch(/^[a-z][A-Za-z]+$/);
});

it.each(endpoints.map((one) => [`${one.method} ${one.path}`, one] as const))('says all of %s', (_name, one) => {
	const operation = described.paths[one.path]![one.method.toLowerCase()]!;
	const inPath = operation.parameters.filter((parameter) => parameter.in === 'path');
	expect(inPath.map((parameter) => parameter.name)).toEqual(
		[...one.path.matchAll(/\{(\w+)\}/g)].map((found) => found[1]),
	);
	for (const parameter of operation.parameters) {
		expect(['path', 'query', 'header']).toContain(parameter.in);
		if (parameter.in === 'path') expect(parameter.required).toBe(true);
		expect(Object.keys(parameter.schema).length).toBeGreaterThan(0);
	}
	expect(operation.summary.length).toBeGreaterThan(5);
	expect(operation.security).toEqual([{ token: [one.scope] }]);
	const [status, answer] = Object.entries(operation.responses).find(([name]) => name !== 'default')!;
	expect(Number(status)).toBeGreaterThanOrEqual(200);
	expect(answer.content['application/json']!.schema.type).toBe('object');
	expect(operation.responses['default']!.content['application/problem+json']).toBeDefined();
	expect('requestBody' in operation).toBe(one.body !== undefined);
	if (!one.body) return;
	// Nothing but what is named; where the brand names the keys, the kinds of their values are said.
	const form = one.file !== undefined;
	const { schema } = operation.requestBody!.content[form ? 'multipart/form-data' : 'application/json']!;
	if (form) expect(schema).toMatchObject({ required: ['file'], properties: { file: { type: 'string' } } });
	expect(schema).toMatchObject({ type: 'object' });
	expect(schema.additionalProperties).toSatisfy(
		(rest: unknown) => rest === false || Object.keys(rest as object).length > 0,
	);
});

/** Types of JSON Schema 2020-12, which OpenAPI 3.1 speaks. */
const types = ['null', 'boolean', 'object', 'array', 'number', 'string', 'integer'];

it('has sound schemas, and every reference leads somewhere', () => {
	let schemas = 0;
	const walk = (node: unknown, trail: string): void => {
		if (node === null || typeof node !== 'object') return;
		const one = node as Record<string, unknown>;
		if (typeof one['$ref'] === 'string') {
			const target = one['$ref']
				.split('/')
				.slice(1)
				.reduce<unknown>((inside, name) => (inside as Record<string, unknown> | undefined)?.[name], described);
			expect({ trail, target }).toMatchObject({ target: expect.any(Object) });
		}
		if ('type' in one && typeof one['type'] === 'string' && !trail.endsWith('/properties')) {
			schemas++;
			expect(trail.endsWith('securitySchemes/token') ? 'object' : one['type']).toSatisfy((type: string) =>
				types.includes(type),
			);
			const known = Object.keys((one['properties'] ?? {}) as object);
			for (const name of (one['required'] ?? []) as string[])
				expect({ trail, known }).toMatchObject({ known: expect.arrayContaining([name]) });
		}
		for (const [name, inner] of Object.entries(one)) walk(inner, `${trail}/${name}`);
	};
	walk(described, '');
	expect(schemas).toBeGreaterThan(100);
});
