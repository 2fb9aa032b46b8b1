/** How far back a list of those who help looks. */
export const spans = ['week', 'month', 'all'] as const;
export type Span = (typeof spans)[number];

/** Days of each; all: since the beginning. */
export const spanDays: Readonly<Record<Span, number | null>> = { week: 7, month: 30, all: null };

/** What helping counts: an answer that somebody accepted, and one more trusted person who thanked. What one says counts nothing. */
export const points = { answer: 5, person: 1 } as const;

/** Answers that one asker accepted from the same member count so often: two friends make no list. */
export const mostFromOne = 3;

/** People on a list. */
export const listed = 20;

/** What the pages of these lists are about. */
export const helpersThing = 'helpers';

/** Somebody on the list. */
export interface Helper {
	place: number;
	name: string;
	handle: string;
	answers: number;
	people: number;
}
