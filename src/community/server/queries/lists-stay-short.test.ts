import { sql } from 'kysely';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { findCommentPath, listMemberThreads, listThreads, readThread } from '#community/server/index.ts';
import { loadPlace } from '#community/server/insert-comment.ts';
import { sowMember } from '#community/server/sow.ts';
import type { Ctx } from '#platform/context/context.ts';
import type { Sql } from '#platform/database/connect.ts';
import { memberLists } from '#community/following.ts';
import { testSite, type TestSite } from '#testing/test-site.ts';

/** A house with one category and very many threads in it, as most begin. */
const many = 4_000;
let place: TestSite;
let member: number;
let long: number;
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

/** Rows of a table that were looked at in this transaction. */
const looked = async (sql: Sql, table = 'thread'): Promise<number> => {
	const [row] = await sql<{ rows: number }[]>`
		select (seq_tup_read + idx_tup_fetch)::int as rows from pg_stat_xact_user_tables where schemaname = 'community' and relname = ${table}`;
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
	for (const which of [{ pins: true }, { category: 1, pins: true }])
		await count('thread', async (ctx) => expect((await listThreads(ctx, which)).items).toHaveLength(20));
});

it('so does a page of a long conversation, wherever it is opened and whatever was taken away there', async () => {
	const [thread] = await place.site.sql<{ id: number }[]>`
		insert into community.thread (category, title, slug, path, opened, comment_count, last_commented)
		select min(id), '很長', 't', '/community/talk/long', now(), ${many}, now() from community.category returning id`;
	const id = (long = thread?.id ?? 0);
	await place.site.sql`
		insert into community.comment (thread, author, body, body_html, body_text, posted, deleted, hidden)
		select ${id}, ${member}, '{"type":"doc","content":[]}', '<p>話</p>', '話', now() - interval '1 hour', case when n % 5 = 0 then now() end, case when n % 7 = 0 then now() end
		from generate_series(1, ${many}) n`;
	await place.site.sql`analyze community.comment`;
	const [middle] = await place.site.sql<{ id: number }[]>`
		select id from community.comment where thread = ${id} order by id offset ${many / 2} limit 1`;
	for (const after of [0, middle?.id ?? 0])
		await count('comment', async (ctx) => {
			const page = await readThread(ctx, { thread: id, ...(after ? { after } : {}) });
			expect(page.comments).toHaveLength(20);
			expect(page.places.along.length).toBeGreaterThan(3);
		});
});

it('so does finding the page of one of its comments', async () => {
	const [last] = await place.site.sql<{ id: number }[]>`
		select max(id) as id from community.comment where thread = ${long} and hidden is null and deleted is null`;
	await count('comment', (ctx) => findCommentPath(ctx, { id: last?.id }), 800);
});

it('plans of what everybody does are made once, also where one member said very much', async () => {
	const ctx = place.as({ kind: 'member', member, name: '阿豆', handle: 'dou', role: 'member' });
	await ctx.db.transaction().execute(async (db) => {
		const here = { ...ctx, db };
		for (let turn = 0; turn < 12; turn++) {
			const said = { thread: 1 + turn, parent: null, author: member, posted: ctx.now };
			await loadPlace(here, said, `第 ${turn} 次`);
			await listThreads(here, { pins: true });
			await readThread(here, { thread: long });
		}
		const { rows } = await sql<{ statement: string; plans: number }>`
			select left(statement, 200) as statement, custom_plans::int as plans from pg_prepared_statements
			where generic_plans + custom_plans > 11 and statement like '%community.%'`.execute(db);
		expect(rows.length).toBeGreaterThan(3);
		// PostgreSQL tries five before it decides.
		expect(rows.filter(({ plans }) => plans > 5)).toEqual([]);
	});
});

/** Asks in a transaction of its own, and looks at how many rows of a table that cost. */
async function count(table: string, ask: (ctx: Ctx) => Promise<unknown>, most = 200): Promise<void> {
	const ctx = place.as();
	await ctx.db.transaction().execute(async (db) => {
		const rows = async (): Promise<number> => {
			const found = await sql<{ rows: number }>`
				select (seq_tup_read + idx_tup_fetch)::int as rows from pg_stat_xact_user_tables where schemaname = 'community' and relname = ${table}`.execute(
				db,
			);
			return found.rows[0]?.rows ?? 0;
		};
		const before = await rows();
		await ask({ ...ctx, db });
		expect((await rows()) - before).toBeLessThan(most);
	});
}
