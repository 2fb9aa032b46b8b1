import { sql } from 'kysely';
import { text, the, type Keepsake } from '#platform/keepsake/keepsake.ts';
import { keepPeople } from '#membership/server/index.ts';
import { categoryChanged } from '#community/events.ts';
import { categoryThing } from '#community/thread.ts';

/**
 * Segments that a category names: they come back after it did, and until then it lets none of their people in. Roles and groups are told by the
 * category itself.
 */
const admitted: Keepsake = {
	name: 'category-segment',
	file: 'category-segments',
	table: 'community.admission',
	only: 't.segment is not null',
	columns: { category: the('category'), act: text, segment: the('segment') },
	stays: { role: 'told by the list of categories', member_group: 'told by the list of categories' },
	key: ['category', 'act', 'segment'],
	async write(ctx, rows) {
		await sql`
			insert into community.admission (category, act, segment)
			select category, act, segment from jsonb_populate_recordset(null::community.admission, ${JSON.stringify(rows)}::text::jsonb)
			on conflict do nothing`.execute(ctx.db);
		await keepPeople(ctx, [...new Set(rows.map(({ segment }) => Number(segment)))]);
	},
	async settle(ctx, rows) {
		const about = [...new Set(rows.map(({ row }) => categoryThing(Number(row['category']))))];
		ctx.record({ name: categoryChanged, about, data: { named: rows.length } });
	},
};

/** What comes back after segments did. */
export const admittedKeepsakes = [admitted];
