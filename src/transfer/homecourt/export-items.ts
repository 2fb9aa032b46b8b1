import type { z } from 'zod';
import type { FormerPicture } from '#media/server/index.ts';
import type { Item } from '#transfer/item.ts';
import { readWhole, type Archive } from '#transfer/reading/archive.ts';
import {
	lists,
	MemberLine,
	MenuLine,
	RedirectLine,
	SeriesLine,
	SiteFile,
	siteName,
	TagLine,
} from '#transfer/export-format.ts';
import { CategoryLine, CommentLine, ThreadLine } from '#transfer/export-talk.ts';
import { historyOfExport, postsOfExport, productsOfExport } from '#transfer/homecourt/history-items.ts';
import { keepsakesOfExport } from '#transfer/homecourt/keepsake-items.ts';
import { readLines, readValue } from '#transfer/homecourt/read-lines.ts';
import { talkOfExport } from '#transfer/homecourt/talk-items.ts';
import { longestWriting, writingsOfExport } from '#transfer/homecourt/writing-items.ts';

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

/** Everything of an export, what is named before what names it. */
export async function* itemsOfExport(archive: Archive, world: World): AsyncGenerator<Item> {
	const lines = <S extends z.ZodType>(name: string, schema: S) => readLines(archive, name, schema, world.read);
	for await (const { handle, name, email, bio, joined, ...former } of lines(lists.members, MemberLine))
		yield { kind: 'person', id: handle, name, email, bio, joined, former: { handle, ...former } };
	yield* keepsakesOfExport(archive, true, world.read);
	for (const [address, { alt }] of world.pictures) yield { kind: 'picture', id: address, address, alt };
	for (const [address, { name }] of world.files) yield { kind: 'file', id: address, address, name };
	for await (const { slug, ...series } of lines(lists.series, SeriesLine))
		yield { kind: 'series', id: slug, ...series };
	for await (const { name, description } of lines(lists.tags, TagLine)) yield { kind: 'tag', id: name, description };
	yield* productsOfExport(archive, world.read);
	yield* writingsOfExport(archive, world);
	for await (const { slug, ...category } of lines(lists.categories, CategoryLine))
		yield { kind: 'category', id: slug, ...category };
	for await (const { article, path: _path, kind, idea, poll, order, ...thread } of lines(lists.threads, ThreadLine))
		yield {
			kind: 'thread',
			id: String(thread.number),
			under: article,
			...thread,
			purpose: { kind, idea, poll, order },
		};
	yield* historyOfExport(archive, world.read);
	for await (const line of lines(lists.comments, CommentLine)) yield commentOf(line);
	yield* postsOfExport(archive, world.read);
	yield* talkOfExport(archive, world.read);
	for await (const line of lines(lists.redirects, RedirectLine)) yield redirectOf(line);
	for await (const { menu, items } of lines(lists.menus, MenuLine)) yield { kind: 'menu', id: menu, menu, items };
	if (archive.files.has(siteName)) {
		const text = (await readWhole(await archive.read(siteName), longestWriting, siteName)).toString();
		const frame = readValue(text, SiteFile, 1, siteName);
		const { signs, ...around } = frame;
		const { logo } = around.brand;
		yield { kind: 'frame', id: 'site', frame: around, logo: typeof logo === 'string' ? logo : null, signs };
	}
	yield* keepsakesOfExport(archive, false, world.read);
}

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
