import type { Bench } from '../bench.ts';
import { milliseconds, plain, type Figure } from '../figure.ts';
import { getRequest, load } from '../load/load.ts';
import type { LoadResult } from '../load/job.ts';
import { median } from '../median.ts';
import { signIn } from '../people.ts';
import { openPlace } from '../place.ts';
import { startOn } from '../product.ts';
import { articlePath } from '../seed/articles.ts';
import { threadPath } from '../seed/talk.ts';
import type { Installation } from '#platform/installation/installation.ts';
import type { Sql } from '#platform/database/connect.ts';

/** Visitors and members who read meanwhile, and attackers at work. */
const readers = 8;
const attackers = 32;
/** Passwords are looked at one at a time, so ten thousand guesses take minutes; in milliseconds. */
const longest = 400_000;

/** Where an attack takes place. */
export interface Besieged {
	port: number;
	sql: Sql;
}

/** What became of an attack, and of those who read beside it. */
export interface Siege {
	/** Reading alone, before and after, and beside the attack. */
	alone: LoadResult[];
	beside: LoadResult[];
	/** Posts that were answered. */
	made: number;
	/** How they were answered: status to count. */
	answers: Record<string, number>;
	seconds: number;
}

/** Starts the product behind a proxy whose word about addresses it takes, and ends it afterwards. */
export async function besiege<R>(
	bench: Bench,
	work: (place: Besieged & { attack(posts: readonly string[]): Promise<Siege> }) => Promise<R>,
): Promise<R> {
	await bench.stop();
	const product = await startOn(bench.place.data, { environment: { TRUSTED_PROXY: '127.0.0.1,::1' } });
	const { port } = product;
	const installation = await openPlace(bench.place.data, port);
	try {
		const { sql } = await installation.site('home');
		const attack = (posts: readonly string[]): Promise<Siege> => attackAndRead(bench, port, installation, posts);
		return await work({ port, sql, attack });
	} finally {
		await installation.close();
		await product.stop();
	}
}

async function attackAndRead(
	bench: Bench,
	port: number,
	installation: Installation,
	posts: readonly string[],
): Promise<Siege> {
	const people = await signIn(installation, 20, 8);
	const requests = [
		...Array.from({ length: 8 }, (_, at) => getRequest(port, articlePath(at + 1))),
		...people.map(({ cookie }, at) =>
			getRequest(port, threadPath(bench.place.size, bench.place.size.articles + at + 1), { cookie }),
		),
	];
	const read = (warm: number): Promise<LoadResult> =>
		load({ port, connections: readers, warm, measured: bench.window, requests });
	const quiet = async (): Promise<LoadResult[]> => {
		const results: LoadResult[] = [];
		for (let round = 0; round < bench.rounds; round++) results.push(await read(round === 0 ? 1_500 : 400));
		return results;
	};
	const before = await quiet();
	let over = false;
	const attack = load({ port, connections: attackers, warm: 0, measured: longest, requests: [...posts], once: true });
	void attack.then(() => (over = true));
	const beside: LoadResult[] = [];
	// Only what was read wholly beside the attack counts.
	for (let result = await read(400); !over; result = await read(400)) beside.push(result);
	const { answered, refused, seconds } = await attack;
	const answers = { '2xx': answered, ...refused };
	const made = Object.values(answers).reduce((sum, count) => sum + count, 0);
	return { alone: [...before, ...(await quiet())], beside, made, answers, seconds };
}

/** The pages of others beside an attack as a figure: p99 at most twice what it is alone, and whatever else must hold. */
export function siegeFigure(
	what: string,
	{ alone, beside, made }: Siege,
	{ outcome, reach, good, facts }: { outcome: string; reach: string; good: boolean; facts: Record<string, number> },
): Figure {
	const p99 = (results: LoadResult[]): number => median(results.map((result) => result.p99));
	const [quiet, busy] = [p99(alone), p99(beside)];
	const ratio = busy / quiet;
	return {
		...plain(what, `p99 ${milliseconds(busy)}; ${outcome}`, `≤ 2 ×, ${reach}`, ratio <= 2 && good, {
			ratio,
			alone: quiet,
			beside: busy,
			made,
			...facts,
		}),
		reference: `alone p99 ${milliseconds(quiet)}`,
		ratio: `${ratio.toFixed(2)} ×`,
	};
}
