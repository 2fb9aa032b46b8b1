import type { Bench } from '../bench.ts';
import { milliseconds, plain, type Figure } from '../figure.ts';
import { browser, getRequest, load, postRequest } from '../load/load.ts';
import type { LoadResult } from '../load/job.ts';
import { median } from '../median.ts';
import { signIn } from '../people.ts';
import { openPlace } from '../place.ts';
import { startOn } from '../product.ts';
import { articlePath } from '../seed/articles.ts';
import { threadPath } from '../seed/talk.ts';

/** Visitors and members who read meanwhile, and guessers at work. */
const readers = 8;
const guessers = 32;
const tries = 10_000;
/** Passwords are looked at one at a time, so ten thousand guesses take minutes; in milliseconds. */
const longest = 400_000;
/** A plain member of the seed, whose account is guessed at. */
const victim = 7;

/**
 * What others wait for pages while ten thousand codes and passwords are guessed from as many addresses, and alone before and after.
 * Nobody gets in.
 */
export async function measureAttack(bench: Bench): Promise<Figure[]> {
	await bench.stop();
	const product = await startOn(bench.place.data, { environment: { TRUSTED_PROXY: '127.0.0.1,::1' } });
	const { port } = product;
	const installation = await openPlace(bench.place.data, port);
	try {
		const { sql } = await installation.site('home');
		const [account] = await sql<
			{ email: string }[]
		>`select email::text as email from membership.member where id = ${victim}`;
		const email = account?.email ?? '';
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
		const guesses = guessesAt(port, email, await askCode(port, email));
		let over = false;
		const attack = load({ port, connections: guessers, warm: 0, measured: longest, requests: guesses, once: true });
		void attack.then(() => (over = true));
		const beside: LoadResult[] = [];
		// Only what was read wholly beside the guesses counts.
		for (let result = await read(400); !over; result = await read(400)) beside.push(result);
		const { answered, refused, seconds } = await attack;
		const made = answered + Object.values(refused).reduce((sum, count) => sum + count, 0);
		bench.tell(`  guesses were answered ${JSON.stringify({ '2xx': answered, ...refused })} in ${seconds.toFixed(0)} s`);
		const alone = [...before, ...(await quiet())];
		const [opened] = await sql<{ count: number }[]>`
			select count(*)::int as count from membership.session where way in ('code', 'password') and opened > now() - interval '1 hour' and member = ${victim}`;
		await sql`delete from membership.attempt`;
		await sql`delete from membership.code`;
		return [figure(alone, beside, made, opened?.count ?? -1)];
	} finally {
		await installation.close();
		await product.stop();
	}
}

function figure(alone: LoadResult[], beside: LoadResult[], made: number, opened: number): Figure {
	const p99 = (results: LoadResult[]): number => median(results.map((result) => result.p99));
	const [quiet, busy] = [p99(alone), p99(beside)];
	const ratio = busy / quiet;
	return {
		...plain(
			`others' pages while ${made.toLocaleString('en')} codes and passwords are guessed`,
			`p99 ${milliseconds(busy)}; ${opened} accounts opened`,
			'≤ 2 ×, 0 opened',
			ratio <= 2 && opened === 0 && made >= tries,
			{ ratio, alone: quiet, beside: busy, made, opened },
		),
		reference: `alone p99 ${milliseconds(quiet)}`,
		ratio: `${ratio.toFixed(2)} ×`,
	};
}

const form = { 'content-type': 'application/x-www-form-urlencoded' };
const from = (at: number): Record<string, string> => ({ 'x-forwarded-for': `10.${(at >> 8) & 255}.${at & 255}.7` });

/** A browser of the guesser's own, to which a code for the account was promised; it never sees the mail. */
async function askCode(port: number, email: string): Promise<string> {
	const answer = await fetch(`http://localhost:${port}/login?/code`, {
		method: 'POST',
		body: new URLSearchParams({ email }),
		headers: { ...from(1), origin: `http://localhost:${port}`, 'user-agent': browser },
	});
	return answer.headers
		.getSetCookie()
		.map((line) => line.split(';', 1)[0])
		.join('; ');
}

/** Codes, passwords of the account, and passwords of whoever may be there, in turn, each from another address. */
const guessesAt = (port: number, email: string, cookie: string): string[] =>
	Array.from({ length: tries }, (_, at) => {
		const headers = { ...form, ...from(at), origin: `http://localhost:${port}` };
		if (at % 3 === 0) {
			const code = new URLSearchParams({ email, code: String(100_000 + at) }).toString();
			return postRequest(port, '/login?/join', code, { ...headers, cookie });
		}
		const whose = at % 3 === 1 ? email : `person${at}@example.com`;
		return postRequest(
			port,
			'/login?/password',
			new URLSearchParams({ email: whose, password: `guess-${at}-soy` }).toString(),
			headers,
		);
	});
