import type { PageRole } from '#content/page.ts';

/** What only a house of our own kind knows of an article or page; with it, it comes back as it was. */
export interface FormerWriting {
	created: Date;
	changed: Date;
	scheduled: Date | null;
	/** `id`s of persons, the first first. */
	authors: string[];
	/** `id` of a series, and its place there. */
	series: { id: string; position: number | null } | null;
	/** `id` of the one that it says in another language. */
	translates: string | null;
	/** Which of the pictures of its text stands for it, where somebody chose. */
	coverPlace: number | null;
	/** How many versions it had. */
	version: number;
	formerSlugs: string[];
	thread: { number: number; opened: Date; closed: Date | null } | null;
	search: { title: string | null; description: string | null; indexed: boolean } | null;
	role: PageRole | null;
	/** Of a page: since when it is taken back from readers who knew it. */
	withdrawn: Date | null;
}
