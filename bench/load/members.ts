/**
 * Lists, segments, and one member with a long past, in a process of their own on a fresh site. Arguments: data folder, people of a
 * list, whether the reference is measured too. Writes one line of JSON.
 */
import '#app/person-sources.ts';
import { sql } from 'kysely';
import { performance } from 'node:perf_hooks';
import { system } from '#platform/actor.ts';
import type { Ctx } from '#platform/context/context.ts';
import {
	countSegment,
	createMember,
	eraseMember,
	importMemberList,
	keepField,
	openArchive,
} from '#membership/server/index.ts';
import { openThread } from '#community/server/index.ts';
import { median } from '../median.ts';
import { openPlace } from '../place.ts';
import { random } from '../seed/random.ts';

const [data = '', count = '100000'] = process.argv.slice(2);
const people = Number(count);
const traces = 10_000;

/** Seconds that something takes. */
async function timed<R>(work: () => Promise<R>): Promise<[number, R]> {
	const begun = performance.now();
	const result = await work();
	return [(performance.now() - begun) / 1000, result];
}

const surnames = [...'陳林黃張李王吳劉蔡楊許鄭謝洪郭'];
const given = [...'美惠志明淑芬家豪怡君雅婷宗翰佳穎承恩'];
/** A list as a shop hands it over: name, address, since when, whether they agreed, words on them. */
function* list(from: number, many: number): Generator<Buffer> {
	const rng = random(from + 1);
	yield Buffer.from('電子郵件,名字,加入日期,同意收信,標籤\r\n');
	for (let at = from; at < from + many; at += 500) {
		const rows = Array.from({ length: Math.min(500, from + many - at) }, (_, row) => {
			const name = rng.pick(surnames) + rng.pick(given) + rng.pick(given);
			const day = `202${rng.whole(0, 5)}-0${1 + rng.whole(0, 8)}-1${rng.whole(0, 8)}T08:00:00Z`;
			return `person${at + row}@example.com,${name},${day},${rng.whole(0, 1) ? '是' : '否'},${rng.whole(0, 4) ? '' : 'VIP、常客'}`;
		});
		yield Buffer.from(`${rows.join('\r\n')}\r\n`);
	}
}
const bring = (ctx: Ctx, from: number) =>
	importMemberList(
		ctx,
		async function* () {
			yield* list(from, people);
			await Promise.resolve();
		},
		{ consent: '2024 年官網表單' },
	);

/** The same people as bare rows, a thousand at a time, with the two keys that a member has. */
async function bareRows(ctx: Ctx): Promise<number> {
	await sql`create unlogged table if not exists public.bench_person (id bigint generated always as identity primary key,
		email text unique, name text, joined timestamptz)`.execute(ctx.db);
	const [seconds] = await timed(async () => {
		for (let at = 0; at < people; at += 1_000) {
			const emails = Array.from({ length: 1_000 }, (_, row) => `person${at + row}@example.com`);
			await sql`insert into public.bench_person (email, name, joined)
				select email, '陳美惠', now() from unnest(${emails}::text[]) as one (email)`.execute(ctx.db);
		}
	});
	await sql`drop table public.bench_person`.execute(ctx.db);
	return seconds;
}

/** What segments ask about, spread over everybody. */
async function live(ctx: Ctx, field: number): Promise<void> {
	await sql`update membership.trait set
		bought = case when member % 3 = 0 then now() - (member % 400) * interval '1 day' end,
		commented = case when member % 7 = 0 then now() - (member % 200) * interval '1 day' end,
		source = (array['facebook', 'line', 'google', null])[1 + member % 4]`.execute(ctx.db);
	await sql`insert into membership.field_answer (member, field, picked, answered)
		select member, ${field}, 1 + member % 3, now() from membership.trait where member % 2 = 0`.execute(ctx.db);
	await sql`vacuum analyze membership.trait`.execute(ctx.db);
	await sql`vacuum analyze membership.field_answer`.execute(ctx.db);
	await sql`vacuum analyze membership.member_label`.execute(ctx.db);
}

