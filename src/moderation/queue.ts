import type { Reason, Verdict } from '#moderation/rules.ts';

/** One thing that waits for a decision, with all that is needed to judge it. */
export interface QueueItem {
	comment: number;
	opened: Date;
	/** Why it waits though nobody complained. */
	heldFor: string[];
	state: 'shown' | 'hidden' | 'held';
	/** Safe HTML. */
	html: string;
	posted: Date;
	thread: { title: string; path: string; opening: boolean };
	/** What it answers. */
	answered: { name: string | null; text: string } | null;
	/** Null: somebody on a network, or who has left. */
	author: {
		id: number;
		name: string;
		handle: string;
		role: string;
		joined: Date;
		/** Comments of the last weeks that are read by everybody; at most a hundred are counted. */
		comments: number;
		/** Comments that were taken away, and how often the author was warned or silenced. */
		hidden: number;
		measures: number;
		/** What else they said lately and may be taken away with it; 0 of whoever is at home here. */
		others: number;
		suspended: string | null;
		/** What staff wrote down about them last, newest first. */
		remarks: { text: string; author: string | null; written: string }[];
	} | null;
	origin: string | null;
	/** Its author did not want to be named: only those who decide see who it is. */
	nameless: boolean;
	flags: QueueFlag[];
	/** The newest decision, for `seen`; 0: none. */
	seen: number;
	/** What the complaints suggest to publish. */
	suggested: Reason | null;
}

/** A complaint, as those who keep the peace see it. */
export interface QueueFlag {
	reason: Reason;
	words: string;
	flagged: Date;
	name: string;
	/** How many complaints of this member were decided, and how many of them rightly. */
	decided: number;
	right: number;
}

/** Something that was decided, as the log shows it to members. */
export interface LogEntry {
	/** Tells entries apart, and where a page of them ends. */
	key: string;
	verdict: Verdict;
	reason: Reason;
	words: string;
	decided: Date;
	/** It was taken back. */
	undone: Date | null;
	/** Of a suspension that was about no single comment; null: without an end, or it is told with the comment. */
	until: Date | null;
	/** Of what came with no comment: what it was about. */
	about: 'message' | 'profile' | null;
	/** It was a thread's opening. */
	opening: boolean;
	/** Where; null: the thread cannot be read. */
	thread: { title: string; path: string } | null;
	/** For those who may take it back: where that is done, the comment or whom it was about; null for everybody else. */
	back: { comment: number | null; member: number | null } | null;
}
