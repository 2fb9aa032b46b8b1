import { load } from './load/load.ts';
import type { LoadJob, LoadResult } from './load/job.ts';
import { median } from './median.ts';
import { cpuOf } from './product.ts';

/** One side of a comparison. */
export interface Side {
	/** The process whose CPU time is counted. */
	pid: number;
	job: Omit<LoadJob, 'warm' | 'measured'>;
}

/** Medians of one side. */
export interface Measured {
	perSecond: number;
	p50: number;
	p99: number;
	/** CPU milliseconds of the server process for each request. */
	cpuEach: number;
	/** Share of a core that the load generator used. */
	generator: number;
	refused: Record<string, number>;
}

/** Medians of both sides, and how they stand to each other. */
export interface Compared {
	product: Measured;
	bare: Measured;
	/** The product's rate as a share of the reference's: the median over pairs of windows that stood side by side. */
	ratio: number;
	/** The same of the processor time that one request cost. */
	cpuRatio: number;
}

interface Window {
	load: LoadResult;
	cpu: number;
}

/** A round is parted into so many pairs of short windows. */
const parts = 4;

/**
 * Measures product and reference in turns on the same machine in the same minutes. How fast a shared machine is changes from
 * one second to the next, so windows are short, each is compared with the one beside it only, and who is first changes with
 * every pair (A B, B A): what drifts weighs on both alike.
 */
export async function alternate(product: Side, bare: Side, rounds: number, measured: number): Promise<Compared> {
	const pairs: { product: Window; bare: Window }[] = [];
	for (let pair = 0; pair < rounds * parts; pair++) {
		// A server that has run for seconds only is still being compiled by its engine.
		const warm = pair === 0 ? 5_000 : 300;
		const ask = (side: Side): Promise<Window> => loadWindow(side, warm, measured / parts);
		if (pair % 2) {
			const second = await ask(bare);
			pairs.push({ product: await ask(product), bare: second });
		} else pairs.push({ product: await ask(product), bare: await ask(bare) });
	}
	return {
		product: summary(pairs.map((pair) => pair.product)),
		bare: summary(pairs.map((pair) => pair.bare)),
		ratio: median(pairs.map((pair) => pair.product.load.perSecond / pair.bare.load.perSecond)),
		cpuRatio: median(pairs.map((pair) => pair.bare.cpu / pair.product.cpu)),
	};
}

async function loadWindow(side: Side, warm: number, measured: number): Promise<Window> {
	const before = cpuOf(side.pid);
	const result = await load({ ...side.job, warm, measured });
	// The processor time covers warming up too; it is shared out over everything that was sent in that time.
	const all = result.answered * (1 + warm / 1000 / result.seconds);
	return { load: result, cpu: ((cpuOf(side.pid) - before) * 1000) / Math.max(1, all) };
}

function summary(results: readonly Window[]): Measured {
	const of = (value: (one: Window) => number): number => median(results.map(value));
	const refused: Record<string, number> = {};
	for (const { load } of results)
		for (const [status, count] of Object.entries(load.refused)) refused[status] = (refused[status] ?? 0) + count;
	return {
		perSecond: of(({ load }) => load.perSecond),
		p50: of(({ load }) => load.p50),
		p99: of(({ load }) => load.p99),
		cpuEach: of(({ cpu }) => cpu),
		generator: of(({ load }) => load.busy),
		refused,
	};
}
