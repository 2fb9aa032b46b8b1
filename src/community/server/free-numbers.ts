import { sql } from 'kysely';
import type { Ctx } from '#platform/context/context.ts';

type Table = 'thread' | 'comment';

/** For each the number that it had where nobody has it here, else the next of the table. */
export async function ownNumbers(
	ctx: Ctx,
	table: Table,
	wanted: readonly { id?: number | undefined }[],
): Promise<number[]> {
	const free = await freeNumbers(
		ctx,
		table,
		wanted.flatMap(({ id }) => id ?? []),
	);
	const more = await takeNumbers(ctx, table, wanted.filter(({ id }) => !id || !free.has(id)).length);
	return wanted.map(({ id }) => (id && free.has(id) ? id : (more.shift() as number)));
}

/**
 * Which of these numbers no row has; they are taken out of the table's sequence, so that none is given out again. Those
 * that bring in what was elsewhere do so one batch at a time.
 */
async function freeNumbers(ctx: Ctx, table: Table, wanted: readonly number[]): Promise<Set<number>> {
	if (!wanted.length) return new Set();
	const name = `community.${table}`;
	const { rows } = await sql<{ id: number }>`
		select wanted.id from unnest(${[...new Set(wanted)]}::bigint[]) as wanted (id)
		where not exists (select from ${sql.table(name)} as row where row.id = wanted.id)`.execute(ctx.db);
	if (rows.length)
		await sql`
			select setval(pg_get_serial_sequence(${name}, 'id'), greatest(
				${Math.max(...rows.map((row) => Number(row.id)))}::bigint,
				nextval(pg_get_serial_sequence(${name}, 'id'))
			))`.execute(ctx.db);
	return new Set(rows.map((row) => Number(row.id)));
}

/** Numbers of the table's own sequence, in order. */
async function takeNumbers(ctx: Ctx, table: Table, count: number): Promise<number[]> {
	if (!count) return [];
	const { rows } = await sql<{ id: number }>`
		select nextval(sequence.name) as id
		-- Looked up once, not for each number.
		from (select pg_get_serial_sequence(${`community.${table}`}, 'id')::regclass as name offset 0) as sequence,
			generate_series(1, ${count}::int)`.execute(ctx.db);
	return rows.map((row) => Number(row.id)).sort((one, other) => one - other);
}
