import { redirect, type RequestEvent } from '@sveltejs/kit';
import type { Ctx } from '#platform/context/context.ts';
import {
	acceptAnswer,
	castBallot,
	endPoll,
	findCommentPath,
	findThread,
	followThread,
	markSeen,
	keepDraft,
	react,
	releaseAnswer,
	unvoteIdea,
	voteIdea,
} from '#community/server/index.ts';
import { readThreadNotices } from '#notification/server/index.ts';
import { readForm, submit } from '#web/form.ts';
import { readPosted } from '#web/read-form.ts';
import { threadId } from '#web/thread-place.ts';

type Step = (ctx: Ctx, thread: number, event: RequestEvent) => Promise<string | object>;

/** One small step of taking part; whoever has not joined is asked to, and comes back to the thread. */
const step = (work: Step) => async (event: RequestEvent) => {
	const { ctx } = event.locals;
	const thread = threadId(event.params['id'] as string);
	if (ctx.actor.kind === 'visitor') {
		const found = await findThread(ctx, { id: thread });
		redirect(303, `/join?to=${encodeURIComponent(found?.path ?? '/community')}`);
	}
	return submit(event, {}, async () => {
		const done = await work(ctx, thread, event);
		return typeof done === 'string' ? redirect(303, done) : done;
	});
};

const pathOf = async (done: Promise<{ path: string }>): Promise<string> => `${(await done).path}#conversation`;

/** The actions of `takePartPath`: what the buttons on a thread's page send. */
export const takePartActions = {
	vote: step((ctx, thread) => pathOf(voteIdea(ctx, { thread }))),
	unvote: step((ctx, thread) => pathOf(unvoteIdea(ctx, { thread }))),
	ballot: step(async (ctx, thread, event) => {
		const choices = (await readPosted(event.request)).getAll('choice').map(String);
		return pathOf(castBallot(ctx, { thread, choices }));
	}),
	end: step((ctx, thread) => pathOf(endPoll(ctx, { thread }))),
	accept: step(async (ctx, _thread, event) => {
		const { comment = '' } = await readForm(event);
		await acceptAnswer(ctx, { comment });
		return findCommentPath(ctx, { id: comment });
	}),
	follow: step(async (ctx, thread, event) => {
		const { level = '' } = await readForm(event);
		return pathOf(followThread(ctx, { thread, level: level as never }));
	}),
	seen: step(async (ctx, thread, event) => {
		const { comment = '' } = await readForm(event);
		await readThreadNotices(ctx, { thread, comment });
		return markSeen(ctx, { thread, comment });
	}),
	draft: step(async (ctx, thread, event) => {
		const { text = '', quote, parent, seen, stars, disclosed } = await readForm(event);
		return keepDraft(ctx, { thread, text, quote, parent, seen, stars, disclosed: disclosed as never });
	}),
	react: step(async (ctx, _thread, event) => {
		const { react: which = '', on } = await readForm(event);
		const [comment = '', sign = ''] = which.split(' ');
		const said = await react(ctx, { comment, sign, ...(on ? { on: on === '1' } : {}) });
		// The script on the page has marked it already and needs no page.
		if (event.request.headers.has('x-sveltekit-action')) return said;
		return findCommentPath(ctx, { id: comment });
	}),
	release: step((ctx, thread) => pathOf(releaseAnswer(ctx, { thread }))),
};
