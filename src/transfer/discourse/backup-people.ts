import { categoryPath } from '#community/thread.ts';
import { categorySlug, forumCategory, forumHandle, forumLeft, forumTime, isOut } from '#transfer/forum/forum-item.ts';
import type { Item } from '#transfer/item.ts';
import type { Survey } from '#transfer/discourse/survey-backup.ts';

/** Members and categories of a backup, and where their old addresses lead. */
export function* peopleOfBackup({ users, emails, bios }: Survey): Generator<Item> {
	for (const [id, user] of users) {
		// Those that come with Discourse itself.
		if (Number(id) <= 0) continue;
		const username = user['username'] ?? '';
		yield {
			kind: 'person',
			id,
			name: user['name']?.trim() || username,
			email: emails.get(id) ?? null,
			bio: bios.get(id) ?? '',
			joined: forumTime(user['created_at']),
			consent: { from: 'discourse' },
			former: {
				handle: forumHandle(username),
				role: 'member',
				suspended: isOut(user['suspended_till']) ? (forumTime(user['suspended_at']) ?? new Date(0)) : null,
				heardFrom: null,
			},
		};
		if (username)
			yield { kind: 'redirect', id: `/u/${encodeURIComponent(username.toLowerCase())}`, to: { person: id } };
	}
}

/** The categories that everybody may read, by their number. */
export function openCategories({ categories }: Survey): Map<string, string> {
	const slugs = new Map<string, string>();
	for (const [id, row] of categories)
		if (!isClosed(categories, id)) slugs.set(id, categorySlug(row['slug'] ?? '', row['name'] ?? ''));
	return slugs;
}

/** A category below a closed one is closed, too. */
function isClosed(categories: Survey['categories'], id: string | null): boolean {
	for (let at = id, depth = 0; at && depth < 5; depth++) {
		const row = categories.get(at);
		if (row?.['read_restricted'] === 't') return true;
		at = row?.['parent_category_id'] ?? null;
	}
	return false;
}

export function* categoriesOfBackup({ categories, used }: Survey, open: ReadonlyMap<string, string>): Generator<Item> {
	for (const [id, row] of categories) {
		const slug = open.get(id);
		// Every Discourse has it, and most never use it.
		if (row['slug'] === 'uncategorized' && !used.has(id)) continue;
		const name = row['name'] ?? '';
		if (slug === undefined) {
			yield forumLeft('category', id, name, 'forum.restricted');
			continue;
		}
		yield forumCategory(slug, name, {
			description: plain(row['description'] ?? ''),
			position: Number(row['position']),
		});
		const parent = categories.get(row['parent_category_id'] ?? '');
		const old = [parent?.['slug'], row['slug'] || `${id}-category`].filter(Boolean).join('/');
		for (const address of [`/c/${old}/${id}`, `/c/${old}`])
			yield { kind: 'redirect', id: address, to: { path: categoryPath(slug) } };
	}
}

/** Descriptions are HTML of one line. */
const plain = (html: string): string =>
	html
		.replace(/<[^>]{0,1000}>/g, '')
		.replaceAll('&lt;', '<')
		.replaceAll('&gt;', '>')
		.replaceAll('&amp;', '&');
