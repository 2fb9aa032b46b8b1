import { sql } from 'kysely';
import { z } from 'zod';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { importMembers } from '#membership/server/index.ts';
import { command } from '#platform/context/command.ts';
import type { Database } from '#platform/database/connect.ts';
import { testSite, type TestSite } from '#testing/test-site.ts';

let place: TestSite;
beforeAll(async () => void (place = await testSite()));
afterAll(() => place.close());

const bring = async (...names: string[]): Promise<string[]> => {
	const made = await importMembers(place.system(), { members: names.map((name) => ({ name, email: null })) });
	const rows = await place.site.sql<{ id: number; handle: string }[]>`
		select id, handle::text as handle from membership.member where id = any(${made.map(({ id }) => id)})`;
	return made.map(({ id }) => rows.find((row) => row.id === id)?.handle ?? '');
};

it('gives each the handle of their name, or the first number behind it that is free, here and among those who come along', async () => {
	expect(await bring('小美', '小美', 'Ann', 'ann 2', 'ANN')).toEqual(['小美', '小美-2', 'ann', 'ann-2', 'ann-3']);
	expect(await bring('小美-3', '小美', '阿誠', 'Ann')).toEqual(['小美-3', '小美-4', '阿誠', 'ann-4']);
	const many = await bring(...Array.from({ length: 60 }, () => '阿誠'));
	expect(many).toEqual(Array.from({ length: 60 }, (_, at) => `阿誠-${at + 2}`));
	expect(await bring('阿誠')).toEqual(['阿誠-62']);
	// One number in the middle is free again.
	await place.site.sql`delete from membership.member where handle = '阿誠-40'`;
	expect(await bring('阿誠', '阿誠')).toEqual(['阿誠-40', '阿誠-63']);
});

it('asks an index who has a handle, never everybody', async () => {
	await place.site
		.sql`insert into membership.member (handle, name, joined) select 'old-' || n, '舊友', now() from generate_series(1, 5000) n`;
	await place.site.sql`analyze membership.member`;
	const read = (db: Database) =>
		sql<{
			rows: number;
		}>`select seq_tup_read::int as rows from pg_stat_xact_user_tables where schemaname = 'membership' and relname = 'member'`
			.execute(db)
			.then(({ rows }) => rows[0]?.rows ?? 0);
	const members = Array.from({ length: 200 }, (_, at) => ({ name: `新友 ${at % 150}`, email: null }));
	const watched = command(z.object({}), async (ctx) => {
		const before = await read(ctx.db);
		const made = await importMembers(ctx, { members });
		return { made: made.length, looked: (await read(ctx.db)) - before };
	});
	const { made, looked } = await watched(place.system(), {});
	expect(made).toBe(200);
	expect(looked).toBeLessThan(5_000);
});
