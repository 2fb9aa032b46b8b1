import { holds, staff, type Actor } from '#platform/actor.ts';

interface Written {
	author: number;
	/** Everybody whose article it is, when there are several. */
	authors?: readonly number[];
}

/** An article as the right to publish it depends on it. */
interface Publishable extends Written {
	version: number;
	/** The version that an editor has approved. */
	approved_version: number | null;
	/** What authors write is published only after an editor approved it. */
	reviewRequired: boolean;
}

/** An article as it is read: `admitted` says whether the asker belongs to its segment. */
interface Readable {
	access: string;
	segment?: number | null;
	admitted?: boolean;
}

const wrote = (actor: Actor, article: Written): boolean =>
	actor.kind === 'member' && (actor.member === article.author || (article.authors ?? []).includes(actor.member));

/** Everybody who writes may begin an article. */
export const mayWrite = (actor: Actor): boolean => holds(actor, 'author', 'editor');

/** Authors change their own articles, editors every one. */
export const mayChange = (actor: Actor, article: Written): boolean =>
	holds(actor, 'editor') || (holds(actor, 'author') && wrote(actor, article));

/**
 * Publishing speaks for the brand: editors publish every article, authors their own; where the house asks for a review,
 * only the version that was approved.
 */
export const mayPublish = (actor: Actor, article: Publishable): boolean =>
	holds(actor, 'editor') ||
	(mayChange(actor, article) && (!article.reviewRequired || article.approved_version === article.version));

/** What readers see changes at once: where the house asks for a review, an author's change needs an editor's hand. */
export const mayChangePublished = (actor: Actor, article: Written & { reviewRequired: boolean }): boolean =>
	holds(actor, 'editor') || (mayChange(actor, article) && !article.reviewRequired);

/** Whoever publishes may take it back; what nobody read yet is its author's to throw away. */
export const mayDelete = (
	actor: Actor,
	article: Written & { published: Date | null; reviewRequired: boolean },
): boolean => (article.published ? mayChangePublished(actor, article) : mayChange(actor, article));

/** Reviewing is the editors'. */
export const mayReview = (actor: Actor): boolean => holds(actor, 'editor');

/** A proposal is its author's to give up, and the editors'. */
export const mayWithdraw = (actor: Actor, proposal: { proposed_by: number }): boolean =>
	holds(actor, 'editor') || (actor.kind === 'member' && actor.member === proposal.proposed_by);

/** How the house works is set by editors. */
export const maySetDesk = (actor: Actor): boolean => holds(actor, 'editor');

/** Series and the words about tags belong to the house: editors shape them. */
export const mayArrange = (actor: Actor): boolean => holds(actor, 'editor');

/**
 * Who may read the whole of an article: members-only ones are for whoever has joined, or for those of its segment (`admitted`, see
 * `server/narrow.ts`) and whoever works here.
 */
export const mayReadWhole = (actor: Actor, article: Readable): boolean =>
	article.access === 'public' ||
	(actor.kind !== 'visitor' && (!article.segment || article.admitted === true || staff(actor)));

/** Which members read the whole of an article is decided by editors, who know the segments. */
export const mayNarrow = (actor: Actor): boolean => holds(actor, 'editor');

/** Who may take a file away: `access` is who may read what offers it (see `findTaker`). */
export const mayTake = (actor: Actor, { access }: { access: string }): boolean =>
	access === 'public' || (access === 'members' ? actor.kind !== 'visitor' : staff(actor));

/** Pages speak for the house as a whole: editors write them. */
export const mayWritePage = (actor: Actor): boolean => holds(actor, 'editor');

/** What nobody can bring back any more goes by the product's own hand. */
export const mayPurge = (actor: Actor): boolean => actor.kind === 'system';

/** What was written elsewhere comes home by the product itself only: dates and names are believed. */
export const mayImport = (actor: Actor): boolean => actor.kind === 'system';
