/**
 * The rules of a visit once more, one view after the other and without a thought for speed: what the statements that
 * write batches are compared with.
 */

/** A view that counts. */
export interface PlainHit {
	visitor: string;
	time: number;
	reads: string;
	/** The link that the browser remembers. */
	link: number | null;
	fresh: boolean;
}

export interface PlainClick {
	visitor: string;
	link: number;
	time: number;
}

/** A visit as a test reads it. */
export interface PlainVisit {
	visitor: string;
	day: string;
	link: number | null;
	pages: number;
	began: number;
	readings: Record<string, number>;
}

const pause = 30 * 60_000;

/** Visits and sums per day of these views and clicks, in order of time. */
export function plainVisits(
	hits: readonly PlainHit[],
	clicks: readonly PlainClick[],
	timeZone: string,
): { visits: PlainVisit[]; tally: Record<string, number> } {
	const format = new Intl.DateTimeFormat('en-CA', { timeZone });
	const visits: (PlainVisit & { last: number })[] = [];
	for (const hit of hits) {
		const open = visits.filter((visit) => visit.visitor === hit.visitor && visit.last >= hit.time - pause);
		const click = clicks
			.filter((one) => one.visitor === hit.visitor && one.time <= hit.time && one.time > hit.time - pause)
			.at(-1);
		const remembered =
			hit.link !== null && (hit.fresh || open.some((visit) => visit.link === hit.link)) ? hit.link : null;
		const link = remembered ?? click?.link ?? null;
		const fitting = open
			.filter((visit) => link === null || visit.link === link)
			.sort((one, other) => one.last - other.last);
		let visit = fitting.at(-1);
		if (!visit) {
			visit = {
				visitor: hit.visitor,
				day: format.format(hit.time),
				link,
				pages: 0,
				began: hit.time,
				readings: {},
				last: hit.time,
			};
			visits.push(visit);
		}
		visit.pages++;
		visit.last = hit.time;
		if (hit.reads) visit.readings[hit.reads] = (visit.readings[hit.reads] ?? 0) + 1;
	}
	const tally: Record<string, number> = {};
	const count = (key: string): void => void (tally[key] = (tally[key] ?? 0) + 1);
	for (const visit of visits) {
		for (const subject of ['site', ...(visit.link ? [`link:${visit.link}`] : []), ...Object.keys(visit.readings)])
			count(`${visit.day} ${subject}`);
	}
	return { visits: visits.map(({ last: _, ...visit }) => visit), tally };
}
