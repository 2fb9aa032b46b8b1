import type { Locale } from '#platform/language/locale.ts';

/** What a page can be in the house, where it is more than a page. */
export const pageRoles = ['about', 'contact', 'privacy', 'terms', 'shopping'] as const;
export type PageRole = (typeof pageRoles)[number];

/** A page as lists and menus know it. */
export interface PageCard {
	id: number;
	slug: string;
	path: string;
	title: string;
	excerpt: string;
	locale: Locale;
	role: PageRole | null;
	/** Pages that are translations of each other share it. */
	family: number;
	changed: Date;
	published: Date | null;
}

/** A page as its readers see it. */
export interface ReadPage extends PageCard {
	html: string;
	/** Threads of the polls that stand in it. */
	polls: number[];
	/** The same page in other languages, where it is published. */
	alternates: { locale: Locale; path: string; title: string }[];
}

/** Where a page is read. */
export const pagePath = (slug: string): string => `/${encodeURIComponent(slug)}`;

/** The name of a page among the things that pages are about. */
export const pageThing = (id: number): string => `page:${id}`;

/** What a template leaves for a person to fill in: `【請填：電話】`. */
const blank = /【(?:請填：|To fill in: )([^】]{1,60})】/g;

/** A place in a template that a person has to fill in. */
export const blankText = (what: string, locale: Locale): string =>
	locale === 'en' ? `【To fill in: ${what}】` : `【請填：${what}】`;

/** What is still to be filled in in a text, each once. */
export const findBlanks = (text: string): string[] => [
	...new Set([...text.matchAll(blank)].map(([, what]) => what as string)),
];
