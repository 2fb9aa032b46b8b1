import type { Sql } from '#platform/database/connect.ts';
import type { Bench } from '../bench.ts';
import { milliseconds, percent, perSecond, plain, type Figure } from '../figure.ts';
import { browser } from '../load/load.ts';
import { signIn } from '../people.ts';
import { openPlace } from '../place.ts';
import { againstSelect } from './against-select.ts';

/** Members who read lists, the first of them in the seed; how many threads each follows, and in how many of those something is unread. */
const people = { first: 5, count: 200, follow: 50, unread: 10 };
/** Members who follow five thousand threads: nearly all of them read, and none. */
const keen = { first: 400, follow: 5_000, unread: [40, 5_000] };
const turns = 300;
/** Each line of a list names it: the category of the seed. */
const category = '大家聊聊';

/** The lists that members begin their visits with, and that of somebody who follows a large part of the forum. */
export async function measureLists(bench: Bench): Promise<Figure[]> {
	const { place } = bench;
	const running = await bench.product();
	const installation = await openPlace(place.data, running.port);
	try {
		const { sql } = await installation.site('home');
		const members = await signIn(installation, people.first, people.count);
		await follow(sql, place.size, people.first, people.count, people.follow, people.unread);
		const eager = await signIn(installation, keen.first, keen.unread.length);
		for (const [index, unread] of keen.unread.entries())
			await follow(sql, place.size, keen.first + index, 1, keen.follow, unread);
		await sql`analyze community.reading`;
		const figures: Figure[] = [];
		for (const list of ['unread', 'latest']) {
			const asked = { members, targets: [`/community/${list}`], encoding: 'identity', says: category } as const;
			const { product, bare, ratio } = await againstSelect(bench, running, asked);
			figures.push({
				name: `a member's list of what is ${list}`,
				measured: `${perSecond(product.perSecond)}, p99 ${milliseconds(product.p99)}`,
				reference: `node:http + one SELECT ${perSecond(bare.perSecond)}`,
				ratio: percent(ratio),
				asked: '≥ 500/s',
				reached: product.perSecond >= 500 && !Object.keys(product.refused).length,
				numbers: { ratio, product: product.perSecond, bare: bare.perSecond, p50: product.p50, p99: product.p99 },
			});
		}
		for (const [index, unread] of keen.unread.entries()) {
			const times = await ask(`http://localhost:${running.port}/community/unread`, eager[index]?.cookie ?? '');
			const p95 = times[Math.floor(times.length * 0.95)] ?? 0;
			const half = times[Math.floor(times.length / 2)] ?? 0;
			figures.push(
				plain(
					`unread list, ${keen.follow.toLocaleString('en')} threads followed, ${unread.toLocaleString('en')} unread`,
					`${milliseconds(p95)} p95 (half: ${milliseconds(half)})`,
					'≤ 30 ms p95',
					p95 <= 30,
					{ p95, half },
				),
			);
		}
		return figures;
	} finally {
		await installation.close();
	}
}

/** Lets members follow so many forum threads each, spread over all of them; the first `unread` were not read since they were opened. */
async function follow(
	sql: Sql,
	size: { articles: number; threads: number },
	first: number,
	count: number,
	many: number,
	unread: number,
): Promise<void> {
	const forum = size.threads - size.articles;
	await sql`
		insert into community.reading (member, thread, level, seen_comment, seen, unread)
		select member, t.id, 'track', case when n <= ${unread} then t.opening else newest.id end,
			case when n <= ${unread} then t.opened else t.active end, case when n <= ${unread} then second.id end
		from generate_series(${first}::int, ${first + count - 1}::int) member, generate_series(1, ${many}::int) n
		join lateral (select * from community.thread where id = ${size.articles} + 1 + (member * 31 + n * 7) % ${forum}::int) t on true
		left join lateral (select id from community.comment where thread = t.id order by id desc limit 1) newest on true
		left join lateral (select id from community.comment where thread = t.id and id > t.opening order by id limit 1) second on true
		on conflict do nothing`;
}

/** Milliseconds of each of many readings, one after the other, shortest first. */
async function ask(url: string, cookie: string): Promise<number[]> {
	const times: number[] = [];
	for (let turn = 0; turn < turns; turn++) {
		const begun = performance.now();
		const answer = await fetch(url, { headers: { accept: 'text/html', 'user-agent': browser, cookie } });
		const text = await answer.text();
		if (answer.status !== 200 || !text.includes(category)) throw new Error(`The list answered ${answer.status}`);
		times.push(performance.now() - begun);
	}
	return times.sort((one, other) => one - other);
}
