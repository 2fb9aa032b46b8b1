/** What a thread is for. What hangs under something is a discussion (an article) or asks for reviews (a product). */
export const threadKinds = ['discussion', 'question', 'idea', 'poll', 'announcement', 'review'] as const;
export type ThreadKind = (typeof threadKinds)[number];

/** What a category offers that says nothing of it; reviews are asked for where the house wants them. */
export const usualKinds: readonly ThreadKind[] = threadKinds.filter((kind) => kind !== 'review');

/** Kinds that only the house begins: its own news, and what it wants to be told of itself. */
export const houseKinds: readonly ThreadKind[] = ['announcement', 'review'];

/** Where an idea stands; the house says so. */
export const ideaStatuses = ['open', 'planned', 'started', 'done', 'declined'] as const;
export type IdeaStatus = (typeof ideaStatuses)[number];

/** Who sees the counts of a poll: everybody, those who have voted, or nobody before its end. */
export const pollResults = ['voted', 'always', 'closed'] as const;
export type PollResults = (typeof pollResults)[number];

/** Choices of a poll, fewest and most; characters of one. */
export const pollLimits = { fewest: 2, most: 20, text: 200 } as const;

/** What lists of threads can be narrowed to: a kind, or what waits for somebody: questions without an answer. */
export const threadFilters = [...threadKinds, 'unsolved'] as const;
export type ThreadFilter = (typeof threadFilters)[number];

/** Where an idea stands and how many want it. */
export interface IdeaState {
	status: IdeaStatus;
	votes: number;
}

/** A poll as its thread's page shows it. Counts are null where this reader may not see them (yet). */
export interface ShownPoll {
	/** How many choices one member may tick. */
	most: number;
	results: PollResults;
	closes: Date | null;
	closed: Date | null;
	voters: number;
	choices: { position: number; text: string; votes: number | null }[];
}

/** An idea that the house has decided for good takes no more votes. */
export const settled = (status: IdeaStatus): boolean => status === 'done' || status === 'declined';

/** Kinds that one thread can be turned into another of; a poll stays one, since it has ballots, and so does what has stars. */
export const turnableKinds: readonly ThreadKind[] = ['discussion', 'question', 'idea', 'announcement'];
