import { pollLimits, type PollResults } from '#community/kind.ts';
import type { OldThread } from '#transfer/furniture.ts';
import type { Item } from '#transfer/item.ts';

interface ForumPoll {
	choices: readonly string[];
	/** How many one may tick; 0: all of them. */
	most: number;
	results: PollResults;
	closes: Date | null;
	closed: Date | null;
}

/** A poll of a forum, as polls are here; `other`: it has fewer or more choices than one can have here. */
export function forumPoll({ choices, most, ...rest }: ForumPoll): OldThread['purpose']['poll'] | 'other' {
	if (choices.length < pollLimits.fewest || choices.length > pollLimits.most) return 'other';
	return {
		...rest,
		most: Math.min(choices.length, Math.max(1, most || choices.length)),
		choices: choices.map((text) => [...text.trim()].slice(0, pollLimits.text).join('') || '—'),
	};
}

/** Ballots of several polls: forums keep a row for each tick, here one ballot has all of a member. */
export function gatherBallots() {
	const ballots = new Map<string, { thread: string; member: string; choices: { position: number; voted: Date }[] }>();
	return {
		/** `position` counts from 1. */
		tick(thread: string, member: string, position: number, voted: Date): void {
			const key = `${thread} ${member}`;
			const ballot = ballots.get(key) ?? { thread, member, choices: [] };
			ballot.choices.push({ position, voted });
			ballots.set(key, ballot);
		},
		*items(): Generator<Item> {
			for (const [id, { thread, member, choices }] of ballots)
				yield { kind: 'ballot', id, line: { thread: Number(thread), member, choices } };
		},
	};
}
