import { holds, type Actor } from '#platform/actor.ts';

interface Written {
	author: number;
}

/** Everybody who writes may begin an article. */
export const mayWrite = (actor: Actor): boolean => holds(actor, 'author', 'editor');

/** Authors change their own articles, editors every one. */
export const mayChange = (actor: Actor, article: Written): boolean =>
	holds(actor, 'editor') || (holds(actor, 'author') && actor.kind === 'member' && actor.member === article.author);

/** Publishing speaks for the brand: authors publish their own, editors every one. */
export const mayPublish = mayChange;

/** Who may read the whole of an article: members-only ones are for whoever has joined. */
export const mayReadWhole = (actor: Actor, article: { access: string }): boolean =>
	article.access === 'public' || actor.kind !== 'visitor';

/** Pages speak for the house as a whole: editors write them. */
export const mayWritePage = (actor: Actor): boolean => holds(actor, 'editor');
