import { z } from 'zod';
import {
	findThread,
	listCategories,
	listThreads,
	postComment,
	readThread,
	startThread,
} from '#community/server/index.ts';
import { ideaStatuses, pollResults, threadFilters, threadKinds } from '#community/kind.ts';
import { starsOf, starsShape } from '#web/api/stars-shape.ts';
import { disclosures } from '#community/stars.ts';
import { tagging } from '#community/tag.ts';
import { pinPlaces, type ShownComment, type ThreadCard, type ThreadPage } from '#community/thread.ts';
import type { Ctx } from '#platform/context/context.ts';
import { notFound } from '#platform/problem.ts';
import { bodyInput, documentOf, idParam, listOf, page, time, timeText } from '#web/api/common-shapes.ts';
import { readCursor, writeCursor } from '#web/api/cursor.ts';
import { endpoint } from '#web/api/endpoint.ts';
import { orderEndpoints } from '#web/api/resources/thread-order.ts';
import { partEndpoints } from '#web/api/resources/thread-part.ts';
import { answerEndpoints } from '#web/api/resources/conversations.ts';
import { answerers, seers, starters } from '#community/category.ts';
import { locales } from '#platform/language/locale.ts';

const person = z.object({ name: z.string(), handle: z.string() });

const category = z.object({
	id: z.number(),
	slug: z.string(),
	url: z.string(),
	name: z.string(),
	description: z.string(),
	/** Who sees it, answers and begins in it. */
	seenBy: z.enum(seers),
	answeredBy: z.enum(answerers),
	startedBy: z.enum(starters),
	/** A sign before its name; empty: none. */
	icon: z.string(),
	/** The language that is spoken in it; null: any. */
	locale: z.enum(locales).nullable(),
	/** Members may speak in it without their name. */
	anonymous: z.boolean(),
	/** Kinds of threads that it offers, the usual one first. */
	kinds: z.array(z.enum(threadKinds)),
	position: z.number(),
	/** Its threads close after so many days of silence; 0: never. */
	closeDays: z.number(),
	/** What a new thread begins with. */
	template: z.string(),
	threads: z.number(),
	active: time.nullable(),
});

const thread = z.object({
	id: z.number(),
	url: z.string(),
	title: z.string(),
	kind: z.enum(threadKinds),
	/** The comment that answers it: a question is solved by it. */
	answer: z.number().nullable(),
	/** Of an idea. */
	idea: z.object({ status: z.enum(ideaStatuses), votes: z.number() }).nullable(),
	/** Of what asks for reviews. Whoever was paid is not counted. */
	stars: starsShape.nullable(),
	/** What it is about; of what hangs under something nothing. */
	tags: z.array(z.string()),
	/** What it hangs under: `article:3`; null in the forum. */
	subject: z.string().nullable(),
	category: z.object({ id: z.number(), slug: z.string(), name: z.string() }).nullable(),
	author: person.nullable(),
	/** Somebody began it who did not want to be named. */
	nameless: z.boolean(),
	comments: z.number(),
	opened: time,
	closed: time.nullable(),
	/** At the top of its category, or of everything. */
	pinned: z.enum(pinPlaces).nullable(),
	lastCommented: time.nullable(),
});

const comment = z.object({
	id: z.number(),
	parent: z.number().nullable(),
	state: z.enum(['shown', 'hidden', 'deleted']),
	author: person
		.extend({
			staff: z.boolean(),
			portrait: z.string().nullable().describe('Path of their picture; null: they have none'),
		})
		.nullable(),
	/** Its author did not want to be named. */
	nameless: z.boolean(),
	/** How many stars it gives (1 to 5), what its author says they got for it, and whether orders of this house say that they bought it; null: no stars. */
	given: z.object({ stars: z.number(), disclosed: z.enum(disclosures), bought: z.boolean() }).nullable(),
	/** Where it was said, when not here. */
	origin: z.object({ network: z.string(), author: z.string(), url: z.string().nullable() }).nullable(),
	/** Safe HTML; empty for what may not be read. */
	html: z.string(),
	reactions: z.array(z.object({ sign: z.string(), count: z.number() })),
	/** What the page says of itself that it links to first. */
	preview: z.object({ address: z.string(), title: z.string(), description: z.string(), source: z.string() }).nullable(),
	posted: time,
	edited: time.nullable(),
});
/** On the first level: with its first replies. `more` replies are read with `?parent=`. */
const branch = comment.extend({ replies: z.array(comment), more: z.boolean() });

