import type { Steps, Takings } from '#insight/board.ts';
import type { BoardCount } from '#insight/server/queries/board-sql.ts';

/** Money of one first touch. */
export type Money = Takings & { article: number | null; post: number | null };

/** What a board is made of. */
export interface Sums {
	total: Steps;
	articles: Map<number, Steps>;
	posts: Map<number, Steps>;
}

export const noSteps = (): Steps => ({
	reached: null,
	visits: 0,
	members: 0,
	commentsHome: 0,
	commentsBack: 0,
	orders: 0,
	takings: [],
});

/** Adds every count to the site, to its article and to its post. */
export function sumUp(counts: readonly BoardCount[], money: readonly Money[]): Sums {
	const sums: Sums = { total: noSteps(), articles: new Map(), posts: new Map() };
	const touched = ({ article, post }: { article: number | null; post: number | null }): Steps[] => [
		sums.total,
		...(article === null ? [] : [stepsOf(sums.articles, article)]),
		...(post === null ? [] : [stepsOf(sums.posts, post)]),
	];
	for (const { step, count, ...whose } of counts) {
		// Visits come as three counts of their own: a visit that reads two articles is one visit of the site.
		if (step === 'site') sums.total.visits += count;
		else if (step === 'article' || step === 'post') for (const steps of touched(whose).slice(1)) steps.visits += count;
		else for (const steps of touched(whose)) steps[step] = (steps[step] ?? 0) + count;
	}
	for (const { article, post, ...takings } of money)
		for (const steps of touched({ article, post })) addTakings(steps, takings);
	return sums;
}

function stepsOf(map: Map<number, Steps>, id: number): Steps {
	let steps = map.get(id);
	if (!steps) map.set(id, (steps = noSteps()));
	return steps;
}

function addTakings(steps: Steps, more: Takings): void {
	steps.orders += more.orders;
	const known = steps.takings.find(({ currency }) => currency === more.currency);
	if (!known) {
		steps.takings.push({ ...more });
		steps.takings.sort((one, other) => (one.currency < other.currency ? -1 : 1));
		return;
	}
	known.orders += more.orders;
	known.paid += more.paid;
	known.refunded += more.refunded;
	known.net += more.net;
}
