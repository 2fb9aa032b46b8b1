import { categoryPath } from '#community/thread.ts';
import {
	categorySlug,
	forumAnswer,
	forumCategory,
	forumHandle,
	forumLeft,
	forumLike,
	forumPost,
	forumThread,
	forumTime,
	isOut,
} from '#transfer/forum/forum-item.ts';
import { gatherBallots } from '#transfer/forum/forum-poll.ts';
import type { Item, Note } from '#transfer/item.ts';
import type { TableRow } from '#transfer/reading/read-copy.ts';
import { answeredIn, bodyOfS9e, type CalledThere } from '#transfer/flarum/s9e-body.ts';
import type { Rows } from '#transfer/flarum/read-flarum.ts';
import { pollOfTable } from '#transfer/flarum/table-poll.ts';
import { isClosed, primaryTag, type FlarumSurvey } from '#transfer/flarum/survey-tables.ts';

/** The handle here of whom a text calls: by number, by username, by the name that only one has. */
function handleOf({ users, usernames }: FlarumSurvey, { id, username, name }: CalledThere): string {
	const known = (id && users.get(id)?.['username']) || username || usernames.get(name);
	return known ? forumHandle(known) : '';
}

/** Where discussions stand that had no tag. */
const rest = { slug: 'forum', name: 'Forum' };

/** Everything of a Flarum, in an order in which nothing names what comes later. */
export async function* itemsOfTables(survey: FlarumSurvey, rows: Rows): AsyncGenerator<Item> {
	yield* categoriesOf(survey);
	yield* peopleOf(survey);
	const discussions = new Set<string>();
	const answers: [post: string, answer: Item][] = [];
	for await (const { row } of rows(['discussions'])) {
		const item = discussionOf(survey, row);
		yield item;
		if (item.kind !== 'thread') continue;
		discussions.add(item.id);
		const best = row['best_answer_post_id'];
		if (best)
			answers.push([
				best,
				forumAnswer(
					item.id,
					best,
					row['best_answer_user_id'] ?? null,
					forumTime(row['best_answer_set_at']) ?? item.opened,
				),
			]);
	}
	/** Posts that stay behind: what was done to them does, too, and is not told once more. */
	const left = new Set<string>();
	for await (const { row } of rows(['posts'])) {
		// Renamings, tags and locks are posts there, too.
		if (row['type'] !== 'comment') continue;
		const item = discussions.has(row['discussion_id'] ?? '') ? postOf(survey, row) : null;
		if (item?.kind !== 'comment') left.add(row['id'] ?? '');
		if (item) yield item;
	}
	for (const [post, answer] of answers) if (!left.has(post)) yield answer;
	const ballots = gatherBallots();
	for await (const { table, row } of rows(['post_likes', 'poll_votes'])) {
		const member = row['user_id'] ?? '';
		const at = forumTime(row['created_at']) ?? new Date(0);
		if (table === 'post_likes') {
			if (!left.has(row['post_id'] ?? '')) yield forumLike(row['post_id'] ?? '', member, '👍', at);
			continue;
		}
		const discussion = survey.pollIn.get(row['poll_id'] ?? '') ?? '';
		const options = survey.polls.get(discussion)?.options ?? [];
		const position = options.findIndex(({ id }) => id === row['option_id']) + 1;
		if (member && position && discussions.has(discussion)) ballots.tick(discussion, member, position, at);
	}
	yield* ballots.items();
}

const slugOf = (tag: TableRow | null): string => (tag ? categorySlug(tag['slug'] ?? '', tag['name'] ?? '') : rest.slug);

function* categoriesOf({ tags, places, loose }: FlarumSurvey): Generator<Item> {
	if (loose) yield forumCategory(rest.slug, rest.name, { position: 1_000 });
	for (const [id, tag] of tags) {
		const name = tag['name'] ?? '';
		if (tag['is_restricted'] === '1') {
			yield forumLeft('category', id, name, 'forum.restricted');
			continue;
		}
		// A tag that stands in no order is one of many words for a discussion, not a place.
		if (tag['position'] === null && !places.has(id)) continue;
		const slug = slugOf(tag);
		yield forumCategory(slug, name, {
			description: tag['description'] ?? '',
			position: Number(tag['position'] ?? 500),
		});
		yield { kind: 'redirect', id: `/t/${encodeURIComponent(tag['slug'] ?? '')}`, to: { path: categoryPath(slug) } };
	}
}

