import {
	forumAnswer,
	forumLeft,
	forumLike,
	forumPost,
	forumThread,
	forumTime,
	forumVote,
	forumWiki,
} from '#transfer/forum/forum-item.ts';
import { gatherBallots } from '#transfer/forum/forum-poll.ts';
import type { Item, Note } from '#transfer/item.ts';
import { htmlText } from '#transfer/reading/html-text.ts';
import { readCopy, type TableRow, type WantedColumns } from '#transfer/reading/read-copy.ts';
import { categoriesOfBackup, openCategories, peopleOfBackup } from '#transfer/discourse/backup-people.ts';
import { bodyOfCooked } from '#transfer/discourse/cooked-body.ts';
import { pollOf } from '#transfer/discourse/backup-poll.ts';
import type { Survey } from '#transfer/discourse/survey-backup.ts';

const ofTopics = [
	...['id', 'title', 'created_at', 'updated_at', 'user_id', 'archetype', 'category_id', 'deleted_at', 'visible'],
	...['closed', 'archived', 'pinned_at', 'pinned_globally'],
];
const ofPosts = [
	...['id', 'user_id', 'topic_id', 'post_number', 'cooked', 'created_at', 'updated_at', 'reply_to_post_number'],
	...['deleted_at', 'post_type', 'hidden', 'user_deleted', 'version', 'last_version_at', 'wiki'],
];
const withoutWords: WantedColumns = {
	post_actions: ['post_id', 'user_id', 'post_action_type_id', 'deleted_at', 'created_at'],
	topic_voting_votes: ['topic_id', 'user_id', 'created_at'],
	poll_votes: ['poll_id', 'poll_option_id', 'user_id', 'created_at'],
};

/** Everything of a backup, in an order in which nothing names what comes later. */
export async function* itemsOfBackup(survey: Survey, pieces: () => AsyncIterable<Uint8Array>): AsyncGenerator<Item> {
	const open = openCategories(survey);
	yield* categoriesOfBackup(survey, open);
	yield* peopleOfBackup(survey);
	const topics = new Set<string>();
	let letters = 0;
	for await (const { row } of readCopy(pieces(), { topics: ofTopics })) {
		if (row['archetype'] === 'private_message') {
			letters++;
			continue;
		}
		const item = topicOf(survey, open, row);
		if (item.kind === 'thread') topics.add(item.id);
		yield item;
	}
	if (letters) yield forumLeft('other', 'private-messages', 'Discourse', 'forum.letters', { count: letters });
	const wikis: Item[] = [];
	/** Posts that stay behind: what was done to them does, too, and is not told once more. */
	const left = new Set<string>();
	for await (const { row } of readCopy(pieces(), { posts: ofPosts })) {
		if (!topics.has(row['topic_id'] ?? '')) {
			left.add(row['id'] ?? '');
			continue;
		}
		for (const item of postOf(survey, row)) {
			yield item;
			if (item.kind === 'left') left.add(item.id);
			// What nobody of this house said, nobody writes on here.
			if (row['wiki'] === 't' && item.kind === 'comment' && item.author.person)
				wikis.push(forumWiki(item.id, item.posted));
		}
	}
	yield* talkOf(survey, topics, left, pieces);
	yield* wikis;
}

function topicOf(survey: Survey, open: ReadonlyMap<string, string>, row: TableRow): Item {
	const id = row['id'] ?? '';
	const title = row['title'] ?? '';
	const category = open.get(row['category_id'] ?? '');
	if (row['deleted_at']) return forumLeft('thread', id, title, 'forum.deleted');
	if (row['visible'] === 'f') return forumLeft('thread', id, title, 'forum.unlisted');
	if (category === undefined) return forumLeft('thread', id, title, 'forum.restricted');
	const opened = forumTime(row['created_at']);
	const notes: Note[] = [];
	if (!opened) notes.push({ code: 'time-unknown' });
	const poll = pollOf(survey, String(survey.posts.get(id)?.[1] ?? ''));
	if (poll === 'other') notes.push({ code: 'forum.poll' });
	const kept = poll === 'other' ? null : poll;
	return forumThread({
		id,
		category,
		title,
		author: authorOf(survey, row),
		opened: opened ?? new Date(0),
		closed: row['closed'] === 't' || row['archived'] === 't' ? forumTime(row['updated_at']) : null,
		pinned: forumTime(row['pinned_at']),
		pinnedEverywhere: row['pinned_globally'] === 't',
		kind: kept ? 'poll' : survey.ideas.has(id) ? 'idea' : survey.answers.has(id) ? 'question' : 'discussion',
		poll: kept,
		tags: survey.tags.get(id) ?? [],
		notes,
	});
}

const authorOf = ({ users }: Survey, row: TableRow): string | null => {
	const id = row['user_id'] ?? '';
	return Number(id) > 0 && users.has(id) ? id : null;
};

function* postOf(survey: Survey, row: TableRow): Generator<Item> {
	const id = row['id'] ?? '';
	const topic = row['topic_id'] ?? '';
	// 2 and 3: what Discourse itself notes in a topic (closed, moved); 4: whispers among its staff.
	if (row['post_type'] !== '1') return;
	if (row['deleted_at'] || row['user_deleted'] === 't')
		return void (yield forumLeft('comment', id, '', 'forum.deleted'));
	if (row['hidden'] === 't')
		return void (yield forumLeft('comment', id, htmlText(row['cooked'] ?? ''), 'forum.hidden'));
	const answered = Number(row['reply_to_post_number']);
	const parent = answered > 1 ? survey.posts.get(topic)?.[answered] : undefined;
	const posted = forumTime(row['created_at']) ?? new Date(0);
	const edited = Number(row['version']) > 1 ? forumTime(row['last_version_at'] ?? row['updated_at']) : null;
	const person = authorOf(survey, row);
	yield forumPost({
		id,
		thread: topic,
		parent: parent === undefined ? null : String(parent),
		author: { person, name: person ? '' : 'Discourse' },
		posted,
		edited,
		mark: `${topic}/${row['post_number'] ?? ''}`,
		body: bodyOfCooked(row['cooked'] ?? ''),
	});
}

async function* talkOf(
	survey: Survey,
	topics: ReadonlySet<string>,
	left: ReadonlySet<string>,
	pieces: () => AsyncIterable<Uint8Array>,
): AsyncGenerator<Item> {
	for (const [topic, { post, by, at }] of survey.answers)
		if (topics.has(topic) && Number(post) > 0 && !left.has(post))
			yield forumAnswer(topic, post, by, forumTime(at) ?? new Date(0));
	const ballots = gatherBallots();
	for await (const { table, row } of readCopy(pieces(), withoutWords)) {
		const member = row['user_id'] ?? '';
		const at = forumTime(row['created_at']) ?? new Date(0);
		if (table === 'post_actions') {
			// 2: a like; the others are complaints and bookmarks.
			if (row['post_action_type_id'] === '2' && !row['deleted_at'] && !left.has(row['post_id'] ?? ''))
				yield forumLike(row['post_id'] ?? '', member, '❤️', at);
		} else if (table === 'topic_voting_votes') {
			if (topics.has(row['topic_id'] ?? '')) yield forumVote(row['topic_id'] ?? '', member, at);
		} else {
			const poll = survey.pollOf.get(row['poll_id'] ?? '');
			const topic = poll && survey.openings.get(poll.post);
			const position = poll ? poll.choices.indexOf(row['poll_option_id'] ?? '') + 1 : 0;
			if (topic && topics.has(topic) && position) ballots.tick(topic, member, position, at);
		}
	}
	yield* ballots.items();
}
