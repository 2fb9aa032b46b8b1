import type { ShownProduct } from '#commerce/product.ts';
import type { Picture } from '#media/picture.ts';

/** A person whose name stands over an article. */
export interface Byline {
	id: number;
	name: string;
	handle: string;
}

/** Where an article stands in its series, and what is before and after it. */
export interface SeriesPlace {
	title: string;
	path: string;
	/** From 1, among the published ones. */
	position: number;
	count: number;
	previous: { title: string; path: string } | null;
	next: { title: string; path: string } | null;
}

/** An article as a list shows it. */
export interface ArticleCard {
	id: number;
	slug: string;
	path: string;
	title: string;
	excerpt: string;
	tags: string[];
	published: Date | null;
	/** The first of its authors. */
	author: Byline;
	/** All of them, the first first. */
	authors: Byline[];
	locale: 'zh-TW' | 'en';
	cover: Picture | null;
	comments: number;
	access: 'public' | 'members';
}

/** A series as a list shows it. */
export interface SeriesCard {
	id: number;
	path: string;
	title: string;
	description: string;
	/** How many are published. */
	articles: number;
	/** Of the newest article that has one. */
	cover: Picture | null;
}

/** An article as its page shows it. */
export interface ArticlePage extends ArticleCard {
	html: string;
	/** What is for sale in it. */
	products: ShownProduct[];
	/** Threads of the polls that stand in it. */
	polls: number[];
	changed: Date;
	readingMinutes: number;
	thread: number | null;
	/** False when the rest is for members: `html` is then the beginning only. */
	whole: boolean;
	/** The rest is for some members only. */
	narrowed: boolean;
	/** The same article in other languages, where it is published. */
	translations: { locale: 'zh-TW' | 'en'; path: string; title: string }[];
	series: SeriesPlace | null;
	/** Articles to go on with, best first. */
	related: ArticleCard[];
}

/** What stands on an article's page between its head and the conversation. */
export type ArticleRead = Pick<
	ArticlePage,
	'title' | 'html' | 'tags' | 'published' | 'readingMinutes' | 'translations' | 'series'
> & {
	/** The language that it is written in. */
	locale: string;
	authors: readonly Pick<Byline, 'name' | 'handle'>[];
	/** Where it is read; a draft is read nowhere. */
	path?: string;
};

/** A draft as its readers would see it; who wrote it and what is beside it are shown once it is public. */
export const readAs = (draft: {
	locale: string;
	title: string;
	body_html: string;
	tags: string[];
	published: Date | null;
	reading_minutes: number;
}): ArticleRead => ({
	...draft,
	html: draft.body_html,
	readingMinutes: draft.reading_minutes,
	authors: [],
	translations: [],
	series: null,
});

/** Where an article is read. */
export const articlePath = (slug: string): string => `/articles/${encodeURIComponent(slug)}`;

/** Where the conversation about a deleted article is read, if it stayed. */
export const conversationPath = (slug: string): string => `${articlePath(slug)}/conversation`;

/** Where a series is read. */
export const seriesPath = (slug: string): string => `/series/${encodeURIComponent(slug)}`;

/** The name of an article among the things that pages and threads are about. */
export const articleThing = (id: number): string => `article:${id}`;

/** The name of a series among the things that pages are about. */
export const seriesThing = (id: number): string => `series:${id}`;
