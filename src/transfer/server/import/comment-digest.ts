import { hash } from 'node:crypto';
import type { OldComment } from '#transfer/item.ts';
import type { ReadingOptions } from '#transfer/source.ts';
import type { PreparedComment } from '#transfer/server/import/prepared.ts';

/** Tells two states of an old comment apart, by what is made of it. */
export const commentDigest = ({ item, document, name }: PreparedComment): string =>
	hash('sha256', JSON.stringify([document, name, item.posted]));

/**
 * And by its words as they stand in the old place, and how they are read: of what is the same, nothing has to be made again. Null where only what
 * is made of them tells: a comment that may be known by another name is looked for by that.
 */
export const sourceDigest = (
	{ body, formerly, author, posted }: Pick<OldComment, 'body' | 'formerly' | 'author' | 'posted'>,
	{ pictures, from }: ReadingOptions,
): string | null =>
	body && !formerly
		? hash('sha256', JSON.stringify([body.source, author.name, posted, pictures === 'none', from ?? '']), 'base64url')
		: null;
