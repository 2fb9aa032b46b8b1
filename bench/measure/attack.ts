import type { Bench } from '../bench.ts';
import type { Figure } from '../figure.ts';
import { browser, postRequest } from '../load/load.ts';
import { besiege, siegeFigure } from './siege.ts';

const tries = 10_000;
/** A plain member of the seed, whose account is guessed at. */
const victim = 7;

/** What others wait for pages while ten thousand codes and passwords are guessed from as many addresses; nobody gets in. */
export const measureAttack = async (bench: Bench): Promise<Figure[]> => [await guess(bench)];

const guess = (bench: Bench): Promise<Figure> =>
	besiege(bench, async ({ port, sql, attack }) => {
		const [account] = await sql<
			{ email: string }[]
		>`select email::text as email from membership.member where id = ${victim}`;
		const email = account?.email ?? '';
		const siege = await attack(guessesAt(port, email, await askCode(port, email)));
		bench.tell(`  guesses were answered ${JSON.stringify(siege.answers)} in ${siege.seconds.toFixed(0)} s`);
		const [row] = await sql<{ count: number }[]>`
			select count(*)::int as count from membership.session where way in ('code', 'password') and opened > now() - interval '1 hour' and member = ${victim}`;
		const opened = row?.count ?? -1;
		await sql`delete from membership.attempt`;
		await sql`delete from membership.code`;
		return siegeFigure(
			`others' pages while ${siege.made.toLocaleString('en')} codes and passwords are guessed`,
			siege,
			{
				outcome: `${opened} accounts opened`,
				reach: '0 opened',
				good: opened === 0 && siege.made >= tries,
				facts: { opened },
			},
		);
	});

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
