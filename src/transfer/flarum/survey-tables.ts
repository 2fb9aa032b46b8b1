import type { TablePoll } from '#transfer/flarum/table-poll.ts';
import type { TableRow } from '#transfer/reading/read-copy.ts';
import type { Rows } from '#transfer/flarum/read-flarum.ts';

/** What has to be known of a Flarum before its first discussion is read. */
export interface FlarumSurvey {
	users: Map<string, TableRow>;
	/** What members are shown as, to the username; of what several are shown as, none. */
	usernames: Map<string, string>;
	tags: Map<string, TableRow>;
	/** Discussion to the tags that it has. */
	tagged: Map<string, string[]>;
	/** Posts by number, for what is answered: a post has to be in the same discussion. */
	discussionOf: Map<string, string>;
	/** Opening posts, to their discussion. */
	openings: Map<string, string>;
	/** Discussion to the poll that opens it, and poll to that discussion. */
	polls: Map<string, TablePoll>;
	pollIn: Map<string, string>;
	/** Tags that are somebody's category. */
	places: Set<string>;
	/** Some discussion has no tag. */
	loose: boolean;
	seen: Set<string>;
}

const surveyed = ['users', 'tags', 'discussion_tag', 'discussions', 'posts', 'polls', 'poll_options'];

/** Goes through the tables once. */
export async function surveyTables(rows: Rows): Promise<FlarumSurvey> {
	const found: FlarumSurvey = {
		users: new Map(),
		usernames: new Map(),
		tags: new Map(),
		tagged: new Map(),
		discussionOf: new Map(),
		openings: new Map(),
		polls: new Map(),
		pollIn: new Map(),
		places: new Set(),
		loose: false,
		seen: new Set(),
	};
	const discussions = new Set<string>();
	const polls: TableRow[] = [];
	const options: TableRow[] = [];
	for await (const { table, row } of rows(surveyed)) {
		found.seen.add(table);
		const id = row['id'] ?? '';
		if (table === 'users') {
			found.users.set(id, row);
			const username = row['username'] ?? '';
			const name = row['nickname']?.trim() || username;
			found.usernames.set(name, found.usernames.has(name) ? '' : username);
		} else if (table === 'polls') polls.push(row);
		else if (table === 'poll_options') options.push(row);
		else if (table === 'tags') found.tags.set(id, row);
		else if (table === 'discussions') {
			found.openings.set(row['first_post_id'] ?? '', id);
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
	notePolls(found, polls, options);
	return found;
}

/** Polls that open a discussion; those further down have no place here. Older versions name the discussion, later ones the post. */
function notePolls(found: FlarumSurvey, polls: readonly TableRow[], options: readonly TableRow[]): void {
	for (const row of polls) {
		const discussion = row['discussion_id'] ?? found.openings.get(row['post_id'] ?? '');
		if (!discussion || found.polls.has(discussion)) continue;
		found.polls.set(discussion, { row, options: [] });
		found.pollIn.set(row['id'] ?? '', discussion);
	}
	for (const row of options)
		found.polls
			.get(found.pollIn.get(row['poll_id'] ?? '') ?? '')
			?.options.push({ id: row['id'] ?? '', answer: row['answer'] ?? '' });
}

/** The tag that is a discussion's category: a primary one (it has a position and nothing above it), else the first. */
export function primaryTag({ tags, tagged }: FlarumSurvey, discussion: string): TableRow | null {
	const own = (tagged.get(discussion) ?? []).map((id) => tags.get(id)).filter((tag) => tag !== undefined);
	return own.find((tag) => tag['position'] !== null && tag['parent_id'] === null) ?? own[0] ?? null;
}

/** One closed tag closes a discussion to everybody who is not named. */
export const isClosed = ({ tags, tagged }: FlarumSurvey, discussion: string): boolean =>
	(tagged.get(discussion) ?? []).some((id) => tags.get(id)?.['is_restricted'] === '1');