function* peopleOf({ users }: FlarumSurvey): Generator<Item> {
	for (const [id, user] of users) {
		const username = user['username'] ?? '';
		yield {
			kind: 'person',
			id,
			name: user['nickname']?.trim() || username,
			email: user['email'] ?? null,
			bio: user['bio'] ?? '',
			joined: forumTime(user['joined_at'] ?? user['join_time']),
			consent: { from: 'flarum' },
			former: {
				handle: forumHandle(username),
				role: 'member',
				suspended: isOut(user['suspended_until']) ? (forumTime(user['last_seen_at']) ?? new Date(0)) : null,
				heardFrom: null,
			},
		};
		if (username) yield { kind: 'redirect', id: `/u/${encodeURIComponent(username)}`, to: { person: id } };
	}
}

function discussionOf(survey: FlarumSurvey, row: TableRow): Item {
	const id = row['id'] ?? '';
	const title = row['title'] ?? '';
	if (row['is_private'] === '1') return forumLeft('thread', id, title, 'forum.restricted');
	if (row['hidden_at']) return forumLeft('thread', id, title, 'forum.deleted');
	if (row['is_approved'] === '0') return forumLeft('thread', id, title, 'comment.waiting');
	if (isClosed(survey, id)) return forumLeft('thread', id, title, 'forum.restricted');
	const opened = forumTime(row['created_at']);
	const category = primaryTag(survey, id);
	const others = (survey.tagged.get(id) ?? []).filter((tag) => tag !== category?.['id']);
	const tags = others.map((tag) => survey.tags.get(tag)?.['name'] ?? '').filter(Boolean);
	const notes: Note[] = opened ? [] : [{ code: 'time-unknown' }];
	const found = survey.polls.get(id);
	const poll = found ? pollOfTable(found) : null;
	if (poll === 'other') notes.push({ code: 'forum.poll' });
	const kept = poll === 'other' ? null : poll;
	const last = forumTime(row['last_posted_at']) ?? opened;
	return forumThread({
		id,
		category: slugOf(category),
		title,
		author: survey.users.has(row['user_id'] ?? '') ? (row['user_id'] as string) : null,
		opened: opened ?? new Date(0),
		closed: row['is_locked'] === '1' ? last : null,
		pinned: row['is_sticky'] === '1' ? last : null,
		kind: kept ? 'poll' : row['best_answer_post_id'] ? 'question' : 'discussion',
		poll: kept,
		tags,
		notes,
	});
}

function postOf(survey: FlarumSurvey, row: TableRow): Item {
	const id = row['id'] ?? '';
	if (row['hidden_at']) return forumLeft('comment', id, '', 'forum.deleted');
	if (row['is_private'] === '1') return forumLeft('comment', id, '', 'forum.restricted');
	if (row['is_approved'] === '0') return forumLeft('comment', id, '', 'comment.waiting');
	const discussion = row['discussion_id'] ?? '';
	const content = row['content'] ?? '';
	const answered = answeredIn(content);
	const inside =
		answered !== null && survey.discussionOf.get(answered) === discussion && !survey.openings.has(answered);
	const person = survey.users.has(row['user_id'] ?? '') ? (row['user_id'] as string) : null;
	return forumPost({
		id,
		thread: discussion,
		parent: inside && answered !== id ? answered : null,
		author: { person, name: person ? '' : 'Flarum' },
		posted: forumTime(row['created_at']) ?? new Date(0),
		edited: forumTime(row['edited_at']),
		mark: `${discussion}/${row['number'] ?? ''}`,
		body: bodyOfS9e(content, (called) => handleOf(survey, called)),
	});
}
