import type { Counts } from '#transfer/report.ts';

/** A run as lists show it. */
export interface RunCard {
	id: number;
	source: string;
	place: string;
	origin: string | null;
	dry: boolean;
	asked: Date;
	seen: Date;
	ended: Date | null;
	stopping: boolean;
	outcome: 'done' | 'stopped' | 'failed' | null;
	trouble: { code: string; details: Record<string, unknown> } | null;
	position: number;
	total: number | null;
	counts: Counts;
}

/** One thing that did not come, or not whole. */
export interface RunFinding {
	id: string;
	title: string;
	details: Record<string, string | number>;
}

/** A run with what it could not carry, by reason. `lost`: those did not come at all. */
export interface RunReport extends RunCard {
	reasons: { kind: string; code: string; lost: boolean; count: number; examples: RunFinding[] }[];
}
