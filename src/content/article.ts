import type { Picture } from '#media/picture.ts';

/** An article as a list shows it. */
export interface ArticleCard {
	id: number;
	slug: string;
	path: string;
	title: string;
	excerpt: string;
	tags: string[];
	published: Date | null;
	author: { name: string; handle: string };
	cover: Picture | null;
	comments: number;
	access: 'public' | 'members';
}

/** An article as its page shows it. */
export interface ArticlePage extends ArticleCard {
	html: string;
	locale: 'zh-TW' | 'en';
	changed: Date;
	readingMinutes: number;
	thread: number | null;
	/** False when the rest is for members: `html` is then the beginning only. */
	whole: boolean;
}

/** Where an article is read. */
export const articlePath = (slug: string): string => `/articles/${encodeURIComponent(slug)}`;

/** The name of an article among the things that pages and threads are about. */
export const articleThing = (id: number): string => `article:${id}`;
