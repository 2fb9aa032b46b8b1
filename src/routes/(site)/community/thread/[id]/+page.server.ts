import { error, redirect, type RequestEvent } from '@sveltejs/kit';
import { mayModerate } from '#community/policy.ts';
import {
	closeThread,
	decideIdea,
	endPoll,
	findThread,
	limitThread,
	listCategories,
	mergeThread,
	moveThread,
	openThreadAgain,
	pinThread,
	listTagNames,
	tagThread,
	turnThread,
} from '#community/server/index.ts';
import { threadMeant } from '#community/thread.ts';
import type { Ctx } from '#platform/context/context.ts';
import { readForm, submit } from '#web/form.ts';
import { personalPage } from '#web/shared-page.ts';
import { threadId } from '#web/thread-place.ts';

export const csr = false;

export async function load(event: RequestEvent) {
	const ctx = personalPage(event);
	const thread = await findThread(ctx, { id: threadId(event.params['id'] as string) });
	const moderator = mayModerate(ctx.actor);
	if (!thread || (!moderator && !thread.own)) error(404);
	return {
		thread,
		moderator,
		categories: moderator ? await listCategories(ctx) : [],
		tags: thread.category ? await listTagNames(ctx) : [],
	};
}

/** The command checks what the form sent. */
type Work = (ctx: Ctx, input: never) => Promise<{ path: string }>;

/** Does it, and goes back to the conversation. */
const turn = (command: Work) => async (event: RequestEvent) => {
	const values = await readForm(event);
	const input = { ...values, thread: event.params['id'] as string };
	return submit(event, values, async () => redirect(303, (await command(event.locals.ctx, input as never)).path));
};

export const actions = {
	close: turn(closeThread),
	reopen: turn(openThreadAgain),
	decide: turn(decideIdea),
	kind: turn(turnThread),
	tags: turn(tagThread),
	end: turn(endPoll),
	pin: turn(pinThread),
	move: turn(moveThread),
	limit: turn((ctx, { closeDays, ...input }: { closeDays?: string; thread: string }) =>
		limitThread(ctx, { ...input, closeDays: closeDays?.trim() || null }),
	),
	merge: turn((ctx, { thread, into }: { thread: string; into?: string }) =>
		mergeThread(ctx, { thread, into: threadMeant(into ?? '') ?? '' }),
	),
};
