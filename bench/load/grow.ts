/**
 * One forum at several sizes, in a process of its own on a fresh site: what a page, a list, an answer cost as it grows; a thread of 20,000
 * comments; members who follow 5,000 threads; a comment with very many reactions. Arguments: data folder, comments at last, reactions.
 * Writes one line of JSON. The site stays, so that its lists can be asked for over HTTP.
 */
import { sql } from 'kysely';
import { performance } from 'node:perf_hooks';
import { system, type Actor } from '#platform/actor.ts';
import type { Ctx } from '#platform/context/context.ts';
import {
	createCategory,
	listMemberThreads,
	listThreads,
	postComment,
	react,
	readThread,
} from '#community/server/index.ts';
import { createMember } from '#membership/server/index.ts';
import { openPlace } from '../place.ts';
import { random } from '../seed/random.ts';
import { commentBody } from '../seed/body.ts';

const [data = '', most = '1000000', reactions = '1000000'] = process.argv.slice(2);
const sizes = [10_000, 100_000, 1_000_000, 10_000_000].filter((size) => size < Number(most)).concat(Number(most));
const perThread = 20;
/** Calls of which the middle one is told. */
const calls = 200;
const long = 20_000;
const tracked = 5_000;
const rng = random(5);

/** Milliseconds of one call each: the middle, and what all but one in twenty are under. Whoever is asked first pays for what is not in memory. */
async function times(work: (turn: number) => Promise<unknown>, warm = true): Promise<{ half: number; p95: number }> {
	const taken: number[] = [];
	for (let turn = warm ? -calls : 0; turn < calls; turn++) {
		const begun = performance.now();
		await work(Math.abs(turn));
		if (turn >= 0) taken.push(performance.now() - begun);
	}
	taken.sort((one, other) => one - other);
	return { half: taken[calls / 2] ?? 0, p95: taken[Math.floor(calls * 0.95)] ?? 0 };
}

const installation = await openPlace(data);
const site = await installation.createSite('home', ['localhost']);
const ctx = site.context({ actor: system, locale: 'zh-TW' });
await createMember(ctx, { name: '店主', email: 'owner@example.com', role: 'owner' });
await createCategory(ctx, { slug: 'general', name: '大家聊聊' });
const people = 5_500 + Math.ceil(Number(reactions) / 5);
await sql`insert into membership.member (handle, name, joined)
	select 'person' || n, '會員 ' || n, now() - interval '300 days' from generate_series(2, ${people}::int) n`.execute(
	ctx.db,
);
const bodies = Array.from({ length: 500 }, () => commentBody(rng, Math.floor(-Math.log(1 - rng.next()) * 70)));
await sql`create table public.bench_body as select (row_number() over ())::int as place, (one->>'body')::jsonb as body, one->>'html' as html, one->>'text' as text
	from jsonb_array_elements(${JSON.stringify(bodies)}::text::jsonb) one`.execute(ctx.db);

/** Talks among several at once until there are so many comments: what stands in one thread was not written in one go. */
async function grow(ctx: Ctx, from: number, to: number): Promise<void> {
	const group = 10_000;
	for (let at = from; at < to; at += group) {
		const threads = group / perThread;
		await sql`
			with thread as (
				insert into community.thread (category, title, slug, path, author, opened, comment_count, last_commented)
				select 1, '話題 ' || n, 'talk', '/community/general/' || n, 2 + n % 5000, now() - interval '200 days', ${perThread}::int,
					now() - interval '100 days' + (${at}::int + n) * interval '1 second'
				from generate_series(1, ${threads}::int) n returning id
			), numbered as (select id, row_number() over (order by id) as place from thread)
			insert into community.comment (thread, author, body, body_html, body_text, posted)
			select numbered.id, 2 + (said.n * 7 + numbered.place) % 5000, body.body, body.html, body.text,
				now() - interval '100 days' + (${at}::int + said.n) * interval '1 second'
			from generate_series(0, ${perThread - 1}::int) said (n) cross join numbered
			join public.bench_body body on body.place = 1 + (said.n * 31 + numbered.place) % 500
			order by said.n, numbered.place`.execute(ctx.db);
	}
	for (const table of ['community.comment', 'community.thread'])
		await sql`vacuum analyze ${sql.table(table)}`.execute(ctx.db);
}

/** Everybody speaks once; nobody waits for their own brake. */
let speaker = 10;
const next = (): Ctx => {
	const member = speaker++;
	const actor: Actor = { kind: 'member', member, name: `會員 ${member}`, handle: `person${member}`, role: 'member' };
	return site.context({ actor, locale: 'zh-TW' });
};

