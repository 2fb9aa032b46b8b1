import { alternate } from '../alternate.ts';
import type { Bench } from '../bench.ts';
import { kilobytes, percent, perSecond, type Figure } from '../figure.ts';
import { browser, getRequest } from '../load/load.ts';
import { capture, startReference } from '../reference/reference.ts';
import { articlePath } from '../seed/articles.ts';
import { threadPath } from '../seed/talk.ts';

/** Pages that are asked for in turn. */
const pages = 16;

/** Visitors' pages out of the page cache, against a bare `node:http` server that sends the same bytes from memory. */
async function measureAnonymous(bench: Bench, what: string, target: (index: number) => string): Promise<Figure[]> {
	const targets = Array.from({ length: pages }, (_, index) => target(index + 1));
	const figures: Figure[] = [];
	for (const encoding of ['identity', 'gzip', 'br']) figures.push(await measurePages(bench, what, targets, encoding));
	return figures;
}

export const measureArticle = (bench: Bench): Promise<Figure[]> => measureAnonymous(bench, 'article', articlePath);

export const measureThread = (bench: Bench): Promise<Figure[]> =>
	measureAnonymous(bench, 'thread', (index) => threadPath(bench.place.size, bench.place.size.articles + index));

async function measurePages(bench: Bench, what: string, targets: readonly string[], encoding: string): Promise<Figure> {
	const { port, child } = await bench.product();
	const accept = { 'accept-encoding': encoding };
	const answers = Object.fromEntries(
		await Promise.all(
			targets.map(
				async (target) => [target, await capture(port, target, { ...accept, 'user-agent': browser })] as const,
			),
		),
	);
	const bytes = Object.values(answers).map(({ text }) => text.length);
	const reference = await startReference({ answers });
	const job = (to: number) => ({
		port: to,
		connections: 32,
		requests: targets.map((target) => getRequest(to, target, accept)),
	});
	try {
		const { product, bare, ratio, cpuRatio } = await alternate(
			{ pid: child.pid ?? 0, job: job(port) },
			{ pid: reference.pid, job: job(reference.port) },
			bench.rounds,
			bench.window,
		);
		const between = `${kilobytes(Math.min(...bytes))}–${kilobytes(Math.max(...bytes))}`;
		return {
			name: `visitor's ${what} page, ${encoding}, ${between}`,
			measured: `${perSecond(product.perSecond)}, p99 ${product.p99.toFixed(1)} ms`,
			reference: `bare node:http ${perSecond(bare.perSecond)}`,
			ratio: `${percent(ratio)} (CPU ${percent(cpuRatio)})`,
			asked: '≥ 60 %',
			reached: ratio >= 0.6 && !Object.keys(product.refused).length,
			numbers: {
				ratio,
				product: product.perSecond,
				bare: bare.perSecond,
				p99: product.p99,
				cpuProduct: product.cpuEach,
				cpuBare: bare.cpuEach,
				cpuRatio,
				generatorAtProduct: product.generator,
				generatorAtBare: bare.generator,
				refused: sum(product.refused),
			},
		};
	} finally {
		reference.end();
	}
}

const sum = (counts: Record<string, number>): number => Object.values(counts).reduce((all, one) => all + one, 0);
