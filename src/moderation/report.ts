import type { Reason } from '#moderation/rules.ts';

/** What may be decided about a private message: nothing is wrong with it, or its author is warned, silenced or shut out. It stays where it is. */
export const reportVerdicts = ['keep', 'warn', 'silence', 'suspend'] as const;
export type ReportVerdict = (typeof reportVerdicts)[number];

/** Copies of what was handed over are kept so long after it was decided, in days. */
export const copyKept = 90;

/** A private message or somebody's own page that was handed over and that waits. */
export interface WaitingReport {
	id: number;
	/** A private message, or what somebody says of themselves. */
	about: 'message' | 'profile';
	reported: Date;
	/** Why the house itself handed it over: `words:加賴`; empty: a person did. */
	heldFor: string[];
	/** Whoever handed it over. */
	name: string | null;
	reason: Reason;
	words: string;
	/** Who looked at it first, and when; null: nobody yet, and nothing of it is shown. */
	opened: Date | null;
	opener: string | null;
	/** `portrait`: file name of their picture. */
	author: { id: number; name: string; handle: string; measures: number; portrait: string | null } | null;
	copy: { name: string | null; text: string; said: Date; reported: boolean }[] | null;
	may: { decide: boolean };
}

/** How a complaint of one's own about a message stands, as its member is told. */
export type ReportStanding = 'waiting' | 'seen' | 'decided';