const shapeThread = (ctx: Ctx, card: ThreadCard): z.output<typeof thread> => ({
	id: card.id,
	url: ctx.site.url + card.path,
	title: card.title,
	kind: card.kind,
	answer: card.answer,
	idea: card.idea,
	stars: card.stars && starsOf(card.stars),
	tags: [...card.tags],
	subject: card.subject,
	category: card.category,
	author: card.author && { name: card.author.name, handle: card.author.handle },
	nameless: card.nameless,
	comments: card.comment_count,
	opened: card.opened.toISOString(),
	closed: timeText(card.closed),
	pinned: card.pinned,
	lastCommented: timeText(card.last_commented),
});

const shapeComment = (one: ShownComment): z.output<typeof comment> => ({
	id: one.id,
	parent: one.parent,
	state: one.state,
	author: one.author,
	nameless: one.nameless,
	given: one.given,
	origin: one.origin,
	html: one.html,
	reactions: one.reactions,
	preview: one.preview && {
		address: one.preview.address,
		title: one.preview.title,
		description: one.preview.description,
		source: one.preview.source,
	},
	posted: one.posted.toISOString(),
	edited: timeText(one.edited),
});

const shapeBranch = (one: ShownComment): z.output<typeof branch> => ({
	...shapeComment(one),
	replies: one.replies.map(shapeComment),
	more: one.more,
});

/** As many items as asked for, of pages that have a size of their own; the next page begins after the last item. */
async function gather<T extends { id: number }>(
	ctx: Ctx,
	limit: number,
	after: number | undefined,
	read: (after: number | undefined) => Promise<{ items: T[]; next: number | null }>,
) {
	const items: T[] = [];
	let place: number | null = after ?? null;
	do {
		const found: { items: T[]; next: number | null } = await read(place ?? undefined);
		items.push(...found.items);
		place = found.next;
	} while (place !== null && items.length < limit);
	if (items.length > limit) place = items[limit - 1]?.id ?? null;
	return { items: items.slice(0, limit), next: writeCursor(ctx, place) };
}

const comments = (found: ThreadPage) => ({ items: found.comments.map(shapeBranch), next: found.next });
const replies = (found: ThreadPage) => ({
	items: (found.comments[0]?.replies ?? []).map(shapeBranch),
	next: found.next,
});

