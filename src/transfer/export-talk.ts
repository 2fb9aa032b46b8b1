import { z } from 'zod';
import { threadLevels } from '#community/following.ts';
import { pinPlaces } from '#community/thread.ts';
import { disclosures } from '#community/stars.ts';
import { ideaStatuses, pollResults, threadKinds, usualKinds } from '#community/kind.ts';
import { acts, answerers, namedRoles, seers, starters } from '#community/category.ts';
import { locales } from '#platform/language/locale.ts';

// What an export tells of conversations: lines of its lists. What later versions of the format added has a default, so that an
// older export is read, too.
const time = z.iso.datetime().transform((text) => new Date(text));
const maybe = time.nullable().default(null);
const number = z.number().int().positive();
const handle = z.string().min(1).max(60);
const slug = z.string().min(1).max(200);

export const CategoryLine = z.object({
	slug,
	name: z.string(),
	description: z.string(),
	position: z.number().int(),
	/** Who sees it, answers and begins in it; "some" are those who are named, by role, by the name of a segment or by the handle of a group. */
	seenBy: z.enum(seers).default('everybody'),
	answeredBy: z.enum(answerers).default('members'),
	startedBy: z.enum(starters),
	named: z
		.array(
			z.object({
				act: z.enum(acts),
				role: z.enum(namedRoles).nullable(),
				segment: z.string().nullable(),
				group: z.string().nullable().default(null),
			}),
		)
		.default([]),
	icon: z.string().default(''),
	locale: z.enum(locales).nullable().default(null),
	anonymous: z.boolean().default(false),
	kinds: z
		.array(z.enum(threadKinds))
		.min(1)
		.default([...usualKinds]),
	/** Its threads close after so many days of silence; 0: never. */
	closeDays: z.number().int().default(0),
	/** What a new thread begins with. */
	template: z.string().default(''),
});
/** Where a thread is pinned since when, how slowly it is talked in, after how much silence it closes. */
export const ThreadOrder = z.object({
	pinned: maybe,
	pinnedIn: z.enum(pinPlaces).nullable().default(null),
	slowSeconds: z.number().int().default(0),
	closeDays: z.number().int().nullable().default(null),
});
export const ThreadLine = z.object({
	number,
	/** The slug of the article that it hangs under; null: a thread of the forum. */
	article: slug.nullable(),
	/** The address of a page elsewhere that it hangs under. */
	elsewhere: z.string().nullable().default(null),
	/** The number (SKU) of the product that it hangs under. */
	product: z.string().nullable().default(null),
	category: slug.nullable(),
	title: z.string(),
	path: z.string(),
	author: handle.nullable(),
	opened: time,
	closed: time.nullable(),
	hidden: time.nullable(),
	/** Begun by somebody who did not want to be named: the author is the house's to know. */
	nameless: maybe,
	/** What a thread of the forum is about. */
	tags: z.array(z.string()).default([]),
	kind: z.enum(threadKinds).default('discussion'),
	/** How it is kept in order. */
	order: ThreadOrder.nullable().default(null),
	/** Where an idea stands; of a thread that was one once, too. */
	idea: z
		.object({ status: z.enum(ideaStatuses), decided: maybe, decidedBy: handle.nullable().default(null) })
		.nullable()
		.default(null),
	poll: z
		.object({
			most: number,
			results: z.enum(pollResults),
			closes: maybe,
			closed: maybe,
			/** In order: ballots name them by their place, the first is 1. */
			choices: z.array(z.string()).min(1),
		})
		.nullable()
		.default(null),
});
export const CommentLine = z.object({
	number,
	thread: number,
	parent: number.nullable(),
	author: handle.nullable(),
	/** Where it was said, when not here. */
	origin: z
		.object({ network: z.string(), author: z.string().nullable(), id: z.string(), url: z.string().nullable() })
		.nullable(),
	posted: time,
	edited: time.nullable(),
	hidden: time.nullable(),
	deleted: time.nullable(),
	/** Hidden until a person has looked, and why. */
	held: maybe,
	/** Said by somebody who did not want to be named: the author is the house's to know. */
	nameless: maybe,
	/** What it gives, and what its author got for it. */
	stars: z.number().int().min(1).max(5).nullable().default(null),
	disclosed: z.enum(disclosures).nullable().default(null),
	waits: z.array(z.string()).default([]),
	document: z.record(z.string(), z.unknown()),
});

/** The comment that answered a thread. */
export const AnswerLine = z.object({ thread: number, comment: number, chosen: time, chosenBy: handle.nullable() });
/** Somebody wants an idea. */
export const VoteLine = z.object({ thread: number, member: handle, voted: time });
/** What somebody ticked in a poll. */
export const BallotLine = z.object({
	thread: number,
	member: handle,
	choices: z.array(z.object({ position: number, voted: time })).min(1),
});
/** What somebody said to a comment with signs. */
export const ReactionLine = z.object({
	comment: number,
	member: handle,
	signs: z.array(z.object({ sign: z.string(), reacted: time })).min(1),
});
/** How closely somebody follows a thread, or a category. */
export const FollowLine = z.object({
	member: handle,
	thread: number.nullable().default(null),
	category: slug.nullable().default(null),
	level: z.enum(threadLevels),
	/** The newest comment that they saw there, and when it was said. */
	seenComment: number.nullable().default(null),
	seen: maybe,
});

/** What was done in conversations without a word, by kind. */
export interface TalkLines {
	answer: z.output<typeof AnswerLine>;
	vote: z.output<typeof VoteLine>;
	ballot: z.output<typeof BallotLine>;
	reaction: z.output<typeof ReactionLine>;
	follow: z.output<typeof FollowLine>;
}
export const talkKinds = ['answer', 'vote', 'ballot', 'reaction', 'follow'] as const satisfies (keyof TalkLines)[];
