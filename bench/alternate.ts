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

/** Measures two sides in turns, A B A B A B, on the same machine in the same minutes; medians of each. */
export async function alternate(
	one: Side,
	other: Side,
	rounds: number,
	measured: number,
): Promise<[Measured, Measured]> {
	const results: { load: LoadResult; cpu: number }[][] = [[], []];
	for (let round = 0; round < rounds; round++) {
		for (const [index, side] of [one, other].entries()) {
			// A server that has run for seconds only is still being compiled by its engine.
			const warm = round === 0 ? 5_000 : 400;
			const before = cpuOf(side.pid);
			const result = await load({ ...side.job, warm, measured });
			// The processor time covers warming up too; it is shared out over everything that was sent in that time.
			const all = result.answered * (1 + warm / 1000 / result.seconds);
			results[index]?.push({ load: result, cpu: ((cpuOf(side.pid) - before) * 1000) / Math.max(1, all) });
		}
	}
	return results.map(summary) as [Measured, Measured];
}

function summary(results: { load: LoadResult; cpu: number }[]): Measured {
	const of = (value: (one: { load: LoadResult; cpu: number }) => number): number => median(results.map(value));
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