/** Milliseconds of a count with five conditions, the slowest of several, and of looking at every row once. */
async function count5(ctx: Ctx, field: number): Promise<{ slowest: number; bareCount: number }> {
	const [label] = await ctx.sql<{ id: number }[]>`select id from membership.label where name = 'VIP'`;
	const all = [
		['bought-within 90', 'never-commented', 'agreed mail', 'joined-before 30', 'locale zh-TW'],
		['bought-within 300', 'not-commented-within 90', 'agreed mail', `label ${label?.id}`, 'source facebook'],
		['bought', 'commented', `not-label ${label?.id}`, `field-is ${field}:1`, 'joined-before 90'],
		['not-bought-within 30', `field-is-not ${field}:2`, `field-answered ${field}`, 'agreed mail', 'role member'],
	];
	const condition = (text: string): object => {
		const [is, value = null] = text.split(' ');
		return { is, value };
	};
	const time = async (work: () => Promise<unknown>): Promise<number> => {
		const times: number[] = [];
		for (let turn = 0; turn < 15; turn++) times.push((await timed(work))[0] * 1000);
		return median(times);
	};
	let slowest = 0;
	for (const match of ['all', 'any'])
		for (const conditions of all) {
			const definition = { groups: [{ match, conditions: conditions.map(condition) }] };
			slowest = Math.max(slowest, await time(() => countSegment(ctx, { definition } as never)));
		}
	const bareCount = await time(() => ctx.sql`select count(*) filter (where enters) from membership.trait`);
	return { slowest, bareCount };
}

/** One member with ten thousand things in many rooms, and the person's number. */
async function oldMember(ctx: Ctx): Promise<number> {
	const { id } = await createMember(ctx, { name: '老會員', email: 'old@example.com' });
	const thread = (await openThread(ctx, { subject: 'article:1', title: 'T', path: '/t' })).id;
	const part = traces / 5;
	await sql`insert into community.comment (thread, author, body, body_html, body_text, posted)
		select ${thread}, ${id}, '{"type":"doc","content":[]}', '<p>說</p>', '說了一句 ' || n, now() - n * interval '1 minute'
		from generate_series(1, ${part}) n`.execute(ctx.db);
	await sql`insert into insight.visit (visitor, day, began, last_seen, entry_path, source, channel, pages, member)
		select md5(n::text)::varchar(16), current_date, now(), now(), '/p' || n, 'facebook', 'social', 1, ${id}
		from generate_series(1, ${part}) n`.execute(ctx.db);
	await sql`insert into platform.event (name, about, data, occurred)
		select 'member.changed', ${`member:${id}`}, '{}', now() - n * interval '1 minute' from generate_series(1, ${part}) n`.execute(
		ctx.db,
	);
	await sql`insert into membership.remark (member, text, written)
		select ${id}, '備註 ' || n, now() from generate_series(1, ${part}) n`.execute(ctx.db);
	await sql`insert into membership.look (member, what, looked)
		select ${id}, 'card', now() from generate_series(1, ${part}) n`.execute(ctx.db);
	return id;
}

const installation = await openPlace(data);
const site = await installation.createSite('home', ['localhost']);
const ctx = site.context({ actor: system, locale: 'zh-TW' });
await createMember(ctx, { name: '店主', email: 'owner@example.com', role: 'owner' });
const bare = await bareRows(ctx);
const [first, report] = await timed(() => bring(ctx, 0));
const [again, second] = await timed(() => bring(ctx, 0));
await bring(ctx, people);
const field = (
	await keepField(ctx, {
		...{ name: '口味', kind: 'one', seenBy: 'staff' },
		choices: ['辣', '甜', '酸'].map((name) => ({ name, nameEn: '' })),
	} as never)
).id;
await live(ctx, field);
const counted = await count5(ctx, field);
const old = await oldMember(ctx);
const [archived, bytes] = await timed(async () => {
	let length = 0;
	for await (const piece of (await openArchive(ctx, old))()) length += piece.length;
	return length;
});
const [erased] = await timed(() => eraseMember(ctx, { member: old }));
const [left] = await ctx.sql<{ members: number; traces: number }[]>`
	select (select count(*)::int from membership.member where email is not null) as members,
		(select count(*)::int from membership.remark where member = ${old})
			+ (select count(*)::int from insight.visit where member = ${old}) as traces`;
process.stdout.write(
	`${JSON.stringify({ bare, first, again, fresh: report.fresh, twice: second.fresh, ...counted, archived, bytes, erased, ...left })}\n`,
);
await installation.close();
process.exit(0);
