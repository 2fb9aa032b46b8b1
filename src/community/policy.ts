import { holds, staff, type Actor } from '#platform/actor.ts';

/** A thread's state, as permission sees it. */
export interface ThreadState {
	closed: Date | null;
	hidden: Date | null;
	withdrawn: Date | null;
	/** The asker may not see its category. */
	barred: boolean;
	/** The asker may not answer in its category. */
	quiet: boolean;
}

/** What a category says of whoever wants to begin in it. */
export interface CategoryState {
	started_by: string;
	/** The asker may not see it. */
	barred: boolean;
	/** The asker is one of those whom it names for beginning. */
	admitted: boolean;
}

/** A comment's state, as permission sees it. */
export interface CommentState {
	author: number | null;
	posted: Date;
	hidden: Date | null;
	deleted: Date | null;
	/** Said elsewhere: nobody here wrote it. */
	origin_network: string | null;
	/** Everybody who may comment writes on it together. */
	shared?: boolean;
	/** The member who made it that. */
	shared_by?: number | null;
	/** What it gives, where it gives any. */
	stars?: number | null;
}

/** How long authors may change what they said, in hours. */
export const editHours = 24;

const wrote = (actor: Actor, comment: CommentState): boolean =>
	actor.kind === 'member' && actor.member === comment.author;
const gone = (thread: ThreadState): boolean => thread.hidden !== null || thread.withdrawn !== null;

/** Those who keep the peace: moderators, editors, the owner, and the product itself. */
export const mayModerate = (actor: Actor): boolean => holds(actor, 'moderator', 'editor');

/** What was taken away is seen by moderators only, a category by those whom it is for; to everybody else it is not there. */
export const mayReadThread = (actor: Actor, thread: ThreadState): boolean =>
	mayModerate(actor) || (!gone(thread) && !thread.barred);

/** Pinned, moved, split, merged, slowed down, closed by itself: what keeps many threads in order. */
export const mayOrderThread = (actor: Actor): boolean => mayModerate(actor);

/** Whoever has joined and whom the category lets takes part; in a closed thread moderators only; where nobody can read, nobody writes. */
export const mayComment = (actor: Actor, thread: ThreadState): boolean =>
	actor.kind !== 'visitor' &&
	!gone(thread) &&
	(mayModerate(actor) || (thread.closed === null && !thread.barred && !thread.quiet));

/** What can no longer be read is no longer answered. */
export const mayAnswerTo = (parent: CommentState): boolean => parent.hidden === null && parent.deleted === null;

/** A reaction is less than a comment: it is still taken where a thread is closed. */
export const mayReact = (actor: Actor, thread: ThreadState): boolean =>
	actor.kind === 'member' && !gone(thread) && mayReadThread(actor, thread);

/** Whoever has joined has a place in what they read. */
export const mayFollow = (actor: Actor): boolean => actor.kind === 'member';

/** Announcements are the house's own, and so is asking what people make of something; everybody answers them. */
export const mayAnnounce = (actor: Actor): boolean => staff(actor);

/** Stars are given by members. Whoever works here does not rate what is theirs; they answer. */
export const mayRate = (actor: Actor): boolean => actor.kind === 'member' && !staff(actor);

/** A vote is part of the conversation: whoever may comment here may vote, once. */
export const mayVote = (actor: Actor, thread: ThreadState): boolean =>
	actor.kind === 'member' && thread.closed === null && mayComment(actor, thread);

/** Which comment answered a question is said by whoever asked it, or by those who work here, also when it is closed. */
export const mayAcceptAnswer = (actor: Actor, thread: ThreadState & { author: number | null }): boolean =>
	!gone(thread) &&
	mayReadThread(actor, thread) &&
	(staff(actor) || (actor.kind === 'member' && actor.member === thread.author));

/** Where an idea stands is the house's word. */
export const mayDecideIdea = (actor: Actor, thread: ThreadState): boolean => !gone(thread) && mayModerate(actor);

/** A poll is ended before its time by whoever began it, and by moderators. */
export const mayEndPoll = (actor: Actor, thread: ThreadState & { author: number | null }): boolean =>
	!gone(thread) &&
	mayReadThread(actor, thread) &&
	(mayModerate(actor) || (actor.kind === 'member' && actor.member === thread.author));

/** What a thread is for is put right by moderators, and by its author while it may be written in. */
export const mayTurnThread = (actor: Actor, thread: ThreadState & { author: number | null }): boolean =>
	mayModerate(actor) || (mayComment(actor, thread) && actor.kind === 'member' && actor.member === thread.author);