async function measure(ctx: Ctx): Promise<Record<'page' | 'list' | 'post', number>> {
	const { rows } = await sql<{ id: number }>`select id from community.thread order by random() limit ${calls}`.execute(
		ctx.db,
	);
	const id = (turn: number): number => rows[turn % rows.length]?.id ?? 0;
	const visitor = site.context({ actor: { kind: 'visitor' }, locale: 'zh-TW' });
	return {
		page: (await times((turn) => readThread(visitor, { thread: id(turn) }))).half,
		list: (await times(() => listThreads(visitor, { pins: true }))).half,
		post: (await times((turn) => postComment(next(), { thread: id(turn), body: { text: `第 ${speaker} 位` } }), false))
			.half,
	};
}

/** A member who follows very many threads, of which so many have something new. */
async function follow(ctx: Ctx, member: number, unread: number): Promise<number> {
	await sql`
		insert into community.reading (member, thread, level, seen_comment, seen, unread)
		select ${member}::bigint, thread.id, 'track', thread.id, case when place <= ${unread}::int then thread.opened else now() end,
			case when place <= ${unread}::int then (select max(id) from community.comment where comment.thread = thread.id) end
		from (select id, opened, row_number() over (order by (id * 7919) % 10007) as place from community.thread order by place limit ${tracked}::int) thread`.execute(
		ctx.db,
	);
	await sql`analyze community.reading`.execute(ctx.db);
	const asked = { member, role: 'member' as const, list: 'unread' as const, before: null, now: ctx.now };
	return (await times(() => listMemberThreads(site.sql, asked))).p95;
}

const costs = [];
for (const [place, size] of sizes.entries()) {
	await grow(ctx, sizes[place - 1] ?? 0, size);
	costs.push({ size, ...(await measure(ctx)) });
}
const follows: number[] = [];
for (const [place, unread] of [400, 2_500, tracked].entries()) follows.push(await follow(ctx, 3 + place, unread));

const opened = await sql<{ id: number }>`
	insert into community.thread (category, title, slug, path, opened, comment_count, last_commented)
	values (1, '很長的話題', 'long', '/community/general/long', now(), ${long}, now()) returning id`.execute(ctx.db);
const thread = opened.rows[0]?.id ?? 0;
await sql`insert into community.comment (thread, author, body, body_html, body_text, posted)
	select ${thread}::bigint, 2 + n % 5000, body.body, body.html, body.text, now() - (${long}::int - n) * interval '1 second'
	from generate_series(1, ${long}::int) n join public.bench_body body on body.place = 1 + n % 500 order by n`.execute(
	ctx.db,
);
await sql`vacuum analyze community.comment`.execute(ctx.db);
const visitor = site.context({ actor: { kind: 'visitor' }, locale: 'zh-TW' });
const { rows: inside } = await sql<{ id: number }>`
	select id from community.comment where thread = ${thread} order by random() limit ${calls}`.execute(ctx.db);
const anywhere = (await times((turn) => readThread(visitor, { thread, after: inside[turn % inside.length]?.id }))).half;

/** A short thread's opening gets a sign from very many; the one beside it from nobody. */
const { rows: two } = await sql<{ id: number; comment: number }>`
	select thread as id, min(id) as comment from community.comment group by thread having count(*) = ${perThread} order by thread limit 2`.execute(
	ctx.db,
);
const [loved, plain] = two;
await sql`insert into community.reaction (comment, member, sign, thread, reacted)
	select ${loved?.comment}::bigint, member.id, sign.sign, ${loved?.id}::bigint, now() - interval '1 day'
	from community.sign cross join membership.member where member.id > 5000 limit ${Number(reactions)}::int`.execute(
	ctx.db,
);
await sql`insert into community.reaction_count (comment, sign, count)
	select comment, sign, count(*) from community.reaction group by comment, sign`.execute(ctx.db);
await sql`vacuum analyze community.reaction`.execute(ctx.db);
const [there] = await site.sql<{ count: number }[]>`select sum(count)::int as count from community.reaction_count`;
const reacted = async (comment: number) =>
	(await times(() => react(next(), { comment, sign: '👍', on: true }), false)).half;
const pages = async (id: number) => (await times(() => readThread(visitor, { thread: id }))).half;
const signs = {
	count: there?.count ?? 0,
	page: await pages(loved?.id ?? 0),
	pagePlain: await pages(plain?.id ?? 0),
	react: await reacted(loved?.comment ?? 0),
	reactPlain: await reacted(plain?.comment ?? 0),
};
// Those who are asked for their lists over HTTP follow some, and some of that is new.
await sql`insert into community.reading (member, thread, level, seen_comment, seen, unread)
	select member.id, thread.id, 'track', thread.id, case when thread.id % 3 = 0 then thread.opened else now() end,
		case when thread.id % 3 = 0 then thread.id end
	from membership.member cross join lateral (select id, opened from community.thread order by (id * 7919 + member.id * 31) % 10007 limit 150) thread
	where member.id between 5001 and 5200`.execute(ctx.db);
await sql`vacuum analyze community.reading`.execute(ctx.db);
process.stdout.write(`${JSON.stringify({ costs, follows, anywhere, signs })}\n`);
await installation.close();
process.exit(0);
