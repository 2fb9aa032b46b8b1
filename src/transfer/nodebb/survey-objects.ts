import { flag, readObjects, textOf, type DbObject } from '#transfer/nodebb/read-objects.ts';

/** What has to be known of a NodeBB before its first topic is read. */
export interface NodebbSurvey {
	users: Map<string, DbObject>;
	categories: Map<string, DbObject>;
	/** Categories whose topics a guest may read. */
	open: Set<string>;
	/** Post to its topic and when it was said, for the place of each in its topic. */
	posts: Map<string, number>;
	places: Map<string, number>;
	/** Opening posts. */
	openings: Set<string>;
	/** Messages between members. */
	letters: number;
}

const begins = ['user:', 'category:', 'group:cid:', 'topic:', 'post:', 'message:'];

/** Goes through the objects once. */
export async function surveyObjects(pieces: AsyncIterable<Uint8Array>): Promise<NodebbSurvey> {
	const found: NodebbSurvey = {
		users: new Map(),
		categories: new Map(),
		open: new Set(),
		posts: new Map(),
		places: new Map(),
		openings: new Set(),
		letters: 0,
	};
	const byTopic = new Map<string, [post: number, at: number][]>();
	for await (const { key, object } of readObjects(pieces, begins)) {
		if (/^user:\d+$/.test(key)) found.users.set(key.slice(5), object);
		else if (/^category:\d+$/.test(key)) found.categories.set(key.slice(9), object);
		else if (/^message:\d+$/.test(key)) found.letters++;
		else if (/^topic:\d+$/.test(key)) found.openings.add(textOf(object['mainPid']));
		else if (/^post:\d+$/.test(key)) {
			const posts = byTopic.get(textOf(object['tid'])) ?? [];
			// Deleted posts keep their place there.
			posts.push([Number(key.slice(5)), Number(textOf(object['timestamp']))]);
			byTopic.set(textOf(object['tid']), posts);
		} else {
			const group = /^group:cid:(\d+):privileges:groups:topics:read:members$/.exec(key);
			if (group?.[1] && isGuests(object)) found.open.add(group[1]);
		}
	}
	for (const posts of byTopic.values()) {
		posts.sort(([post, at], [other, then]) => at - then || post - other);
		posts.forEach(([post], place) => void found.places.set(String(post), place + 1));
	}
	return found;
}

/** A member of a group, as a sorted set keeps it, or all of them, as a set does. */
const isGuests = (object: DbObject): boolean =>
	textOf(object['value']) === 'guests' || (Array.isArray(object['members']) && object['members'].includes('guests'));

/** A category that is off, or below one that nobody may read, is not open. */
export function isOpen({ categories, open }: NodebbSurvey, cid: string): boolean {
	const category = categories.get(cid);
	return category !== undefined && open.has(cid) && !flag(category['disabled']);
}
