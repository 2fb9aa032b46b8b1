import { sql } from 'kysely';
import type { PersonSource } from '#membership/person-source.ts';

/** The search keeps by whom something was written, to look for it by; all else it has is the words' owners'. */
export const searchPerson: PersonSource = {
	name: 'search',
	async *collect() {},
	async forget(ctx, { id }) {
		await sql`update search.entry set authors = array_remove(authors, ${id}::bigint) where authors @> array[${id}::bigint]`.execute(
			ctx.db,
		);
	},
};
