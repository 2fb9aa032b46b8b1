import type { z } from 'zod';
import type { FormerPicture } from '#media/server/index.ts';
import type { Item, Writing } from '#transfer/item.ts';
import { readWhole, type Archive } from '#transfer/reading/archive.ts';
import {
	ArticleFile,
	CategoryLine,
	CommentLine,
	lists,
	MemberLine,
	MenuLine,
	PageFile,
	RedirectLine,
	SeriesLine,
	SiteFile,
	siteName,
	TagLine,
	ThreadLine,
} from '#transfer/export-format.ts';
import { historyOfExport, postsOfExport, productsOfExport } from '#transfer/homecourt/history-items.ts';
import { readLines, readValue } from '#transfer/homecourt/read-lines.ts';

/** A file as it was in the library that it comes back from. */
export interface FormerFile {
	name: string;
	uploaded: Date;
}

/** Pictures and files by their place in the export. */
interface World {
	pictures: ReadonlyMap<string, FormerPicture>;
	files: ReadonlyMap<string, FormerFile>;
	signal?: AbortSignal | undefined;
	/** Hears of bytes that were read. */
	read(bytes: number): void;
}

/** Characters of an article's exact form at most. */
const mostWriting = 16 * 1024 * 1024;

/** Everything of an export, what is named before what names it. */
export async function* itemsOfExport(archive: Archive, world: World): AsyncGenerator<Item> {
	const lines = <S extends z.ZodType>(name: string, schema: S) => readLines(archive, name, schema, world.read);
	for await (const { handle, name, email, bio, joined, ...former } of lines(lists.members, MemberLine))
		yield { kind: 'person', id: handle, name, email, bio, joined, former: { handle, ...former } };
	for (const [address, { alt }] of world.pictures) yield { kind: 'picture', id: address, address, alt };
	for (const [address, { name }] of world.files) yield { kind: 'file', id: address, address, name };
	for await (const { slug, ...series } of lines(lists.series, SeriesLine))
		yield { kind: 'series', id: slug, ...series };
	for await (const { name, description } of lines(lists.tags, TagLine)) yield { kind: 'tag', id: name, description };
	yield* productsOfExport(archive, world.read);
	yield* writings(archive, world);
	for await (const { slug, ...category } of lines(lists.categories, CategoryLine))
		yield { kind: 'category', id: slug, ...category };
	for await (const { article, path: _path, ...thread } of lines(lists.threads, ThreadLine))
		yield { kind: 'thread', id: String(thread.number), under: article, ...thread };
	yield* historyOfExport(archive, world.read);
	for await (const line of lines(lists.comments, CommentLine)) yield commentOf(line);
	yield* postsOfExport(archive, world.read);
	for await (const line of lines(lists.redirects, RedirectLine)) yield redirectOf(line);
	for await (const { menu, items } of lines(lists.menus, MenuLine)) yield { kind: 'menu', id: menu, menu, items };
	if (archive.files.has(siteName)) {
		const text = (await readWhole(await archive.read(siteName), mostWriting, siteName)).toString();
		const frame = readValue(text, SiteFile, 1, siteName);
		const { logo } = frame.brand;
		yield { kind: 'frame', id: 'site', frame, logo: typeof logo === 'string' ? logo : null };
	}
}

/** Articles and pages, originals before their translations. */
async function* writings(archive: Archive, { read, signal }: World): AsyncGenerator<Item> {
	const names = [...archive.files.keys()].filter((name) => /^(?:articles|pages)\/[^/]+\.json$/.test(name));
	const later: string[] = [];
	for (const name of names) {
		const one = await writing(archive, name);
		signal?.throwIfAborted();
		if (one.former?.translates) later.push(name);
		else yield one;
		read(archive.files.get(name) ?? 0);
	}
	for (const name of later) yield await writing(archive, name);
}

async function writing(archive: Archive, name: string): Promise<Writing> {
	const text = (await readWhole(await archive.read(name), mostWriting, name)).toString();
	if (name.startsWith('pages/')) {
		const { role, author, ...page } = readValue(text, PageFile, 1, name);
		return {
			...whole(page),
			kind: 'page',
			author,
			tags: [],
			access: 'public',
			open: true,
			former: {
				...formerOf(page),
				authors: [],
				series: null,
				thread: null,
				search: null,
				scheduled: null,
				version: 1,
				role,
			},
		};
	}
	const article = readValue(text, ArticleFile, 1, name);
	const { tags, authors, access, scheduled, series, thread, search, version } = article;
	return {
		...whole(article),
		kind: 'article',
		author: authors[0] ?? null,
		tags,
		access,
		open: !thread?.closed,
		former: {
			...formerOf(article),
			authors,
			series: series && { id: series.slug, position: series.position },
			thread,
			search,
			scheduled,
			version,
			role: null,
		},
	};
}

type Common = Omit<z.output<typeof PageFile>, 'role' | 'author'>;

const whole = ({ slug, title, locale, excerpt, published, document }: Common) => ({
	id: slug,
	title,
	document,
	// A summary is words, not HTML.
	excerpt: excerpt.replaceAll('&', '&amp;').replaceAll('<', '&lt;'),
	slug,
	locale,
	published,
	cover: null,
	addresses: [],
});

const formerOf = ({ created, changed, translates, formerSlugs }: Common) => ({
	created,
	changed,
	translates,
	formerSlugs,
});

const commentOf = ({ thread, parent, author, posted, number, ...rest }: z.output<typeof CommentLine>): Item => ({
	kind: 'comment',
	id: String(number),
	place: 'thread',
	under: String(thread),
	parent: parent === null ? null : String(parent),
	author: { person: author, name: rest.origin?.author ?? '' },
	html: '',
	posted,
	former: { number, ...rest },
});

const redirectOf = ({ from, to, status }: z.output<typeof RedirectLine>): Item => ({
	kind: 'redirect',
	id: from,
	to: to === null ? { gone: true } : { path: to, status },
});
