import type { Reason, Verdict } from '#moderation/rules.ts';

/** What became of somebody's objection. */
export const outcomes = ['granted', 'upheld'] as const;
export type Outcome = (typeof outcomes)[number];

/** What was decided about somebody, as they are shown it by the link of their letter or on their comment's page. */
export interface AppealCase {
	/** `refused`: they were not let in. */
	verdict: Exclude<Verdict, 'keep'> | 'refused';
	reason: Reason | null;
	words: string;
	decided: Date;
	/** Of a silence or a suspension; null: without an end, or it has none. */
	until: Date | null;
	/** The beginning of their words it was about; null: about none, or they were deleted. */
	text: string | null;
	/** It was taken back already. */
	settled: boolean;
	appeal: { words: string; appealed: Date; outcome: Outcome | null; answer: string } | null;
}

/** An objection in the queue. */
export interface WaitingAppeal extends Omit<AppealCase, 'appeal' | 'settled'> {
	id: number;
	/** What the person says. */
	said: string;
	appealed: Date;
	name: string;
	/** Null: no member. */
	member: number | null;
	comment: number | null;
	/** Who decided; null: has left. */
	decider: string | null;
}
