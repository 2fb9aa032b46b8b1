import { alternate, type Measured } from '../alternate.ts';
import type { Bench } from '../bench.ts';
import { browser, getRequest } from '../load/load.ts';
import type { SignedInMember } from '../people.ts';
import { runningServer } from '../place.ts';
import type { Product } from '../product.ts';
import { capture, startReference } from '../reference/reference.ts';

/** Pages that members ask for, 32 at a time. */
export interface Asked {
	members: readonly SignedInMember[];
	/** Asked for in turns, by one member after the other. */
	targets: readonly string[];
	encoding: 'identity' | 'gzip';
	/** What the first member finds on each page: without it the session did not hold. */
	says: string;
}

/** How fast the product answers members, and a bare server that runs one primary-key SELECT for each request and sends the same bytes. */
export async function againstSelect(
	bench: Bench,
	{ port, child }: Product,
	{ members, targets, encoding, says }: Asked,
): Promise<{ product: Measured; bare: Measured; ratio: number }> {
	const { data, size } = bench.place;
	const plain = { 'user-agent': browser, cookie: members[0]?.cookie ?? '' };
	const answers = Object.fromEntries(
		await Promise.all(
			targets.map(async (target) => {
				const { text } = await capture(port, target, plain);
				if (!text.includes(says)) throw new Error(`${target} does not say ${says} to its member`);
				return [target, await capture(port, target, { ...plain, 'accept-encoding': encoding })] as const;
			}),
		),
	);
	const select = { server: await runningServer(data), database: 'homecourt_home', members: size.members };
	const reference = await startReference({ answers, select });
	const job = (to: number) => ({
		port: to,
		connections: 32,
		requests: members.map(({ cookie }, index) =>
			getRequest(to, targets[index % targets.length] as string, { 'accept-encoding': encoding, cookie }),
		),
	});
	try {
		const [product, bare] = await alternate(
			{ pid: child.pid ?? 0, job: job(port) },
			{ pid: reference.pid, job: job(reference.port) },
			bench.rounds,
			bench.window,
		);
		return { product, bare, ratio: product.perSecond / bare.perSecond };
	} finally {
		reference.end();
	}
}
