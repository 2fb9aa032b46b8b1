import type { ShownPoll } from '#community/kind.ts';

/** A poll with one reader's own ticks. */
export interface OwnPoll extends ShownPoll {
	/** Positions that this member ticked. */
	own: number[];
}
