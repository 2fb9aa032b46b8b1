import {
	articles,
	droppedVisits,
	links,
	members,
	posts,
	visits,
	type Arrival,
	type Moment,
	type SampleMember,
	type SampleVisits,
} from '#app/sample-brand/content/index.ts';

/** One visit of the sample. */
export interface PlannedVisit {
	/** Key; null is the home page. */
	article: string | null;
	source: Arrival;
	kind: SampleVisits['kind'];
	agent: string | undefined;
	/** Minutes after the day's midnight. */
	minute: number;
	/** Key of whoever joined during the visit. */
	joins: string | null;
}

const opens = 7 * 60;
const closes = 23 * 60 + 30;
/** Minutes that somebody reads before joining. */
export const readsFor = 6;

/** How many visits a row has on a day. */
const countOn = (row: SampleVisits, day: number): number => row.daily[day - row.from] ?? 0;

/** When the first visit of a day can have been: after the article, the post and the link. */
function earliest(day: number, article: string | null, source: Arrival): number {
	const [kind, key] = source.split(':');
	const starts: (Moment | undefined)[] = [
		articles.find((one) => one.key === article)?.at,
		kind === 'post'
			? posts.find((one) => one.key === key)?.at
			: links.find((one) => kind === 'link' && one.key === key)?.made,
	];
	return Math.max(opens, ...starts.map((start) => (start?.[0] === day ? start[1] * 60 + start[2] + 2 : 0)));
}

/** Rows of one day: those that stand as such, and those of posts. */
function rowsOf(day: number): (Omit<SampleVisits, 'from' | 'daily'> & { count: number })[] {
	const byPost = posts.map((post) => ({
		article: post.article,
		source: `post:${post.key}` as const,
		kind: 'person' as const,
		count: post.visits.find(([each]) => each === day)?.[1] ?? 0,
	}));
	return [...[...visits, ...droppedVisits].map((row) => ({ ...row, count: countOn(row, day) })), ...byPost].filter(
		({ count }) => count > 0,
	);
}

/** Who joined on a day by a way, in order. */
const joinedOn = (day: number, source: Arrival): SampleMember[] =>
	members.filter((member) => member.role === 'member' && member.joined[0] === day && member.via === source);

/** The visits of a day, in order of time: spread over its hours, and those who joined at their own time. */
export function visitsOn(day: number): PlannedVisit[] {
	const planned: PlannedVisit[] = [];
	const joined = new Set<string>();
	for (const { article, source, kind, agent, count } of rowsOf(day)) {
		const first = earliest(day, article, source);
		const pace = (Math.max(closes, first + 20) - first) / count;
		for (let number = 0; number < count; number++) {
			const joins = kind === 'person' ? joinedOn(day, source).find(({ key }) => !joined.has(key)) : undefined;
			if (joins) joined.add(joins.key);
			// The golden ratio spreads visits without a beat and without chance.
			const minute = joins
				? joins.joined[1] * 60 + joins.joined[2] - readsFor
				: Math.floor(first + pace * (number + ((((number * 0.618034 + day * 0.1) % 1) + 1) % 1)));
			planned.push({ article, source, kind, agent, minute: Math.max(minute, 0), joins: joins?.key ?? null });
		}
	}
	return planned.sort((one, other) => one.minute - other.minute);
}

/** The visit during which a member joined. */
export function visitOf({ key, joined }: SampleMember): PlannedVisit {
	const visit = visitsOn(joined[0]).find(({ joins }) => joins === key);
	if (!visit) throw new Error(`No visit brought ${key}`);
	return visit;
}
