import { z } from 'zod';
import { roles } from '#platform/actor.ts';
import { locales } from '#platform/language/locale.ts';
import { pageRoles } from '#content/page.ts';
import { itemKinds, menuNames } from '#site/menu.ts';

/** What an export of a site looks like: written by `export`, read by `import homecourt`. A change of it is a new version. */
export const formatName = 'homecourt-export';
export const formatVersion = 1;

/** Files with one thing in each line. */
export const lists = {
	members: 'members.ndjson',
	fields: 'fields.ndjson',
	fieldAnswers: 'field-answers.ndjson',
	consents: 'consents.ndjson',
	portraits: 'portraits.ndjson',
	pictures: 'pictures.ndjson',
	files: 'files.ndjson',
	series: 'series.ndjson',
	tags: 'tags.ndjson',
	categories: 'categories.ndjson',
	threads: 'threads.ndjson',
	comments: 'comments.ndjson',
	answers: 'answers.ndjson',
	votes: 'votes.ndjson',
	ballots: 'ballots.ndjson',
	reactions: 'reactions.ndjson',
	threadFollows: 'thread-follows.ndjson',
	categoryFollows: 'category-follows.ndjson',
	redirects: 'redirects.ndjson',
	menus: 'menus.ndjson',
	links: 'links.ndjson',
	posts: 'posts.ndjson',
	products: 'products.ndjson',
	orders: 'orders.ndjson',
	revisions: 'revisions.ndjson',
} as const;
/** Where members' own pictures lie, each under the name of its content. */
export const portraitsFolder = 'portraits/';
export const headName = 'homecourt.json';
export const siteName = 'site.json';

const time = z.iso.datetime().transform((text) => new Date(text));
const number = z.number().int().positive();
const handle = z.string().min(1).max(60);
const slug = z.string().min(1).max(200);
const anything = z.record(z.string(), z.unknown());

export const Head = z.object({
	format: z.literal(formatName),
	version: z.number().int().positive(),
	/** Address of the site that it was written from. */
	site: z.url(),
});

export const MemberLine = z.object({
	handle,
	name: z.string(),
	email: z.string().nullable(),
	role: z.enum(roles),
	bio: z.string(),
	locale: z.enum(locales),
	joined: time,
	suspended: time.nullable(),
	/** When it ends by itself. */
	suspendedUntil: time.nullable().default(null),
	/** Until when they may say nothing. */
	silencedUntil: time.nullable().default(null),
	heardFrom: z.string().nullable(),
});

export const PictureLine = z.object({
	/** SHA-256 of what was once uploaded, hex: the name of the picture. */
	digest: z.string().regex(/^[0-9a-f]{64}$/),
	/** Where its pixels lie in the export; null: they were not there any more. */
	file: z.string().nullable(),
	/** As uploaded; what is kept may be smaller. */
	width: number,
	height: number,
	alt: z.string(),
	caption: z.string(),
	focus: z.object({ x: z.number().int().min(0).max(100), y: z.number().int().min(0).max(100) }),
	uploaded: time,
	/** It was brought into a conversation, and is no part of the library. */
	talked: z.boolean().default(false),
});

export const FileLine = z.object({
	digest: z.string().regex(/^[0-9a-f]{64}$/),
	file: z.string().nullable(),
	name: z.string(),
	uploaded: time,
});

const writing = {
	title: z.string(),
	slug,
	locale: z.enum(locales),
	excerpt: z.string(),
	created: time,
	changed: time,
	published: time.nullable(),
	/** The one that it says in another language. */
	translates: slug.nullable(),
	formerSlugs: z.array(slug),
	document: anything,
};
export const ArticleFile = z.object({
	...writing,
	access: z.enum(['public', 'members']),
	tags: z.array(z.string()),
	authors: z.array(handle),
	scheduled: time.nullable(),
	series: z.object({ slug, position: number.nullable() }).nullable(),
	/** Which of the pictures of its text stands for it, where somebody chose. */
	coverPlace: z.number().int().min(0).nullable().default(null),
	/** How many versions it had. */
	version: number.default(1),
	thread: z.object({ number, opened: time, closed: time.nullable() }).nullable(),
	/** Words of its own for search engines. */
	search: z
		.object({ title: z.string().nullable(), description: z.string().nullable(), indexed: z.boolean() })
		.nullable(),
});
export const PageFile = z.object({
	...writing,
	role: z.enum(pageRoles).nullable(),
	author: handle.nullable(),
	/** Since when it is taken back from readers who knew it. */
	withdrawn: time.nullable().default(null),
});

export const SeriesLine = z.object({ slug, title: z.string(), description: z.string() });
export const TagLine = z.object({ name: z.string(), description: z.string() });
export const RedirectLine = z.object({ from: z.string(), to: z.string().nullable(), status: z.number().int() });
export const MenuLine = z.object({
	menu: z.enum(menuNames),
	items: z.array(
		z.object({
			kind: z.enum(itemKinds),
			/** The slug of the page or article, the tag, or the address. */
			target: z.string(),
			label: z.string(),
			labelEn: z.string(),
			nested: z.boolean(),
		}),
	),
});
export const SiteFile = z.object({
	brand: anything,
	contact: anything,
	announcement: anything,
	search: anything,
	/** Signs that members may react with, in order. */
	signs: z.array(z.string()).default([]),
});
