import { alternate } from '../alternate.ts';
import type { Bench } from '../bench.ts';
import { milliseconds, percent, perSecond, type Figure } from '../figure.ts';
import { browser, getRequest } from '../load/load.ts';
import { signIn } from '../people.ts';
import { openPlace, runningServer } from '../place.ts';
import { capture, startReference } from '../reference/reference.ts';
import { threadPath } from '../seed/talk.ts';

const people = 200;
const pages = 16;

/** A signed-in member's thread page, against a bare server that runs one primary-key SELECT for each request. */
export async function measureMember(bench: Bench): Promise<Figure[]> {
	const { place } = bench;
	const { port, child } = await bench.product();
	const installation = await openPlace(place.data, port);
	const members = await signIn(installation, 5, people);
	const name =
		(
			await (
				await installation.site('home')
			).sql<{ name: string }[]>`select name from membership.member where id = 5`
		)[0]?.name ?? '';
	await installation.close();
	const targets = Array.from({ length: pages }, (_, index) => threadPath(place.size, place.size.articles + index + 1));
	const select = { server: await runningServer(place.data), database: 'homecourt_home', members: place.size.members };
	const figures: Figure[] = [];
	for (const encoding of ['identity', 'gzip']) {
		const accept = { 'accept-encoding': encoding };
		const answers = Object.fromEntries(
			await Promise.all(
				targets.map(
					async (target) =>
						[
							target,
							await capture(port, target, { ...accept, 'user-agent': browser, cookie: members[0]?.cookie ?? '' }),
						] as const,
				),
			),
		);
		if (encoding === 'identity' && !Object.values(answers).every(({ text }) => text.includes(name))) {
			throw new Error('The page does not know its member: the session did not hold');
		}
		const reference = await startReference({ answers, select });
		const job = (to: number) => ({
			port: to,
			connections: 32,
			requests: members.map(({ cookie }, index) =>
				getRequest(to, targets[index % pages] as string, { ...accept, cookie }),
			),
		});
		try {
			const { product, bare, ratio } = await alternate(
				{ pid: child.pid ?? 0, job: job(port) },
				{ pid: reference.pid, job: job(reference.port) },
				bench.rounds,
				bench.window,
			);
			figures.push({
				name: `member's thread page, 20 comments, ${encoding}`,
				measured: `${perSecond(product.perSecond)}, p99 ${milliseconds(product.p99)}`,
				reference: `node:http + one SELECT ${perSecond(bare.perSecond)}`,
				ratio: percent(ratio),
				asked: '≥ 20 %, ≥ 1,000/s, p99 ≤ 60 ms',
				reached:
					ratio >= 0.2 && product.perSecond >= 1_000 && product.p99 <= 60 && !Object.keys(product.refused).length,
				numbers: {
					ratio,
					product: product.perSecond,
					bare: bare.perSecond,
					p50: product.p50,
					p99: product.p99,
					cpuProduct: product.cpuEach,
					cpuBare: bare.cpuEach,
				},
			});
		} finally {
			reference.end();
		}
	}
	return figures;
}
