import type { z } from 'zod';
import { ArticleFile, PageFile } from '#transfer/export-format.ts';
import { readValue } from '#transfer/homecourt/read-lines.ts';
import type { Item, Writing } from '#transfer/item.ts';
import { readWhole, type Archive } from '#transfer/reading/archive.ts';

/** Characters of an article's exact form at most. */
export const longestWriting = 16 * 1024 * 1024;

interface World {
	signal?: AbortSignal | undefined;
	/** Hears of bytes that were read. */
	read(bytes: number): void;
}

/** Articles and pages, originals before their translations. */
export async function* writingsOfExport(archive: Archive, { read, signal }: World): AsyncGenerator<Item> {
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
	const text = (await readWhole(await archive.read(name), longestWriting, name)).toString();
	if (name.startsWith('pages/')) {
		const { role, author, withdrawn, ...page } = readValue(text, PageFile, 1, name);
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
				coverPlace: null,
				version: 1,
				role,
				withdrawn,
			},
		};
	}
	const article = readValue(text, ArticleFile, 1, name);
	const { tags, authors, access, scheduled, series, thread, search, version, coverPlace } = article;
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
			coverPlace,
			version,
			role: null,
			withdrawn: null,
		},
	};
}

type Common = Omit<z.output<typeof PageFile>, 'role' | 'author' | 'withdrawn'>;

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
