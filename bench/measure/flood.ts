import type { Bench } from '../bench.ts';
import { milliseconds, type Figure } from '../figure.ts';
import { browser, postRequest } from '../load/load.ts';
import { median } from '../median.ts';
import { besiege, siegeFigure, type Besieged } from './siege.ts';

/** The one address; and how many codes it may have mailed to people who did not ask for one (`membership`, `request-code.ts`). */
const flooder = '198.51.100.7';
const mostMails = 30;
const tries = 10_000;
/** Members elsewhere who sign in by a code meanwhile, and the first of them in the seed. */
const guests = 5;
const firstGuest = 31;

/**
 * One address asks ten thousand times to join, each time as somebody else: the few codes that an address gets are mailed, everything
 * else is refused and changes nothing; people elsewhere read, and sign in, as before.
 */
export const measureFlood = async (bench: Bench): Promise<Figure[]> => [await flood(bench)];

const flood = (bench: Bench): Promise<Figure> =>
	besiege(bench, async (place) => {
		const { port, sql, attack } = place;
		const before = await counted(place);
		const [siege, waits] = await Promise.all([attack(signUps(port)), signInBeside(place)]);
		bench.tell(`  sign-ups were answered ${JSON.stringify(siege.answers)} in ${siege.seconds.toFixed(0)} s`);
		const after = await counted(place);
		const mails = after.mails - before.mails - guests;
		const members = after.members - before.members;
		const came = after.sessions - before.sessions;
		const slowest = Math.max(...waits);
		bench.tell(
			`  ${came} of ${guests} members elsewhere signed in by a code meanwhile, in ${milliseconds(median(waits))} and at most ${milliseconds(slowest)}`,
		);
		await sql`delete from membership.code`;
		await sql`delete from membership.session where way = 'code'`;
		await sql`delete from platform.mail where kind = 'sign-in-code'`;
		return siegeFigure(`others' pages while one address asks ${siege.made.toLocaleString('en')} times to join`, siege, {
			outcome: `${mails} mails, ${members} members, ${came} of ${guests} elsewhere came in`,
			reach: `≤ ${mostMails} mails, 0 members, all`,
			good: mails <= mostMails && members === 0 && came === guests && siege.made >= tries,
			facts: { mails, members, came, slowest },
		});
	});

async function counted({ sql }: Besieged): Promise<{ members: number; mails: number; sessions: number }> {
	const [row] = await sql<{ members: number; mails: number; sessions: number }[]>`
		select (select count(*)::int from membership.member) as members, (select count(*)::int from platform.mail) as mails,
			(select count(*)::int from membership.session where browser <> '') as sessions`;
	return row ?? { members: -1, mails: -1, sessions: -1 };
}

const signUps = (port: number): string[] =>
	Array.from({ length: tries }, (_, at) =>
		postRequest(
			port,
			'/join?/code',
			new URLSearchParams({ name: `訪客 ${at}`, email: `flood${at}@example.net` }).toString(),
			{
				'content-type': 'application/x-www-form-urlencoded',
				'x-forwarded-for': flooder,
				origin: `http://localhost:${port}`,
			},
		),
	);

/** One after another, from their own addresses; returns how long each waited for both steps, in milliseconds. */
async function signInBeside({ port, sql }: Besieged): Promise<number[]> {
	while (!(await begun(sql))) await new Promise((resolve) => setTimeout(resolve, 50));
	const people = await sql<{ email: string }[]>`
		select email::text from membership.member where id >= ${firstGuest} and email is not null order by id limit ${guests}`;
	const waits: number[] = [];
	for (const [at, { email }] of people.entries()) {
		const headers = { 'x-forwarded-for': `203.0.113.${at}`, origin: `http://localhost:${port}`, 'user-agent': browser };
		const post = (action: string, fields: Record<string, string>, more = {}): Promise<Response> =>
			fetch(`http://localhost:${port}/login?/${action}`, {
				method: 'POST',
				redirect: 'manual',
				body: new URLSearchParams({ email, ...fields }),
				headers: { ...headers, ...more },
			});
		const start = performance.now();
		const asked = await post('code', {});
		const cookie = asked.headers
			.getSetCookie()
			.map((line) => line.split(';', 1)[0])
			.join('; ');
		const [mail] = await sql<{ body_text: string }[]>`
			select body_text from platform.mail where recipient = ${email} order by id desc limit 1`;
		await post('join', { code: /^\d{6}$/m.exec(mail?.body_text ?? '')?.[0] ?? '' }, { cookie });
		waits.push(performance.now() - start);
	}
	return waits;
}

/** The flood is on as soon as its first codes are there. */
const begun = async (sql: Besieged['sql']): Promise<boolean> =>
	(await sql`select from membership.code where email like 'flood%' limit 1`).length > 0;
