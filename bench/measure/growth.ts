import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Sql } from '#platform/database/connect.ts';
import type { Bench } from '../bench.ts';
import { plain, type Figure } from '../figure.ts';
import { getRequest, load, postRequest } from '../load/load.ts';
import { median } from '../median.ts';
import { signIn, type SignedInMember } from '../people.ts';
import { openPlace } from '../place.ts';
import { startOn } from '../product.ts';
import { commentBody as writtenBody } from '../seed/body.ts';
import { copyRows } from '../seed/copy.ts';
import { memberColumns, memberRows } from '../seed/people.ts';
import { random } from '../seed/random.ts';
import { smallSize } from '../seed/size.ts';
import { passage } from '../seed/text.ts';
import { commentBody, formHeaders } from './comment-requests.ts';

const smallest = 10_000;
const perThread = 20;
const members = 5_000;
/** Comments of the one thread that is very long. */
const long = 20_000;
const connections = 8;
/** Forms in one window; each is one member's only one of that size, so that nobody's brakes are what is measured. */
const forms = 1_200;
/** What all of it is spread over. */
const days = 365;

type Cost = 'thread page' | 'list' | 'post';

/**
 * A forum that grows tenfold, and tenfold again: what a member's thread page, list and comment cost at each size, as milliseconds of
 * the whole machine for one of them. Over HTTP, the worker doing what comments ask of it, threads drawn from everywhere.
 */
export async function measureGrowth(bench: Bench): Promise<Figure[]> {
	await bench.stop();
	const folder = mkdtempSync(path.join(tmpdir(), 'homecourt-growth-'));
	try {
		const fresh = await openPlace(folder);
		await fresh.createSite('home', ['localhost']);
		await fresh.close();
		const { port, stop } = await startOn(folder);
		const beside = await openPlace(folder, port);
		try {
			const { sql } = await beside.site('home');
			await people(sql);
			const readers = await signIn(beside, 5, 200);
			const costs: Record<Cost, number[]> = { 'thread page': [], list: [], post: [] };
			let threads = 0;
			for (let size = smallest, turn = 0; size <= bench.comments; size *= 10, turn++) {
				await fill(sql, threads, size / perThread);
				threads = size / perThread;
				const writers = await signIn(beside, 300, members - 300);
				const told = await costsAt(bench, port, threads, readers, writers);
				for (const [what, cost] of Object.entries(told)) costs[what as Cost].push(cost);
				bench.tell(`  ${size.toLocaleString('en')} comments: ${JSON.stringify(told)}`);
			}
			const figures = Object.entries(costs).map(([what, found]) => compared(what, bench.comments, found));
			return [...figures, await longThread(bench, sql, port, threads, readers, costs['thread page'].at(-1) ?? 0)];
		} finally {
			await beside.close();
			await stop();
		}
	} finally {
		rmSync(folder, { recursive: true, force: true });
	}
}

function compared(what: string, size: number, costs: readonly number[]): Figure {
	const [first = 0] = costs;
	const last = costs.at(-1) ?? 0;
	const shown = costs.map((one) => one.toFixed(2)).join(', ');
	return {
		...plain(
			`a ${what} while comments grow from ${smallest.toLocaleString('en')} to ${size.toLocaleString('en')}`,
			`${shown} ms`,
			'≤ 1.5 ×',
			last <= 1.5 * first,
			Object.fromEntries(costs.map((one, index) => [`at${smallest * 10 ** index}`, one])),
		),
		ratio: `${(last / first).toFixed(2)} ×`,
	};
}

/** Milliseconds that each thing costs now: the middle of several windows. */
async function costsAt(
	bench: Bench,
	port: number,
	threads: number,
	readers: readonly SignedInMember[],
	writers: readonly SignedInMember[],
): Promise<Record<Cost, number>> {
	const rng = random(threads);
	const somewhere = (): number => rng.whole(1, threads);
	const pages = Array.from({ length: 2_000 }, (_, index) =>
		getRequest(port, threadPath(somewhere()), { cookie: readers[index % readers.length]?.cookie ?? '' }),
	);
	const lists = readers.map(({ cookie }) => getRequest(port, '/community/latest', { cookie }));
	const share = Math.min(forms, Math.floor(writers.length / bench.rounds));
	const found: Record<Cost, number[]> = { 'thread page': [], list: [], post: [] };
	for (let round = 0; round < bench.rounds; round++) {
		found['thread page'].push(await cost(bench, port, pages));
		found.list.push(await cost(bench, port, lists));
		const posts = writers.slice(round * share, (round + 1) * share).map(({ cookie }) => {
			const thread = somewhere();
			return postRequest(
				port,
				`${threadPath(thread)}?/comment`,
				commentBody(thread, passage(rng, 60)),
				formHeaders(port, cookie),
			);
		});
		found.post.push(await cost(bench, port, posts, true));
	}
	return { 'thread page': median(found['thread page']), list: median(found.list), post: median(found.post) };
}

