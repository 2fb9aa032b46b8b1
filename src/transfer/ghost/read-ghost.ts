import { Problem } from '#platform/problem.ts';
import type { Item } from '#transfer/item.ts';
import { canonicalAddress, findPicture, pictureCheck } from '#transfer/reading/find-picture.ts';
import { findFiles, firstBytes, readPieces } from '#transfer/reading/open-files.ts';
import { readJson } from '#transfer/reading/read-json.ts';
import type { Reading, ReadingOptions, ReadingWorld } from '#transfer/source.ts';
import { isMembersHead, readMembers } from '#transfer/ghost/read-members.ts';
import { tagItems } from '#transfer/reading/tag-items.ts';
import { memberOfGhost, writingOfGhost, type GhostTables, type GhostTag } from '#transfer/ghost/ghost-item.ts';

/** Tables that have to be known before the first article, and those whose rows come one by one. */
const small = ['tags', 'posts_tags', 'users', 'posts_authors', 'posts_meta', 'settings'] as const;
const large = ['posts', 'members'] as const;

const pathsOf = (tables: readonly string[]): string[] =>
	tables.flatMap((table) => [`$.db.*.data.${table}.*`, `$.data.${table}.*`]);

/**
 * Opens the JSON that Ghost exports, the CSV of its members, or a folder with both. It is gone through twice, as its tables stand in any order. It holds no comments, no
 * pictures and not its own address: pictures come from `from` or from the folder of `uploads`.
 */
export async function openGhost(place: string, options: ReadingOptions, world: ReadingWorld): Promise<Reading> {
	const { signal } = world;
	const open = await findFiles(place, ['.json', '.json.gz', '.csv']);
	const tables: GhostTables = {
		tags: new Map(),
		tagsOf: new Map(),
		users: new Map(),
		authorsOf: new Map(),
		metaOf: new Map(),
		siteCode: false,
	};
	const members = new Set<string>();
	const base = options.from?.replace(/\/+$/, '') ?? '';
	for (const file of open.files) {
		const begin = (await firstBytes(file))
			.toString('utf8')
			.replace(/^\uFEFF/, '')
			.trimStart();
		if (isMembersHead(begin)) {
			members.add(file);
			continue;
		}
		if (!begin.startsWith('{')) throw new Problem('transfer.wrong-file', 422, { source: 'Ghost' });
		try {
			let known = false;
			for await (const { path, value } of readJson(
				readPieces(file, () => undefined, signal),
				pathsOf([...small, ...large]),
			)) {
				known = true;
				note(tables, String(path.at(-2)), value as Record<string, unknown>);
			}
			if (!known) throw new Problem('transfer.wrong-file', 422, { source: 'Ghost' });
		} catch (error) {
			if (!(error instanceof Problem) || error.code !== 'transfer.broken') throw error;
		}
	}
	let position = 0;
	return {
		// Its ids are unique in the whole world, and it does not tell its address.
		origin: 'ghost',
		async *items() {
			position = 0;
			yield { kind: 'left', id: 'comments', what: 'other', title: 'Ghost', note: { code: 'ghost.no-comments' } };
			yield* peopleAndTags(tables);
			for (const file of open.files) {
				const pieces = readPieces(file, (bytes) => void (position += bytes), signal);
				if (members.has(file)) {
					yield* readMembers(pieces);
					continue;
				}
				for await (const { path, value } of readJson(pieces, pathsOf(large))) {
					const row = value as Record<string, unknown>;
					yield path.at(-2) === 'posts' ? writingOfGhost(row, tables, base) : memberOfGhost(row);
				}
			}
		},
		progress: () => ({ position: Math.min(position, open.total), total: open.total }),
		picture: (address) => findPicture(address, options, world),
		...pictureCheck(options),
		pictureAddress: (found) =>
			canonicalAddress(
				found.replace(/\/content\/images\/size\/w\d+\//, '/content/images/'),
				`${base || 'https://ghost.invalid'}/`,
			),
		homePath(address) {
			if (!base || !URL.canParse(address)) return null;
			const [url, own] = [new URL(address), new URL(base)];
			if (url.host !== own.host || url.pathname.startsWith('/content/')) return null;
			return `${url.pathname}${url.search}${url.hash}`;
		},
		close: async () => undefined,
	};
}

function note(tables: GhostTables, table: string, row: Record<string, unknown>): void {
	const text = (name: string): string => (typeof row[name] === 'string' ? row[name] : '');
	const order = Number(row['sort_order'] ?? 0);
	if (table === 'tags') tables.tags.set(text('id'), readTag(row));
	else if (table === 'users') tables.users.set(text('id'), row);
	else if (table === 'posts_tags') {
		const tags = tables.tagsOf.get(text('post_id')) ?? [];
		tables.tagsOf.set(text('post_id'), [...tags, { tag: text('tag_id'), order }]);
	} else if (table === 'posts_authors') {
		const authors = tables.authorsOf.get(text('post_id')) ?? [];
		tables.authorsOf.set(text('post_id'), [...authors, { author: text('author_id'), order }]);
	} else if (table === 'posts_meta') tables.metaOf.set(text('post_id'), row);
	else if (table === 'settings' && /^(?:ghost_|codeinjection_)(?:head|foot)$/.test(text('key')))
		tables.siteCode ||= text('value').trim() !== '';
}

function readTag(row: Record<string, unknown>): GhostTag {
	const text = (name: string): string => (typeof row[name] === 'string' ? row[name].trim() : '');
	const more = ['feature_image', 'meta_title', 'meta_description', 'og_title', 'accent_color', 'codeinjection_head'];
	return {
		name: text('name'),
		slug: text('slug'),
		description: text('description'),
		more: more.some((name) => text(name) !== ''),
	};
}

function* peopleAndTags(tables: GhostTables): Generator<Item> {
	for (const [id, user] of tables.users) {
		const text = (name: string): string => (typeof user[name] === 'string' ? user[name] : '');
		yield {
			kind: 'person',
			id,
			name: text('name') || text('slug'),
			email: text('email') || null,
			bio: text('bio'),
			joined: null,
		};
		if (text('slug')) yield { kind: 'redirect', id: `/author/${text('slug')}/`, to: { person: id } };
	}
	if (tables.siteCode)
		yield { kind: 'left', id: 'code', what: 'other', title: 'Ghost', note: { code: 'ghost.site-code' } };
	for (const { name, slug, description, more } of tables.tags.values()) {
		if (!name.startsWith('#')) yield* tagItems(name, description, more ? [{ code: 'ghost.tag-more' }] : []);
		// A tag that begins with # is Ghost's way of keeping one from readers.
		if (slug && name && !name.startsWith('#'))
			yield { kind: 'redirect', id: `/tag/${slug}/`, to: { path: `/tags/${encodeURIComponent(name)}` } };
	}
}