/** What a thread is about is said by moderators, and by its author while it may be written in. */
export const mayTagThread = (actor: Actor, thread: ThreadState & { author: number | null }): boolean =>
	mayTurnThread(actor, thread);

/** A tag that nobody had used is made by those who work here, and by members who are trusted as far as the house says. */
export const mayMakeTag = (actor: Actor, { level, from }: { level: number; from: number }): boolean =>
	staff(actor) || (actor.kind === 'member' && level >= from);

/** Some categories are the house's own, some are for those whom they name. */
export const mayStart = (actor: Actor, { started_by: by, barred, admitted }: CategoryState): boolean =>
	actor.kind !== 'visitor' &&
	(mayModerate(actor) ||
		(!barred && (by === 'members' || (by === 'staff' && staff(actor)) || (by === 'some' && admitted))));

/**
 * Authors change their words for a day, while the thread is open and the comment is there; moderators without that end,
 * but nobody changes what was said elsewhere. A shared comment is changed by everybody who may comment. What gives stars is
 * changed by its author without that end: what one makes of a thing changes with using it, and everybody gives stars once.
 */
export function mayEdit(actor: Actor, comment: CommentState, thread: ThreadState, now: Date): boolean {
	if (comment.deleted || comment.origin_network !== null || gone(thread)) return false;
	if (mayModerate(actor)) return true;
	if (thread.barred) return false;
	if (comment.shared && !comment.hidden && mayComment(actor, thread)) return true;
	return (
		wrote(actor, comment) &&
		!comment.hidden &&
		!thread.closed &&
		(Boolean(comment.stars) || now.getTime() - comment.posted.getTime() < editHours * 3_600_000)
	);
}

/** From this trust level on members let others write on their own comments: Discourse's, where the last but one is the first that may. */
export const sharesFrom = 3;

/**
 * Moderators let everybody write on a comment, and end that; authors who are trusted so far do it with what they may still change by
 * themselves, and end what they began themselves. Nobody does with what was said elsewhere, nor with what gives stars: that is one person's word.
 */
export function mayShare(
	actor: Actor,
	comment: CommentState & { level: number },
	thread: ThreadState,
	now: Date,
): boolean {
	if (comment.deleted || comment.origin_network !== null || comment.stars || gone(thread)) return false;
	if (mayModerate(actor)) return true;
	if (!wrote(actor, comment) || comment.hidden || thread.barred) return false;
	if (comment.shared) return comment.shared_by === comment.author;
	return comment.level >= sharesFrom && mayEdit(actor, comment, thread, now);
}

/**
 * That something was changed is seen by everybody; what it said before by its author and by moderators, and of a shared
 * comment by whoever has joined. What is deleted never said anything.
 */
export const mayReadVersions = (actor: Actor, comment: CommentState): boolean =>
	comment.deleted === null &&
	(mayModerate(actor) || wrote(actor, comment) || (comment.shared === true && actor.kind === 'member'));

/** What should never have stood there is erased by whoever wrote it, and by moderators. */
export const mayForgetVersions = (actor: Actor, comment: CommentState): boolean =>
	comment.deleted === null && (mayModerate(actor) || wrote(actor, comment));

/**
 * Everybody may take back their own words, at any time and wherever the thread stands. A moderator erases only what is
 * hidden already: what is taken from others goes with a published reason first. The product itself follows the source.
 */
export const mayDelete = (actor: Actor, comment: CommentState): boolean =>
	comment.deleted === null &&
	(wrote(actor, comment) || actor.kind === 'system' || (mayModerate(actor) && comment.hidden !== null));

/** Hiding keeps the words for those who judge, and can be undone; what is deleted has none. */
export const mayHide = (actor: Actor, comment: CommentState): boolean => mayModerate(actor) && comment.deleted === null;

/** The conversation under something is opened by whoever may make that thing: those who work here. */
export const mayOpenThread = (actor: Actor): boolean => staff(actor);

/** What was said elsewhere comes home by the product itself only. */
export const mayBringHome = (actor: Actor): boolean => actor.kind === 'system';

/** Categories are the shape of the house. */
export const mayArrange = (actor: Actor): boolean => holds(actor, 'editor');

/** Somebody on a network asks not to be named here: whoever answers them sees to it. */
export const mayUnname = (actor: Actor): boolean => holds(actor, 'author', 'moderator', 'editor');
/** Whether somebody stands on lists of those who help is theirs to say. */
export const mayBeModest = (actor: Actor, { member }: { member: number }): boolean =>
	actor.kind === 'system' || (actor.kind === 'member' && actor.member === member);

/** What people talked about is told in the house's name by whoever speaks for it. */
export const mayTellHighlight = (actor: Actor): boolean => holds(actor, 'editor');
