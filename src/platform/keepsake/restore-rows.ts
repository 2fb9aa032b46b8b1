import { sql, type RawBuilder } from 'kysely';
import type { Ctx } from '#platform/context/context.ts';
import type { Keepsake, Row } from '#platform/keepsake/keepsake.ts';
import { Problem } from '#platform/problem.ts';

/** What became of a row: `held` says that another one is in its place. */
export interface Restored {
	fate: 'fresh' | 'same' | 'held';
	/** The row's number; 0: it has none. */
	id: number;
}

/**
 * Writes rows of a keepsake that are not here yet, as its room says; what is here stays. Inside a command. Throws Problem
 * `keepsake.refused` where the database does not take one of them.
 */
export async function restoreRows(ctx: Ctx, keepsake: Keepsake, rows: readonly Row[]): Promise<Restored[]> {
	try {
		const before = await findRows(ctx, keepsake, rows);
		const fresh = rows.flatMap((row, place) => (before.has(place) ? [] : [{ row, place }]));
		if (!fresh.length) return rows.map((_, place) => ({ fate: 'same', id: before.get(place) ?? 0 }));
		const given = fresh.map(({ row }) => row);
		await (keepsake.write ? keepsake.write(ctx, given) : insertRows(ctx, keepsake, given));
		const after = await findRows(ctx, keepsake, rows);
		const came = fresh.flatMap(({ row, place }) => (after.has(place) ? [{ row, id: after.get(place) ?? 0 }] : []));
		if (came.length) await keepsake.settle?.(ctx, came);
		const fate = (place: number) => (before.has(place) ? 'same' : after.has(place) ? 'fresh' : 'held');
		return rows.map((_, place) => ({ fate: fate(place), id: after.get(place) ?? 0 }));
	} catch (error) {
		// Class 22 is a value, class 23 a rule of the table.
		const { code = '' } = error as { code?: string };
		if (/^2[23]/.test(code)) throw new Problem('keepsake.refused', 422, { name: keepsake.name });
		throw error;
	}
}

const given = (keepsake: Keepsake, rows: readonly Row[]): RawBuilder<unknown> => {
	const table = sql.table(keepsake.table);
	return sql`jsonb_array_elements(${JSON.stringify(rows)}::text::jsonb) with ordinality as line (value, place)
		cross join lateral jsonb_populate_record(null::${table}, line.value) as given`;
};

const columns = (names: readonly string[], table: string): RawBuilder<unknown> =>
	sql.join(names.map((name) => sql.ref(`${table}.${name}`)));

/** Which of the rows are here: their place to their number. */
async function findRows(ctx: Ctx, keepsake: Keepsake, rows: readonly Row[]): Promise<Map<number, number>> {
	const { key, table } = keepsake;
	const same = sql.join(
		key.map((name) => sql`t.${sql.ref(name)} is not distinct from given.${sql.ref(name)}`),
		sql` and `,
	);
	const only = keepsake.write ? sql` and (${sql.raw(keepsake.only ?? 'true')})` : sql``;
	const { rows: found } = await sql<{ place: number; id: number | null }>`
		select (line.place - 1)::int as place, min((to_jsonb(t) ->> 'id')::bigint) as id
		from ${given(keepsake, rows)} join ${sql.table(table)} t on ${same}${only} group by 1`.execute(ctx.db);
	return new Map(found.map(({ place, id }) => [place, Number(id ?? 0)]));
}

async function insertRows(ctx: Ctx, keepsake: Keepsake, rows: readonly Row[]): Promise<void> {
	const names = [...new Set(rows.flatMap((row) => Object.keys(row)))];
	await sql`
		insert into ${sql.table(keepsake.table)} (${sql.join(names.map((name) => sql.ref(name)))})
		select ${columns(names, 'given')} from ${given(keepsake, rows)} order by line.place on conflict do nothing`.execute(
		ctx.db,
	);
}
