import { z } from 'zod';

/** Where what is typed into an article or page is kept; for a new one, under a key that its editor was given. */
export const keptPlace = z
	.string()
	.regex(/^(?:(?:article|page):[1-9]\d{0,14}|new(?:-page)?:[A-Za-z0-9_-]{8,40})$/, 'wrong');

/** The article that a place belongs to; null for a new one. */
export const articleOfPlace = (place: string): number | null =>
	place.startsWith('article:') ? Number(place.slice('article:'.length)) : null;

/** The same for a page. */
export const pageOfPlace = (place: string): number | null =>
	place.startsWith('page:') ? Number(place.slice('page:'.length)) : null;

/** True for what belongs to pages, which editors write. */
export const isPagePlace = (place: string): boolean => /^(?:page|new-page):/.test(place);

/** Fields of the editor's form, as they were typed. */
export const keptFields = z.record(z.string().max(40), z.string().max(5000, 'too-long'));

/** What somebody typed and has not saved. */
export interface KeptDraft {
	place: string;
	article: number | null;
	/** The version of the article that it was begun from. */
	version: number | null;
	fields: Record<string, string>;
	body: unknown;
	/** The same text for an editor without scripts. */
	markdown: string;
	kept: Date;
}
