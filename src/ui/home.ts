import type { Snippet } from 'svelte';
import type { Photo } from '#ui/photo.ts';

/** An article on a home page. Every text is ready to be read. */
export interface HomeArticle {
	href: string;
	title: string;
	excerpt: string;
	picture?: Photo | null;
	/** RFC 3339. */
	date: string;
	dateText: string;
	author: string;
	/** "12 則留言"; empty where there are none. */
	commentText: string;
}

/** A thread on a home page. */
export interface HomeThread {
	href: string;
	title: string;
	/** The title's language, where it is another than the page's. */
	lang?: string | undefined;
	author: string;
	replyText: string;
	/** RFC 3339 of the newest activity. */
	time?: string;
	timeText: string;
	category: string;
	/** Words beside it, with the tone of a badge: "已解決". */
	marks?: readonly { text: string; tone: string }[];
	/** What it is about, as ways to more of that: "#醬油". */
	topics?: readonly { href: string; label: string }[];
}

/** A product or a trial on a home page. */
export interface HomeProduct {
	href: string;
	title: string;
	picture?: Photo | null;
	/** "NT$1,280". */
	priceText: string;
	/** "★ 4.3（12 人評分）"; empty where nobody gave stars. */
	starsText?: string;
	/** "試用中", for instance. */
	badge?: string;
}

/** A series of articles on a home page. */
export interface HomeSeries {
	href: string;
	title: string;
	/** May be empty. */
	text: string;
	/** "5 篇". */
	countText: string;
	picture?: Photo | null;
}

/** What every layout of a home page takes. */
export interface HomeProps {
	/** The one heading of the page, and a sentence below it. */
	intro: { title: string; text: string };
	articles: readonly HomeArticle[];
	threads: readonly HomeThread[];
	products?: readonly HomeProduct[];
	series?: readonly HomeSeries[];
	/** What people talk about, as ways there. */
	topics?: readonly { href: string; label: string }[];
	/** Headings, and links to the whole lists. */
	words: HomeWords;
	/** Shown where there is neither an article nor a thread nor a product. */
	empty?: Snippet | undefined;
	/** An invitation, after something was read. */
	invitation?: Snippet | undefined;
	/** Joining, as the one button of the shop window. */
	joining?: Snippet | undefined;
}

export interface HomeWords {
	articles: string;
	/** Those after the newest. */
	more: string;
	allArticles: { href: string; label: string };
	threads: string;
	allThreads: { href: string; label: string };
	series?: string;
	/** Said aloud: what the list of topics is. */
	topics?: string;
	/** Beginning to talk. */
	start?: { href: string; label: string };
	products?: string;
	allProducts?: { href: string; label: string };
}
