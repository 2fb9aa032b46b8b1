import { sql } from 'kysely';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { listMemberThreads, listThreads } from '#community/server/index.ts';
import { sowMember } from '#community/server/sow.ts';
import type { Sql } from '#platform/database/connect.ts';
import { memberLists } from '#community/following.ts';
import { testSite, type TestSite } from '#testing/test-site.ts';

/** A house with one category and very many threads in it, as most begin. */
const many = 4_000;
let place: TestSite;
let member: number;
beforeAll(async () => {
	place = await testSite();
	({ member } = await sowMember(place.system()));
	const { sql } = place.site;
	await sql`insert into community.category (slug, name, created) values ('talk', '閒聊', now()) on conflict do nothing`;
	await sql`insert into community.thread (category, title, slug, path, opened, comment_count, last_commented)
		select (select min(id) from community.category), '話題 ' || n, 't', '/community/talk/' || n, now() - interval '3 days', 1, now() - n * interval '1 second'
		from generate_series(1, ${many}) n`;
	await sql`insert into community.reading (member, thread, level, seen, unread)
		select ${member}, id, 'track', now() - interval '2 days', 1 from community.thread where id % 2 = 0`;
	await sql`analyze community.thread`;
	await sql`analyze community.reading`;
	await sql`analyze community.category`;
});
afterAll(() => place.close());

/** Rows of threads that were looked at. */
const looked = async (sql: Sql): Promise<number> => {
	const [row] = await sql<{ rows: number }[]>`
		select (seq_tup_read + idx_tup_fetch)::int as rows from pg_stat_xact_user_tables where schemaname = 'community' and relname = 'thread'`;
	return row?.rows ?? 0;
};

it.each(memberLists)('a member’s own list “%s” looks at little more than it shows', async (list) => {
	await place.site.sql.begin(async (transaction) => {
		const sql = transaction as unknown as Sql;
		const before = await looked(sql);
		const asked = { member, role: 'member' as const, list, before: null, now: place.clock.now() };
		const { items } = await listMemberThreads(sql, asked);
		expect(items.length).toBeGreaterThan(0);
		expect((await looked(sql)) - before).toBeLessThan(200);
	});
});

it('so does everybody’s', async () => {
	const ctx = place.as();
	await ctx.db.transaction().execute(async (db) => {
		const count = async (): Promise<number> => {
			const { rows } = await sql<{ rows: number }>`
				select (seq_tup_read + idx_tup_fetch)::int as rows from pg_stat_xact_user_tables where schemaname = 'community' and relname = 'thread'`.execute(
				db,
			);
			return rows[0]?.rows ?? 0;
		};
		for (const which of [{ pins: true }, { category: 1, pins: true }]) {
			const before = await count();
			expect((await listThreads({ ...ctx, db }, which)).items).toHaveLength(20);
			expect((await count()) - before).toBeLessThan(200);
		}
	});
});
