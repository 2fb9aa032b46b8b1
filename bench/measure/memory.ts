import type { Bench } from '../bench.ts';
import { megabytes, plain, type Figure } from '../figure.ts';
import { getRequest, browser } from '../load/load.ts';
import { load } from '../load/load.ts';
import { signIn } from '../people.ts';
import { openPlace } from '../place.ts';
import { memoryOf } from '../product.ts';
import { capture } from '../reference/reference.ts';
import { articlePath } from '../seed/articles.ts';
import { threadPath } from '../seed/talk.ts';
import { commentRequests } from './comment-requests.ts';

/** Half a minute of rest, after the start and one page. */
const rest = 30_000;

/** Proportional set size of the server, the database and all their processes: at rest, and the most while all kinds of load run at once. */
export async function measureMemory(bench: Bench): Promise<Figure[]> {
	await bench.stop();
	const { port, child } = await bench.product();
	const pid = child.pid ?? 0;
	const { place } = bench;
	await capture(port, articlePath(1), { 'user-agent': browser });
	await new Promise((resolve) => setTimeout(resolve, rest));
	const idle = memoryOf(pid);

	const installation = await openPlace(place.data, port);
	const members = await signIn(installation, 5, 200);
	const comments = await commentRequests(installation, place, port, 5_000);
	await installation.close();
	const wide = Array.from({ length: Math.min(1_500, place.size.threads) }, (_, index) =>
		getRequest(port, threadPath(place.size, index + 1), { 'accept-encoding': 'gzip' }),
	);
	let most = { server: 0, database: 0 };
	const watch = setInterval(() => {
		const now = memoryOf(pid);
		if (now.server + now.database > most.server + most.database) most = now;
	}, 500);
	try {
		const shared = { port, warm: 0, measured: Math.max(10_000, bench.window) };
		await Promise.all([
			load({ ...shared, connections: 16, requests: wide }),
			load({
				...shared,
				connections: 8,
				requests: members.map(({ cookie }, index) =>
					getRequest(port, threadPath(place.size, place.size.articles + 1 + (index % 40)), { cookie }),
				),
			}),
			load({ ...shared, connections: 8, requests: comments, once: true }),
		]);
	} finally {
		clearInterval(watch);
	}
	const all = (sum: { server: number; database: number }): number => sum.server + sum.database;
	const said = (sum: { server: number; database: number }): string =>
		`${megabytes(all(sum))} (node ${megabytes(sum.server)}, database ${megabytes(sum.database)})`;
	return [
		plain('memory at rest, all processes', said(idle), '≤ 200 MB', all(idle) <= 200e6, { ...idle }),
		plain('memory under load, all processes, most', said(most), '≤ 400 MB', all(most) <= 400e6, { ...most }),
	];
}
