import { sql, type RawBuilder } from 'kysely';
import type { Ctx } from '#platform/context/context.ts';
import type { Document } from '#platform/document/schema.ts';
import type { Field, Keepsake } from '#platform/keepsake/keepsake.ts';
import { keepsakeCalled } from '#transfer/known-keepsakes.ts';
import { lineName, type Line } from '#transfer/keepsake-line.ts';
import type { PlaceNames } from '#transfer/server/export/place-names.ts';
import { eachRow, iso } from '#transfer/server/export/rows.ts';

type Sql = RawBuilder<unknown>;
interface Told {
	id: Line;
	line: Line;
}

/** How what a row names is told; a picture is told by its place in the export afterwards, a conversation by its number. */
const naming: Readonly<Record<string, (id: Sql) => Sql>> = {
	person: (id) => sql`(select m.handle::text from membership.member m where m.id = ${id})`,
	article: (id) => sql`(select a.slug from content.article a where a.id = ${id} and a.deleted is null)`,
	page: (id) => sql`(select p.slug from content.page p where p.id = ${id})`,
	series: (id) => sql`(select s.slug from content.series s where s.id = ${id})`,
	category: (id) => sql`(select c.slug from community.category c where c.id = ${id})`,
	post: (id) => sql`(select p.key from publishing.post p where p.id = ${id})`,
	thread: (id) => id,
	comment: (id) => id,
	picture: (id) => id,
};

function named(of: string, id: Sql, depth = 0): Sql {
	const known = naming[of];
	if (known) return known(id);
	const keepsake = keepsakeCalled(of);
	if (!keepsake) throw new Error(`Nothing is named ${of}`);
	const as = `named${depth}`;
	const key = keepsake.key.map((column) => told(as, column, keepsake.columns[column] as Field, depth + 1));
	return sql`(select concat_ws(' ', ${sql.join(key)}) from ${sql.table(keepsake.table)} as ${sql.ref(as)}
		where ${sql.ref(`${as}.id`)} = ${id})`;
}

function told(table: string, column: string, field: Field, depth = 0): Sql {
	const value = sql.ref(`${table}.${column}`);
	if (field.is === 'time') return iso(`${table}.${column}`);
	if (field.is === 'name') return named(field.of, value, depth);
	if (field.is === 'names')
		return sql`(select coalesce(json_agg(${named(field.of, sql`one.id`)} order by one.place), '[]')
			from unnest(${value}) with ordinality as one (id, place))`;
	return value;
}

/** The lines of a keepsake's list. A row whose own thing does not leave, does not either. */
export async function* keepsakeLines(ctx: Ctx, keepsake: Keepsake, names: PlaceNames): AsyncGenerator<Line> {
	const { table, columns, key, order = key, only = 'true' } = keepsake;
	const pairs = (of: readonly string[], value: (column: string) => Sql): Sql =>
		sql`json_build_object(${sql.join(of.flatMap((column) => [sql.lit(lineName(column)), value(column)]))})`;
	const made = pairs(Object.keys(columns), (column) => told('t', column, columns[column] as Field));
	const place = (from: string): Sql => sql`(${sql.join(order.map((column) => sql.ref(`${from}.${column}`)))})`;
	const id = sql`jsonb_build_object(${sql.join(order.flatMap((column) => [sql.lit(column), sql.ref(`t.${column}`)]))})`;
	const rows = eachRow<Line | null, Told>(null, async (after, most) => {
		const from = after
			? sql`, jsonb_populate_record(null::${sql.table(table)}, ${JSON.stringify(after)}::text::jsonb) as after`
			: sql``;
		const { rows: page } = await sql<Told>`
			select ${id} as id, ${made} as line from ${sql.table(table)} as t${from}
			where (${sql.raw(only)}) ${after ? sql`and ${place('t')} > ${place('after')}` : sql``}
			order by ${sql.join(order.map((column) => sql.ref(`t.${column}`)))} limit ${most}`.execute(ctx.db);
		return page;
	});
	for await (const row of rows) {
		const line = keepsake.tell ? await keepsake.tell(ctx, row.line) : row.line;
		const whole = inExport(keepsake, line, names);
		if (isWhole(keepsake, whole)) yield whole;
	}
}

function inExport({ columns }: Keepsake, line: Line, names: PlaceNames): Line {
	const made = { ...line };
	for (const [column, field] of Object.entries(columns)) {
		const name = lineName(column);
		const value = made[name];
		if (value === null || value === undefined) continue;
		const place = (id: unknown): string | null => names.picture(Number(id));
		if (field.is === 'document') made[name] = names.exact(value as Document);
		else if (field.is === 'name' && field.of === 'picture') made[name] = place(value);
		else if (field.is === 'names' && field.of === 'picture')
			made[name] = (value as unknown[]).flatMap((id) => place(id) ?? []);
		else if (field.is === 'keyed')
			made[name] = Object.fromEntries(
				Object.entries(value).flatMap(([id, one]) => {
					const there = place(id);
					return there === null ? [] : [[there, one]];
				}),
			);
	}
	return made;
}

const isWhole = ({ columns }: Keepsake, line: Line): boolean =>
	Object.entries(columns).every(
		([column, field]) => field.is !== 'name' || field.else === 'nothing' || line[lineName(column)] !== null,
	);
