import type { Ctx } from '#platform/context/context.ts';

/** What came in during a week, robots and staff left out, and what waits for a person. */
export interface Week {
	/** First and last day, in the site's time. */
	from: string;
	to: string;
	visits: number;
	members: number;
	comments: number;
	orders: number;
	/** Paid minus refunded, as people write it; empty: nothing. */
	takings: string;
	/** The week before. */
	before: { visits: number; members: number; comments: number; orders: number };
	waiting: { text: string; href: string }[];
}

/** Counts a week for somebody who works here, in the language of the context. `day` lies in the week after it. */
export type CountWeek = (ctx: Ctx) => Promise<Week>;

let known: CountWeek | null = null;

/** Says who counts: the composition root, which knows every module. A later call replaces what was said. */
export function offerWeek(count: CountWeek): void {
	known = count;
}

/** Who counts; null: nobody. */
export const weekCounter = (): CountWeek | null => known;
