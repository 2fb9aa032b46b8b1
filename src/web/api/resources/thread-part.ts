import { z } from 'zod';
import {
	acceptAnswer,
	castBallot,
	decideIdea,
	findThread,
	react,
	readPoll,
	releaseAnswer,
	tagThread,
	unvoteIdea,
	voteIdea,
} from '#community/server/index.ts';
import { ideaStatuses, pollLimits, pollResults } from '#community/kind.ts';
import { tagging } from '#community/tag.ts';
import { memberOf } from '#platform/actor.ts';
import { notFound } from '#platform/problem.ts';
import { time, timeText } from '#web/api/common-shapes.ts';
import { endpoint } from '#web/api/endpoint.ts';

const done = z.object({ thread: z.number() });
const reacted = z.object({ comment: z.number(), on: z.boolean() });
const id = z.number().int().positive();

/** What members do in a thread beside commenting: the answer that helped, votes, ballots. */
export const partEndpoints = [
	endpoint({
		method: 'POST',
		path: '/threads/{question}/answer',
		scope: 'answer.accept',
		summary: 'Say which comment answered a question',
		body: z.strictObject({ comment: id }),
		answer: done.extend({ comment: z.number() }),
		status: 200,
		async run(ctx, { params, body: { comment } }) {
			const accepted = await acceptAnswer(ctx, { comment });
			// A comment of another thread is none of this one's.
			if (accepted.thread !== params.question) throw notFound('comment');
			return { thread: accepted.thread, comment };
		},
	}),
	endpoint({
		method: 'DELETE',
		path: '/threads/{question}/answer',
		scope: 'answer.accept',
		summary: 'Take back which comment answered a question',
		answer: done,
		run: async (ctx, { params }) => ({ thread: (await releaseAnswer(ctx, { thread: params.question })).thread }),
	}),
	endpoint({
		method: 'POST',
		path: '/threads/{topic}/tags',
		scope: 'thread.tag',
		summary: 'Say what a thread of the forum is about, in place of what was said before',
		body: z.strictObject({ tags: z.array(z.string()).max(tagging.most) }),
		answer: done.extend({ tags: z.array(z.string()) }),
		status: 200,
		async run(ctx, { params, body: { tags } }) {
			const tagged = await tagThread(ctx, { thread: params.topic, tags });
			return { thread: tagged.thread, tags: tagged.tags };
		},
	}),
	endpoint({
		method: 'POST',
		path: '/threads/{idea}/vote',
		scope: 'idea.vote',
		summary: 'Vote for an idea; once, however often',
		answer: done,
		status: 200,
		run: async (ctx, { params }) => ({ thread: (await voteIdea(ctx, { thread: params.idea })).thread }),
	}),
	endpoint({
		method: 'DELETE',
		path: '/threads/{idea}/vote',
		scope: 'idea.vote',
		summary: 'Take back a vote for an idea',
		answer: done,
		run: async (ctx, { params }) => ({ thread: (await unvoteIdea(ctx, { thread: params.idea })).thread }),
	}),
	endpoint({
		method: 'PATCH',
		path: '/threads/{idea}/idea',
		scope: 'idea.decide',
		summary: 'Say where an idea stands; a text becomes a comment at its top and needs the scope comment.post too',
		body: z.strictObject({ status: z.enum(ideaStatuses), text: z.string().max(10_000).optional() }),
		answer: done,
		run: async (ctx, { params, body }) => ({
			thread: (await decideIdea(ctx, { thread: params.idea, ...body })).thread,
		}),
	}),
	endpoint({
		method: 'GET',
		path: '/threads/{poll}/poll',
		scope: 'thread.read',
		summary: 'A poll; its counts are null where the asker may not see them yet',
		answer: z.object({
			most: z.number(),
			results: z.enum(pollResults),
			closes: time.nullable(),
			closed: time.nullable(),
			voters: z.number(),
			choices: z.array(z.object({ position: z.number(), text: z.string(), votes: z.number().nullable() })),
			own: z.array(z.number()),
		}),
		async run(ctx, { params: { poll: thread } }) {
			const found = await findThread(ctx, { id: thread });
			const poll = found?.kind === 'poll' ? await readPoll(ctx.sql, thread, memberOf(ctx.actor)) : null;
			if (!poll) throw notFound('thread');
			return { ...poll, closes: timeText(poll.closes), closed: timeText(poll.closed) };
		},
	}),
	endpoint({
		method: 'POST',
		path: '/threads/{poll}/ballot',
		scope: 'poll.vote',
		summary: 'Vote in a poll, or vote anew; no choice takes the ballot back',
		body: z.strictObject({ choices: z.array(id).max(pollLimits.most) }),
		answer: done,
		status: 200,
		run: async (ctx, { params, body }) => ({
			thread: (await castBallot(ctx, { thread: params.poll, ...body })).thread,
		}),
	}),
	endpoint({
		method: 'POST',
		path: '/comments/{comment}/reactions',
		scope: 'comment.react',
		summary: 'React to a comment with a sign that the brand offers; once per sign, however often',
		body: z.strictObject({ sign: z.string().max(16) }),
		answer: reacted,
		status: 200,
		async run(ctx, { params: { comment }, body: { sign } }) {
			const { on } = await react(ctx, { comment, sign, on: true });
			return { comment, on };
		},
	}),
	endpoint({
		method: 'DELETE',
		path: '/comments/{comment}/reactions',
		scope: 'comment.react',
		summary: 'Take back a reaction: `?sign=👍`',
		query: z.object({ sign: z.string().max(16).default('') }),
		answer: reacted,
		async run(ctx, { params: { comment }, query: { sign } }) {
			const { on } = await react(ctx, { comment, sign, on: false });
			return { comment, on };
		},
	}),
];