/** Milliseconds for one of these, several in flight. Throws when one is refused. */
async function cost(bench: Bench, port: number, requests: readonly string[], once = false): Promise<number> {
	const result = await load({
		port,
		connections,
		warm: once ? 0 : 1_500,
		measured: once ? 60_000 : bench.window,
		requests,
		once,
	});
	if (Object.keys(result.refused).length) throw new Error(`Refused: ${JSON.stringify(result.refused)}`);
	return 1_000 / result.perSecond;
}

/** A page anywhere in a thread of twenty thousand comments, beside one of a thread that has one page. */
async function longThread(
	bench: Bench,
	sql: Sql,
	port: number,
	threads: number,
	readers: readonly SignedInMember[],
	usual: number,
): Promise<Figure> {
	const id = threads + 1;
	await fill(sql, threads, id, long);
	const rng = random(9);
	const last = long / perThread;
	const pages = readers.map(({ cookie }) =>
		getRequest(port, `${threadPath(id)}?page=${rng.whole(1, last)}`, { cookie }),
	);
	const here = await cost(bench, port, pages);
	return {
		...plain(
			`a page anywhere in a thread of ${long.toLocaleString('en')} comments`,
			`${here.toFixed(2)} ms`,
			'≤ 1.5 ×',
			here <= 1.5 * usual,
			{ here, usual },
		),
		reference: `a thread of ${perThread}: ${usual.toFixed(2)} ms`,
		ratio: `${(here / usual).toFixed(2)} ×`,
	};
}

const threadPath = (id: number): string => `/community/general/${id}-thread-${id}`;

async function people(sql: Sql): Promise<void> {
	const began = Date.now() - days * 86_400_000;
	await sql.begin(async (transaction) => {
		await transaction`update site.brand set name = '半山腰咖啡', ready = now(), setup_digest = null`;
		await transaction`insert into community.category (slug, name, created) values ('general', '大家聊聊', now())
			on conflict do nothing`;
		const size = { ...smallSize, members, days };
		await copyRows(transaction, 'membership.member', memberColumns, memberRows(random(1), size, began, 86_400_000));
	});
	await sql`select setval(pg_get_serial_sequence('membership.member', 'id'), ${members})`;
}

/**
 * Opens threads from `from + 1` to `to`, each with so many comments, which came in turns: those of one thread lie far from each other,
 * as they do where many talk at once. Rows as the product writes them; keys are not asked for each, since they are drawn from what is there.
 */
async function fill(sql: Sql, from: number, to: number, comments = perThread): Promise<void> {
	const rng = random(3);
	const bodies = Array.from({ length: 2_000 }, () => writtenBody(rng, 20 + rng.whole(0, 120)));
	const fresh = to - from;
	const minutes = (days * 1_440) / (fresh * comments);
	const at = (number: string): string => `now() - interval '${days} days' + ${number} * interval '${minutes} minutes'`;
	await sql.begin(async (transaction) => {
		await transaction.unsafe(`set local session_replication_role = replica; set local synchronous_commit = off`);
		await transaction`create temporary table text_of on commit drop as
			select row_number() over () - 1 as number, body::jsonb as body, html, said from unnest(${bodies.map((one) => one.body)}::text[],
				${bodies.map((one) => one.html)}::text[], ${bodies.map((one) => one.text)}::text[]) as one (body, html, said)`;
		const [before] = await transaction<
			{ last: number }[]
		>`select coalesce(max(id), 0)::int as last from community.comment`;
		const last = before?.last ?? 0;
		await transaction.unsafe(`
			insert into community.thread (id, category, title, slug, path, author, opening, opened, comment_count, last_commented) overriding system value
			select ${from} + n, 1, '第 ' || (${from} + n) || ' 個話題', 'thread-' || (${from} + n), '/community/general/' || (${from} + n) || '-thread-' || (${from} + n),
				5 + n % ${members - 5}, ${last} + n, ${at('n')}, ${comments}, ${at(`(n + ${fresh * (comments - 1)})`)}
			from generate_series(1, ${fresh}) n`);
		await transaction.unsafe(`
			insert into community.comment (id, thread, author, body, body_html, body_text, posted) overriding system value
			select ${last} + n, ${from} + 1 + (n - 1) % ${fresh}, 5 + (n::bigint * 7919) % ${members - 5}, one.body, one.html, one.said, ${at('n')}
			from generate_series(1, ${fresh * comments}) n join text_of one on one.number = n % 2000`);
	});
	await sql`select setval(pg_get_serial_sequence('community.thread', 'id'), (select max(id) from community.thread)),
		setval(pg_get_serial_sequence('community.comment', 'id'), (select max(id) from community.comment))`;
	await sql`vacuum (analyze) community.thread`;
	await sql`vacuum (analyze) community.comment`;
	await sql`checkpoint`;
}
