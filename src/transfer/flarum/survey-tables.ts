import type { TableRow } from '#transfer/reading/read-copy.ts';
import type { Rows } from '#transfer/flarum/read-flarum.ts';

/** What has to be known of a Flarum before its first discussion is read. */
export interface FlarumSurvey {
	users: Map<string, TableRow>;
	tags: Map<string, TableRow>;
	/** Discussion to the tags that it has. */
	tagged: Map<string, string[]>;
	/** Posts by number, for what is answered: a post has to be in the same discussion. */
	discussionOf: Map<string, string>;
	/** Opening posts. */
	openings: Set<string>;
	/** Tags that are somebody's category. */
	places: Set<string>;
	/** Some discussion has no tag. */
	loose: boolean;
	seen: Set<string>;
}

/** Goes through the tables once. */
export async function surveyTables(rows: Rows): Promise<FlarumSurvey> {
	const found: FlarumSurvey = {
		users: new Map(),
		tags: new Map(),
		tagged: new Map(),
		discussionOf: new Map(),
		openings: new Set(),
		places: new Set(),
		loose: false,
		seen: new Set(),
	};
	const discussions = new Set<string>();
	for await (const { table, row } of rows(['users', 'tags', 'discussion_tag', 'discussions', 'posts'])) {
		found.seen.add(table);
		const id = row['id'] ?? '';
		if (table === 'users') found.users.set(id, row);
		else if (table === 'tags') found.tags.set(id, row);
		else if (table === 'discussions') {
			found.openings.add(row['first_post_id'] ?? '');
			discussions.add(id);
		} else if (table === 'posts') found.discussionOf.set(id, row['discussion_id'] ?? '');
		else {
			const discussion = row['discussion_id'] ?? '';
			found.tagged.set(discussion, [...(found.tagged.get(discussion) ?? []), row['tag_id'] ?? '']);
		}
	}
	for (const discussion of discussions) {
		const place = primaryTag(found, discussion)?.['id'];
		if (place) found.places.add(place);
		else found.loose = true;
	}
	return found;
}

/** The tag that is a discussion's category: a primary one (it has a position and nothing above it), else the first. */
export function primaryTag({ tags, tagged }: FlarumSurvey, discussion: string): TableRow | null {
	const own = (tagged.get(discussion) ?? []).map((id) => tags.get(id)).filter((tag) => tag !== undefined);
	return own.find((tag) => tag['position'] !== null && tag['parent_id'] === null) ?? own[0] ?? null;
}

/** One closed tag closes a discussion to everybody who is not named. */
export const isClosed = ({ tags, tagged }: FlarumSurvey, discussion: string): boolean =>
	(tagged.get(discussion) ?? []).some((id) => tags.get(id)?.['is_restricted'] === '1');
