import { holds, type Actor } from '#platform/actor.ts';

/** Reading the inbox and answering in the brand's name: authors, moderators and editors. */
export const mayAnswer = (actor: Actor): boolean => holds(actor, 'author', 'moderator', 'editor');
