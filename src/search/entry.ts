import { threadKinds, type ThreadKind } from '#community/kind.ts';

/** Longest question, in characters. */
export const longestQuestion = 120;

/** What can be found. */
export const kinds = ['article', 'page', 'thread', 'comment', 'member', 'product', 'event'] as const;
export type Kind = (typeof kinds)[number];

/** What may be asked for after `in:` beside categories, by the name that the page shows for it; and what that is. */
export const places = {
	articles: ['article'],
	discussions: ['thread', 'comment'],
	members: ['member'],
	products: ['product'],
	events: ['event'],
	pages: ['page'],
	comments: ['comment'],
} as const satisfies Record<string, readonly Kind[]>;
export type PlaceName = keyof typeof places;

/** In Chinese, in the script that everything is compared in. */
const inChinese: Readonly<Record<string, PlaceName>> = {
	文章: 'articles',
	讨论: 'discussions',
	会员: 'members',
	商品: 'products',
	活动: 'events',
	页面: 'pages',
	留言: 'comments',
};

/** What a folded name after `in:` asks for; null: it is no kind of thing. */
export function kindsIn(name: string): readonly Kind[] | null {
	const place = inChinese[name] ?? name;
	return Object.hasOwn(places, place) ? places[place as PlaceName] : null;
}

const threadKindInChinese: Readonly<Record<string, ThreadKind>> = {
	讨论: 'discussion',
	问题: 'question',
	提问: 'question',
	点子: 'idea',
	投票: 'poll',
	公告: 'announcement',
	评价: 'review',
};

/** The kind of threads that a folded name after `kind:` asks for, one or many of them; null: there is none of that name. */
export function threadKindCalled(name: string): ThreadKind | null {
	if (Object.hasOwn(threadKindInChinese, name)) return threadKindInChinese[name] ?? null;
	return threadKinds.find((kind) => kind === name || `${kind}s` === name) ?? null;
}

/** A thing as it is looked through. */
export interface Entry {
	thing: number;
	audience: 'everybody' | 'members';
	title: string;
	text: string;
	tags: string[];
	authors: number[];
	category: number | null;
	/** What the thread is for that it is or stands in; null or not said: a discussion, or no thread. */
	thread_kind?: Exclude<ThreadKind, 'discussion'> | null;
	written: Date;
}

/** Something that a search found, as its page shows it. */
export interface Found {
	kind: Kind;
	title: string;
	path: string;
	/** The text around what was found, in pieces: the odd ones are what was asked for. */
	pieces: string[];
	/** Null: a page, which has no day of its own. */
	time: Date | null;
	/** The language it is written in; null: whatever its writers speak. */
	locale: string | null;
	author: string | null;
	/** How many more comments of the same thread were found. */
	more: number;
}
