import { postComment } from '#community/server/index.ts';
import { load } from '../load/load.ts';
import type { Bench } from '../bench.ts';
import { milliseconds, percent, perSecond, type Figure } from '../figure.ts';
import { inFlight, type Flow } from '../in-flight.ts';
import type { Sql } from '#platform/database/connect.ts';
import { median } from '../median.ts';
import { openPlace } from '../place.ts';
import { random } from '../seed/random.ts';
import { passage } from '../seed/text.ts';
import { commentRequests, writingThreads } from './comment-requests.ts';

const together = 32;

/**
 * Posting a comment with everything that follows from it queued in the same commit, against one-row INSERTs over the
 * same driver: as the bare command with nobody else there, and as a form to the product as it runs.
 */
export async function measureComment(bench: Bench): Promise<Figure[]> {
	const { place } = bench;
	// First nobody else is there: what is measured is posting with everything that follows from it queued.
	await bench.stop();
	const alone = await openPlace(place.data);
	const inserts: Flow[] = [];
	const commands: Flow[] = [];
	try {
		const site = await alone.site('home');
		const { sql } = site;
		const [durable] = await sql<
			{ synchronous_commit: string; fsync: string }[]
		>`select current_setting('synchronous_commit') as synchronous_commit, current_setting('fsync') as fsync`;
		if (durable?.synchronous_commit !== 'on' || durable.fsync !== 'on')
			throw new Error('The database does not wait for the disk');
		await sql.unsafe(
			'create schema if not exists bench; create table if not exists bench.line (id bigint generated always as identity primary key, author bigint not null, text text not null, written timestamptz not null)',
		);
		const threads = writingThreads(place);
		const rng = random(11);
		let turn = 0;
		const insert = (): Promise<unknown> =>
			sql`insert into bench.line (author, text, written) values (${1 + (turn++ % 1_000)}, ${passage(rng, 60)}, ${new Date()})`;
		const post = (): Promise<unknown> => {
			turn++;
			// Somebody who works here: the brakes that slow newcomers would be what is measured.
			const member = 5 + ((turn * 7) % (place.size.members - 5));
			const ctx = site.context({
				actor: { kind: 'member', member, name: `reader${member}`, handle: `reader${member}`, role: 'moderator' },
				locale: 'zh-TW',
			});
			return postComment(ctx, { thread: threads[turn % threads.length] as number, body: { text: passage(rng, 60) } });
		};
		// One alone: the first command opens the queue.
		await post();
		// What V8 and PostgreSQL compile once is not what a comment costs: both are measured when they are warm.
		await inFlight(together, 1_000, insert);
		await inFlight(together, 4_000, post);
		for (let round = 0; round < bench.rounds; round++) {
			inserts.push(await inFlight(together, bench.window, insert));
			commands.push(await inFlight(together, bench.window, post));
		}
		await sql.unsafe('drop schema bench cascade');
	} finally {
		await alone.close();
	}
	// Then the product as it runs, with its worker doing what was queued, in the same process on the same two cores.
	const { port } = await bench.product();
	const installation = await openPlace(place.data, port);
	try {
		const { sql } = await installation.site('home');
		const requests = await commentRequests(
			installation,
			place,
			port,
			Math.ceil(bench.window / 1_000) * bench.rounds * 2_500,
		);
		const share = Math.ceil(requests.length / bench.rounds);
		const before = await countComments(sql);
		const forms = [];
		for (let round = 0; round < bench.rounds; round++) {
			forms.push(
				await load({
					port,
					connections: together,
					warm: 0,
					measured: bench.window,
					requests: requests.slice(round * share, (round + 1) * share),
					once: true,
				}),
			);
		}
		const answered = forms.reduce((sum, one) => sum + one.answered, 0);
		const written = (await countComments(sql)) - before;
		// What was in flight when a window closed is written too, but not counted as answered.
		if (written < answered) throw new Error(`${answered} comments were acknowledged, ${written} are in the database`);
		const insertRate = median(inserts.map((one) => one.perSecond));
		const figure = (name: string, rate: number, p99: number, refused: number): Figure => ({
			name,
			measured: `${perSecond(rate)}, p99 ${milliseconds(p99)}${refused ? `, ${refused} refused` : ''}`,
			reference: `one-row INSERT ${perSecond(insertRate)}`,
			ratio: percent(rate / insertRate),
			asked: '≥ 600/s',
			reached: rate >= 600 && refused === 0,
			numbers: { perSecond: rate, insert: insertRate, p99, refused },
		});
		const refused = forms.reduce(
			(sum, one) => sum + Object.values(one.refused).reduce((all, count) => all + count, 0),
			0,
		);
		return [
			figure(
				'posting a comment, the command',
				median(commands.map((one) => one.perSecond)),
				median(commands.map((one) => one.p99)),
				0,
			),
			figure(
				'posting a comment, the form over HTTP, worker running',
				median(forms.map((one) => one.perSecond)),
				median(forms.map((one) => one.p99)),
				refused,
			),
		];
	} finally {
		await installation.close();
	}
}

const countComments = async (sql: Sql): Promise<number> =>
	(await sql<{ count: number }[]>`select count(*) as count from community.comment`)[0]?.count ?? 0;
