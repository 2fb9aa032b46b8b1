import type { ThreadKind } from '#community/kind.ts';
import { reservedSlugs } from '#community/reserved-slug.ts';
import { tagging } from '#community/tag.ts';
import { threadSlug } from '#community/thread.ts';
import { handleOf, handlePattern, longestHandle } from '#membership/handle.ts';
import type { OldCategory, OldThread } from '#transfer/furniture.ts';
import type { Item, Note, OldBody, OldComment } from '#transfer/item.ts';
import { cut } from '#transfer/cut.ts';

// What forums of every make have in common, in the shape of this house.

/** A place for threads; two of one address fall together, with what the house has there. */
export function forumCategory(
	slug: string,
	name: string,
	{ description = '', position = 0 }: { description?: string; position?: number },
): OldCategory {
	return {
		kind: 'category',
		id: slug,
		name: cut(name.trim(), 60) || slug,
		description: cut(description.trim(), 500),
		position: Math.min(10_000, Math.max(0, Math.round(position) || 0)),
		seenBy: 'everybody',
		answeredBy: 'members',
		startedBy: 'members',
		named: [],
		icon: '',
		locale: null,
		anonymous: false,
		kinds: ['discussion', 'question', 'idea', 'poll', 'announcement'],
		closeDays: 0,
		template: '',
	};
}

/** The handle that a name of another forum becomes here, which allows fewer signs; empty: it has nothing that a handle may hold. */
export function forumHandle(username: string): string {
	const plain = username.normalize('NFKC').toLowerCase();
	if (handlePattern.test(plain) && plain.length <= longestHandle) return plain;
	const made = handleOf(plain);
	return made === 'member' ? '' : made;
}

/** The address of a category by the one that it had, or its name. */
export function categorySlug(wanted: string, name: string): string {
	const slug = (text: string): string => (text.trim() ? threadSlug(text) : '');
	const made = slug(wanted) || slug(name) || 'forum';
	return reservedSlugs.has(made) ? `${made}-1` : made;
}

export interface ForumThread {
	id: string;
	category: string;
	title: string;
	author: string | null;
	opened: Date;
	closed?: Date | null;
	pinned?: Date | null;
	pinnedEverywhere?: boolean;
	kind?: ThreadKind;
	poll?: OldThread['purpose']['poll'];
	/** What it is about; what there is no room for is told of. */
	tags?: string[];
	notes?: Note[];
}

/** A conversation; it gets a number of this house. */
export const forumThread = (one: ForumThread): OldThread => ({
	...withTags(one),
	kind: 'thread',
	id: one.id,
	under: null,
	category: one.category,
	title: cut(one.title.trim(), 500) || `#${one.id}`,
	author: one.author,
	opened: one.opened,
	closed: one.closed ?? null,
	hidden: null,
	nameless: null,
	purpose: {
		kind: one.kind ?? 'discussion',
		idea: null,
		poll: one.poll ?? null,
		order: one.pinned
			? {
					pinned: one.pinned,
					pinnedIn: one.pinnedEverywhere ? 'everywhere' : 'category',
					slowSeconds: 0,
					closeDays: null,
				}
			: null,
	},
});

function withTags({ tags = [], notes = [] }: ForumThread): Pick<OldThread, 'tags' | 'notes'> {
	const left = tags.slice(tagging.most);
	const note = { code: 'forum.tags', details: { limit: tagging.most, tags: left.join(', ') } };
	return { tags: tags.slice(0, tagging.most), notes: left.length ? [...notes, note] : notes };
}

export interface ForumPost {
	id: string;
	thread: string;
	parent: string | null;
	author: { person: string | null; name: string };
	posted: Date;
	edited?: Date | null;
	/** Another name that addresses of the old place have for it. */
	mark?: string;
	body: OldBody;
	notes?: Note[];
}

/** Something said in a thread. */
export const forumPost = (one: ForumPost): OldComment => ({
	kind: 'comment',
	id: one.id,
	under: one.thread,
	place: 'thread',
	parent: one.parent,
	author: one.author,
	html: '',
	body: one.body,
	posted: one.posted,
	edited: one.edited ?? null,
	mark: one.mark ?? '',
	notes: one.notes ?? [],
});

/** Somebody liked something. */
export const forumLike = (comment: string, person: string, sign: string, reacted: Date): Item => ({
	kind: 'reaction',
	id: `${comment} ${person}`,
	line: { comment: Number(comment), member: person, signs: [{ sign, reacted }] },
});

/** Somebody wants an idea. */
export const forumVote = (thread: string, person: string, voted: Date): Item => ({
	kind: 'vote',
	id: `${thread} ${person}`,
	line: { thread: Number(thread), member: person, voted },
});

/** Something that everybody writes on together. */
export const forumWiki = (comment: string, since: Date): Item => ({
	kind: 'keepsake',
	name: 'shared-comment',
	id: `shared-comment ${comment}`,
	line: { comment: Number(comment), since: since.toISOString(), sharedBy: null },
});

/** What answered a question. */
export const forumAnswer = (thread: string, comment: string, by: string | null, chosen: Date): Item => ({
	kind: 'answer',
	id: thread,
	line: { thread: Number(thread), comment: Number(comment), chosen, chosenBy: by },
});

/** Something that stays behind, and why. */
export const forumLeft = (
	what: string,
	id: string,
	title: string,
	code: string,
	details: Note['details'] = {},
): Item => ({
	kind: 'left',
	id,
	what,
	title: cut(title, 200),
	note: { code, details },
});

/** A moment as databases and forums write it: seconds, milliseconds, or text in UTC. Null where there is none. */
export function forumTime(value: unknown): Date | null {
	if (value === null || value === undefined || value === '') return null;
	const number = typeof value === 'number' ? value : /^\d{9,14}$/.test(String(value)) ? Number(value) : NaN;
	const text = String(value).trim();
	const time = Number.isFinite(number)
		? new Date(number < 1e11 ? number * 1000 : number)
		: new Date(
				/^\d{4}-\d\d-\d\d \d\d:/.test(text)
					? `${text.replace(' ', 'T')}Z`.replace(/([+-]\d\d)(:?\d\d)?Z$/, '$1:00')
					: text,
			);
	return time.getTime() > 0 && time.getTime() < Date.UTC(2200, 0, 1) ? time : null;
}

/** Shut out until then; forums write “for ever” as a year that nobody will see. */
export const isOut = (until: string | null | undefined): boolean =>
	Boolean(until) && (forumTime(until) ?? new Date(8.64e15)) > new Date();
