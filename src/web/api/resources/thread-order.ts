import { z } from 'zod';
import {
	closeThread,
	findThread,
	limitThread,
	mergeThread,
	moveThread,
	openThreadAgain,
	pinThread,
	shareComment,
	splitThread,
} from '#community/server/index.ts';
import { longestSilence, mostSplit, slowest } from '#community/rules.ts';
import { pinPlaces } from '#community/thread.ts';
import type { Ctx } from '#platform/context/context.ts';
import { Problem } from '#platform/problem.ts';
import { endpoint } from '#web/api/endpoint.ts';

const id = z.number().int().positive();
const found = z.object({ thread: z.number(), url: z.string() });

async function openingOf(ctx: Ctx, thread: number): Promise<number> {
	const opening = (await findThread(ctx, { id: thread }))?.opening;
	if (!opening) throw new Problem('thread.wrong-kind', 409);
	return opening;
}

/** What keeps many threads in order; for those who keep the peace. */
export const orderEndpoints = [
	endpoint({
		method: 'PATCH',
		path: '/threads/{thread}',
		scope: 'thread.order',
		summary: 'Put a thread in order; what is left out stays. `closed` needs the scope thread.close too',
		body: z.strictObject({
			closed: z.boolean().optional(),
			pinned: z.enum(pinPlaces).nullable().optional(),
			category: id.optional(),
			slowSeconds: z.number().int().min(0).max(slowest).optional(),
			/** Closes after so many days of silence; 0: never; null: as its category. */
			closeDays: z.number().int().min(0).max(longestSilence).nullable().optional(),
			/** Everybody who may comment changes its opening; any other comment is shared by itself. */
			shared: z.boolean().optional(),
		}),
		answer: found,
		async run(ctx, { params: { thread }, body: { closed, pinned, category, slowSeconds, closeDays, shared } }) {
			// What may be refused for its own sake comes first: nothing of the rest is done then.
			if (category !== undefined) await moveThread(ctx, { thread, category });
			const { path } = await limitThread(ctx, { thread, slowSeconds, closeDays });
			if (pinned !== undefined) await pinThread(ctx, { thread, where: pinned ?? 'nowhere' });
			if (shared !== undefined) await shareComment(ctx, { id: await openingOf(ctx, thread), on: shared });
			if (closed !== undefined) await (closed ? closeThread : openThreadAgain)(ctx, { thread });
			return { thread, url: ctx.site.url + path };
		},
	}),
	endpoint({
		method: 'PATCH',
		path: '/comments/{comment}',
		scope: 'thread.order',
		summary: 'Let everybody who may comment change a comment, or take that back',
		body: z.strictObject({ shared: z.boolean() }),
		answer: z.object({ comment: z.number(), url: z.string() }),
		async run(ctx, { params: { comment }, body: { shared } }) {
			const { path } = await shareComment(ctx, { id: comment, on: shared });
			return { comment, url: ctx.site.url + path };
		},
	}),
	endpoint({
		method: 'POST',
		path: '/threads/{thread}/split',
		scope: 'thread.order',
		summary: 'Make a new thread of some comments, with what answers them',
		body: z.strictObject({
			comments: z.array(id).min(1).max(mostSplit),
			title: z.string(),
			category: id.optional(),
		}),
		answer: found.extend({ comments: z.number() }),
		async run(ctx, { params: { thread }, body }) {
			const made = await splitThread(ctx, { thread, ...body });
			return { thread: made.id, url: ctx.site.url + made.path, comments: made.comments };
		},
	}),
	endpoint({
		method: 'POST',
		path: '/threads/{source}/merge',
		scope: 'thread.order',
		summary: 'Let a thread go on in another one; its address leads there',
		body: z.strictObject({ into: id }),
		answer: found,
		status: 200,
		async run(ctx, { params: { source: thread }, body: { into } }) {
			const merged = await mergeThread(ctx, { thread, into });
			return { thread: merged.thread, url: ctx.site.url + merged.path };
		},
	}),
];
