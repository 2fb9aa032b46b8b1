import { categoryPath } from '#community/thread.ts';
import { bodyOfMarkdown } from '#transfer/forum/body.ts';
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
} from '#transfer/forum/forum-item.ts';
import type { Item, Note } from '#transfer/item.ts';
import { flag, readObjects, textOf, type DbObject } from '#transfer/nodebb/read-objects.ts';
import { isOpen, type NodebbSurvey } from '#transfer/nodebb/survey-objects.ts';

/** Everything of a NodeBB, in an order in which nothing names what comes later. */
export async function* itemsOfObjects(
	survey: NodebbSurvey,
	pieces: () => AsyncIterable<Uint8Array>,
): AsyncGenerator<Item> {
	const slugs = new Map<string, string>();
	yield* categoriesOf(survey, slugs);
	yield* peopleOf(survey);
	if (survey.letters)
		yield forumLeft('other', 'private-messages', 'NodeBB', 'forum.letters', { count: survey.letters });
	const topics = new Set<string>();
	const answers: [post: string, answer: Item][] = [];
	for await (const { key, object } of readObjects(pieces(), ['topic:'])) {
		if (!/^topic:\d+$/.test(key)) continue;
		const item = topicOf(survey, slugs, key.slice(6), object);
		yield item;
		if (item.kind !== 'thread') continue;
		topics.add(item.id);
		const solved = textOf(object['solvedPid']);
		if (solved)
			answers.push([
				solved,
				forumAnswer(item.id, solved, null, forumTime(textOf(object['lastposttime'])) ?? item.opened),
			]);
	}
	/** Posts that stay behind: what was done to them does, too, and is not told once more. */
	const left = new Set<string>();
	for await (const { key, object } of readObjects(pieces(), ['post:'])) {
		if (!/^post:\d+$/.test(key)) continue;
		const item = topics.has(textOf(object['tid'])) ? postOf(survey, key.slice(5), object) : null;
		if (item?.kind !== 'comment') left.add(key.slice(5));
		if (item) yield item;
	}
	for (const [post, answer] of answers) if (!left.has(post)) yield answer;
	for await (const { key, object } of readObjects(pieces(), ['uid:'])) {
		const uid = /^uid:(\d+):upvote$/.exec(key)?.[1];
		const post = textOf(object['value']);
		if (uid && /^\d+$/.test(post) && !left.has(post))
			yield forumLike(post, uid, '👍', forumTime(textOf(object['score'])) ?? new Date(0));
	}
}

function* categoriesOf(survey: NodebbSurvey, slugs: Map<string, string>): Generator<Item> {
	for (const [cid, category] of survey.categories) {
		const name = textOf(category['name']);
		if (flag(category['disabled']) || !isOpen(survey, cid)) {
			yield forumLeft('category', cid, name, 'forum.restricted');
			continue;
		}
		const old = textOf(category['slug']);
		const slug = categorySlug(old.replace(/^\d+\/?/, ''), name);
		slugs.set(cid, slug);
		yield forumCategory(slug, name, {
			description: textOf(category['description']).replace(/<[^>]{0,1000}>/g, ''),
			position: Number(textOf(category['order'])),
		});
		for (const address of [`/category/${old || cid}`, `/category/${cid}`])
			yield { kind: 'redirect', id: address, to: { path: categoryPath(slug) } };
	}
}

function* peopleOf({ users }: NodebbSurvey): Generator<Item> {
	for (const [id, user] of users) {
		const username = textOf(user['username']);
		if (!username) continue;
		yield {
			kind: 'person',
			id,
			name: textOf(user['fullname']).trim() || username,
			email: textOf(user['email']) || null,
			bio: textOf(user['aboutme']),
			joined: forumTime(textOf(user['joindate'])),
			consent: { from: 'nodebb' },
			former: {
				// Whom a text calls there, it calls by this.
				handle: forumHandle(textOf(user['userslug']) || username),
				role: 'member',
				suspended: flag(user['banned'])
					? (forumTime(textOf(user['banned:date'])) ?? forumTime(textOf(user['joindate'])))
					: null,
				heardFrom: null,
			},
		};
		const slug = textOf(user['userslug']);
		if (slug) yield { kind: 'redirect', id: `/user/${encodeURIComponent(slug)}`, to: { person: id } };
	}
}

function topicOf(survey: NodebbSurvey, slugs: ReadonlyMap<string, string>, id: string, topic: DbObject): Item {
	const title = textOf(topic['titleRaw']) || textOf(topic['title']);
	const category = slugs.get(textOf(topic['cid']));
	if (flag(topic['deleted'])) return forumLeft('thread', id, title, 'forum.deleted');
	if (flag(topic['scheduled'])) return forumLeft('thread', id, title, 'forum.unlisted');
	if (category === undefined) return forumLeft('thread', id, title, 'forum.restricted');
	const opened = forumTime(textOf(topic['timestamp']));
	const notes: Note[] = opened ? [] : [{ code: 'time-unknown' }];
	const tags = Array.isArray(topic['tags'])
		? topic['tags'].map(textOf).filter(Boolean)
		: textOf(topic['tags']).split(',').filter(Boolean);
	if (textOf(topic['pollId'])) notes.push({ code: 'forum.poll' });
	const last = forumTime(textOf(topic['lastposttime'])) ?? opened;
	return forumThread({
		id,
		category,
		title: entities(title),
		author: authorOf(survey, topic),
		opened: opened ?? new Date(0),
		closed: flag(topic['locked']) ? last : null,
		pinned: flag(topic['pinned']) ? last : null,
		kind: flag(topic['isQuestion']) || flag(topic['isSolved']) ? 'question' : 'discussion',
		tags,
		notes,
	});
}

const authorOf = ({ users }: NodebbSurvey, object: DbObject): string | null => {
	const uid = textOf(object['uid']);
	return users.has(uid) ? uid : null;
};

function postOf(survey: NodebbSurvey, id: string, post: DbObject): Item {
	const words = textOf(post['content']);
	if (flag(post['deleted'])) return forumLeft('comment', id, '', 'forum.deleted');
	const topic = textOf(post['tid']);
	const parent = textOf(post['toPid']);
	const person = authorOf(survey, post);
	const edited = forumTime(textOf(post['edited']));
	return forumPost({
		id,
		thread: topic,
		parent: parent && !survey.openings.has(parent) && /^\d+$/.test(parent) ? parent : null,
		author: { person, name: person ? '' : textOf(post['handle']) || 'NodeBB' },
		posted: forumTime(textOf(post['timestamp'])) ?? new Date(0),
		edited,
		mark: `${topic}/${survey.places.get(id) ?? 1}`,
		body: bodyOfMarkdown(words),
	});
}

/** Older versions kept titles with entities. */
const entities = (text: string): string =>
	text
		.replaceAll('&lt;', '<')
		.replaceAll('&gt;', '>')
		.replaceAll('&quot;', '"')
		.replaceAll('&#39;', "'")
		.replaceAll('&#x27;', "'")
		.replaceAll('&amp;', '&');
