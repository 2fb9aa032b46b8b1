/**
 * Photographs the migrated database: writes the types of every module's tables to its `server/tables.ts`.
 * Run `node src/testing/photograph.ts` after a change of a migration; a test fails while the picture is out of date.
 */
import { existsSync } from 'node:fs';
import path from 'node:path';
import type { Sql } from '#platform/database/connect.ts';

interface Column {
	schema: string;
	relation: string;
	name: string;
	type: string;
	nullable: boolean;
	generated: boolean;
	identity: string;
	array: boolean;
}

const types: Record<string, string> = {
	int2: 'number',
	int4: 'number',
	int8: 'number',
	float4: 'number',
	float8: 'number',
	numeric: 'string',
	bool: 'boolean',
	text: 'string',
	varchar: 'string',
	citext: 'string',
	uuid: 'string',
	bytea: 'Buffer',
	timestamptz: 'Time',
	date: 'string',
	jsonb: 'Json',
	tsvector: 'string',
	inet: 'string',
	int4range: 'string',
};

const source = path.resolve(import.meta.dirname, '..');

/** The photograph of a database: file name to text, one per module that has tables. */
export async function photographTables(sql: Sql): Promise<Map<string, string>> {
	const columns = await sql<Column[]>`
		select n.nspname as schema, c.relname as relation, a.attname as name,
			case when t.typelem <> 0 and t.typcategory = 'A' then e.typname else t.typname end as type,
			not a.attnotnull as nullable,
			a.atthasdef or a.attidentity <> '' as generated, a.attidentity::text || a.attgenerated::text as identity,
			t.typcategory = 'A' as array
		from pg_attribute a
		join pg_class c on c.oid = a.attrelid
		join pg_namespace n on n.oid = c.relnamespace
		join pg_type t on t.oid = a.atttypid
		left join pg_type e on e.oid = t.typelem
		where c.relkind in ('r', 'p', 'v', 'm') and not c.relispartition and a.attnum > 0 and not a.attisdropped
			and n.nspname not in ('pg_catalog', 'information_schema', 'job', 'public')
		order by n.nspname, c.relname, a.attnum`;
	const files = new Map<string, string>();
	for (const schema of new Set(columns.map((column) => column.schema))) {
		const file = schema === 'platform' ? path.join(source, 'platform/database/platform-tables.ts') : moduleFile(schema);
		files.set(
			file,
			moduleText(
				schema,
				columns.filter((column) => column.schema === schema),
			),
		);
	}
	return files;
}

function moduleFile(schema: string): string {
	for (const folder of [schema, path.join('network', schema)]) {
		if (existsSync(path.join(source, folder, 'server/migrations')))
			return path.join(source, folder, 'server/tables.ts');
	}
	throw new Error(`The schema ${schema} belongs to no module: a schema is named after its folder`);
}

function moduleText(schema: string, columns: readonly Column[]): string {
	const relations = [...new Set(columns.map((column) => column.relation))];
	const bodies = relations.map((relation) => {
		const lines = columns
			.filter((column) => column.relation === relation)
			.map((column) => `\t${column.name}: ${columnType(column)};`);
		return `export interface ${pascal(relation)}Table {\n${lines.join('\n')}\n}`;
	});
	const needed = ['Generated', 'GeneratedAlways', 'Json', 'Time'].filter((name) =>
		new RegExp(`\\b${name}\\b`).test(bodies.join('')),
	);
	return [
		'// Photographed from the migrated database. Do not edit: change a migration and photograph again.',
		...(needed.length ? [`import type { ${needed.join(', ')} } from '#platform/database/column-types.ts';`] : []),
		'',
		bodies.join('\n\n'),
		'',
		"declare module '#platform/database/tables.ts' {",
		'\tinterface Tables {',
		...relations.map((relation) => `\t\t'${schema}.${relation}': ${pascal(relation)}Table;`),
		'\t}',
		'}',
		'',
	].join('\n');
}

function columnType(column: Column): string {
	const base = types[column.type];
	if (!base)
		throw new Error(
			`No TypeScript type is known for ${column.type} (${column.schema}.${column.relation}.${column.name})`,
		);
	const whole = `${base}${column.array ? '[]' : ''}${column.nullable ? ' | null' : ''}`;
	if (column.identity.includes('a') || column.identity.includes('s')) return `GeneratedAlways<${whole}>`;
	return column.generated ? `Generated<${whole}>` : whole;
}

const pascal = (name: string): string => name.replace(/(^|_)([a-z])/g, (_, __, letter: string) => letter.toUpperCase());