const threadEndpoints = [
	endpoint({
		method: 'GET',
		path: '/categories',
		scope: 'thread.read',
		summary: 'Categories of the forum, in order',
		answer: listOf(category),
		async run(ctx) {
			const found = await listCategories(ctx);
			return {
				items: found.map(({ path, active, admitted: _, ...rest }) => ({
					...rest,
					url: ctx.site.url + path,
					active: timeText(active),
				})),
				next: null,
			};
		},
	}),
	endpoint({
		method: 'GET',
		path: '/threads',
		scope: 'thread.read',
		summary: 'Threads, newest activity first: the forum, and what is talked about under articles',
		query: page.extend({
			category: idParam.optional(),
			tag: z.string().max(tagging.longest).optional(),
			show: z.enum(threadFilters).optional(),
		}),
		answer: listOf(thread),
		async run(ctx, { query: { cursor, limit, category: within, tag, show } }) {
			const { items, next } = await listThreads(ctx, {
				limit,
				category: within,
				tag,
				show,
				before: readCursor(ctx, cursor, 'string'),
			});
			return { items: items.map((card) => shapeThread(ctx, card)), next: writeCursor(ctx, next) };
		},
	}),
	endpoint({
		method: 'POST',
		path: '/threads',
		scope: 'thread.start',
		summary: 'Start a thread in a category, with its opening',
		body: z.strictObject({
			category: z.number().int().positive(),
			kind: z.enum(threadKinds).optional(),
			title: z.string(),
			/** What it is about. One that nobody used yet is made by whom the house trusts so far. */
			tags: z.array(z.string()).max(tagging.most).optional(),
			body: bodyInput,
			/** Without one's name, where the category lets. */
			nameless: z.boolean().optional(),
			poll: z
				.strictObject({
					choices: z.array(z.string()),
					most: z.number().int().optional(),
					results: z.enum(pollResults).optional(),
					closes: time.nullish(),
				})
				.optional(),
		}),
		answer: z.object({ id: z.number(), url: z.string(), comment: z.number() }),
		async run(ctx, { body: { category: within, kind, title, tags, body, poll, nameless } }) {
			const {
				id,
				path,
				comment: opening,
			} = await startThread(ctx, {
				category: within,
				kind,
				title,
				tags,
				body: documentOf(body, 'comment') as never,
				poll: poll as never,
				nameless,
			});
			return { id, url: ctx.site.url + path, comment: opening };
		},
	}),
	endpoint({
		method: 'GET',
		path: '/threads/{thread}',
		scope: 'thread.read',
		summary: 'One thread; its words are in its comments',
		answer: thread,
		async run(ctx, { params }) {
			const found = await findThread(ctx, { id: params.thread });
			if (!found) throw notFound('thread');
			return shapeThread(ctx, found);
		},
	}),
	endpoint({
		method: 'GET',
		path: '/threads/{thread}/comments',
		scope: 'thread.read',
		summary: 'Comments in the order they came, each with its first replies; with `parent`, the replies below one',
		query: page.extend({
			parent: idParam.optional(),
			/** Only those that give so many stars. */
			stars: z.coerce.number().int().min(1).max(5).optional(),
		}),
		answer: listOf(branch),
		run(ctx, { params, query: { cursor, limit, parent, stars } }) {
			const read = (after: number | undefined) =>
				readThread(ctx, { thread: params.thread, branch: parent, stars, after });
			return gather(ctx, limit, readCursor(ctx, cursor, 'number'), async (after) =>
				(parent ? replies : comments)(await read(after)),
			);
		},
	}),
	endpoint({
		method: 'POST',
		path: '/threads/{thread}/comments',
		scope: 'comment.post',
		summary: 'Say something in a thread, or answer a comment of it',
		body: z.strictObject({
			body: bodyInput,
			parent: z.number().int().positive().nullish(),
			/** Words of the parent that stand above the answer; they must be its words. */
			quote: z.string().optional(),
			/** Without one's name, where the category lets. */
			nameless: z.boolean().optional(),
			/** Stars, where the thread asks for reviews; each member once. `disclosed` (what they got for it) is then needed. */
			stars: z.number().int().min(1).max(5).optional(),
			disclosed: z.enum(disclosures).optional(),
		}),
		answer: z.object({ id: z.number(), thread: z.number(), url: z.string() }),
		async run(ctx, { params, body: { body, parent, quote, nameless, stars, disclosed } }) {
			const rating = { stars, disclosed };
			const said = {
				thread: params.thread,
				parent,
				quote,
				nameless,
				...rating,
				body: documentOf(body, 'comment') as never,
			};
			const { id, thread: within, path } = await postComment(ctx, said);
			return { id, thread: within, url: ctx.site.url + path };
		},
	}),
];

export const conversationEndpoints = [...threadEndpoints, ...orderEndpoints, ...partEndpoints, ...answerEndpoints];
