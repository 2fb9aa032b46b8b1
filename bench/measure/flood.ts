import type { Bench } from '../bench.ts';
import { milliseconds, type Figure } from '../figure.ts';
import { browser, postRequest } from '../load/load.ts';
import { median } from '../median.ts';
import { besiege, siegeFigure, type Besieged } from './siege.ts';

/** The one address; and how many codes it may have mailed to people who did not ask for one (`membership`, `request-code.ts`). */
const flooder = '198.51.100.7';
const mostMails = 30;
const tries = 10_000;
/** People elsewhere who join meanwhile. */
const joiners = 5;

/**
 * One address asks ten thousand times to join, each time as somebody else: the few codes that an address gets are mailed, everything
 * else is refused and changes nothing; people elsewhere read, and join, as before.
 */
export const measureFlood = async (bench: Bench): Promise<Figure[]> => [await flood(bench)];

const flood = (bench: Bench): Promise<Figure> =>
	besiege(bench, async (place) => {
		const { port, sql, attack } = place;
		const before = await counted(place);
		const [siege, waits] = await Promise.all([attack(signUps(port)), joinBeside(place)]);
		bench.tell(`  sign-ups were answered ${JSON.stringify(siege.answers)} in ${siege.seconds.toFixed(0)} s`);
		const after = await counted(place);
		const mails = after.mails - before.mails - joiners;
		const joined = after.members - before.members;
		const slowest = Math.max(...waits);
		bench.tell(
			`  ${joined} of ${joiners} people elsewhere joined meanwhile, in ${milliseconds(median(waits))} and at most ${milliseconds(slowest)}`,
		);
		await sql`delete from membership.code`;
		await sql`delete from membership.member where email like 'beside%@example.net'`;
		await sql`delete from platform.mail where recipient like 'flood%@example.net' or recipient like 'beside%@example.net'`;
		return siegeFigure(`others' pages while one address asks ${siege.made.toLocaleString('en')} times to join`, siege, {
			outcome: `${mails} mails, ${joined} of ${joiners} elsewhere joined`,
			reach: `≤ ${mostMails} mails, all`,
			good: mails <= mostMails && joined === joiners && siege.made >= tries,
			facts: { mails, joined, slowest },
		});
	});

async function counted({ sql }: Besieged): Promise<{ members: number; mails: number }> {
	const [row] = await sql<{ members: number; mails: number }[]>`
		select (select count(*)::int from membership.member) as members, (select count(*)::int from platform.mail) as mails`;
	return row ?? { members: -1, mails: -1 };
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
async function joinBeside({ port, sql }: Besieged): Promise<number[]> {
	const waits: number[] = [];
	// The readers are measured alone first.
	await new Promise((resolve) => setTimeout(resolve, 2_000));
	while (!(await begun(sql))) await new Promise((resolve) => setTimeout(resolve, 50));
	for (let at = 0; at < joiners; at++) {
		const email = `beside${at}@example.net`;
		const headers = { 'x-forwarded-for': `203.0.113.${at}`, origin: `http://localhost:${port}`, 'user-agent': browser };
		const post = (action: string, fields: Record<string, string>, more = {}): Promise<Response> =>
			fetch(`http://localhost:${port}/join?/${action}`, {
				method: 'POST',
				redirect: 'manual',
				body: new URLSearchParams({ name: `鄰居 ${at}`, email, ...fields }),
				headers: { ...headers, ...more },
			});
		const start = performance.now();
		const asked = await post('code', {});
		const cookie = asked.headers
			.getSetCookie()
			.map((line) => line.split(';', 1)[0])
			.join('; ');
		const [mail] = await sql<{ body_text: string }[]>`select body_text from platform.mail where recipient = ${email}`;
		const code = /^\d{6}$/m.exec(mail?.body_text ?? '')?.[0] ?? '';
		await post('join', { code }, { cookie });
		waits.push(performance.now() - start);
	}
	return waits;
}

/** The flood is on as soon as its first codes are there. */
const begun = async (sql: Besieged['sql']): Promise<boolean> =>
	(await sql`select from membership.code where email like 'flood%' limit 1`).length > 0;
