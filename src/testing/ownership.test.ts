import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';

const source = path.resolve(import.meta.dirname, '..');
const files = readdirSync(source, { recursive: true, encoding: 'utf8' }).filter(
	(file) => file.endsWith('.ts') && !/\.(?:test|fixture)\.ts$|tables\.ts$|\/sow\.ts$|^testing\//.test(file),
);

/** Where a schema's tables may be written: `community` in src/community, `practice` in src/network/practice. */
const home = (schema: string): string[] => [`${schema}/`, `network/${schema}/`];

/** Statements that write, in Kysely and in SQL. */
const writes = [
	/\.(?:insertInto|updateTable|deleteFrom|mergeInto)\('([a-z_]+)\.[a-z_]+/g,
	/\b(?:insert\s+into|update|delete\s+from|merge\s+into|truncate)\s+(?:only\s+)?([a-z_]+)\.[a-z_]+/gi,
];

it('finds the code', () => expect(files.length).toBeGreaterThan(100));

it('lets only the owner write a table', () => {
	const trespasses = files.flatMap((file) => {
		const text = readFileSync(path.join(source, file), 'utf8');
		return writes.flatMap((pattern) =>
			[...text.matchAll(pattern)]
				.map((found) => found[1] as string)
				// The API's answered calls and the job queue belong to the platform; its glue writes them.
				.filter(
					(schema) =>
						!home(schema).some((folder) => file.startsWith(folder)) &&
						!(schema === 'platform' && file.startsWith('web/api/')) &&
						schema !== 'control',
				)
				.filter(
					(schema) =>
						readdirSync(source).includes(schema) || readdirSync(path.join(source, 'network')).includes(schema),
				)
				.map((schema) => `${file} writes ${schema}`),
		);
	});
	expect(trespasses).toEqual([]);
});
