import { error, redirect, type RequestEvent } from '@sveltejs/kit';
import { mayModerate } from '#community/policy.ts';
import { closeThread, findThread, openThreadAgain } from '#community/server/index.ts';
import { submit } from '#web/form.ts';
import { personalPage } from '#web/shared-page.ts';
import { threadId } from '#web/thread-place.ts';

export const csr = false;

export async function load(event: RequestEvent) {
	const ctx = personalPage(event);
	const thread = await findThread(ctx, { id: threadId(event.params['id'] as string) });
	if (!thread || !mayModerate(ctx.actor)) error(404);
	return { thread };
}

const turn = (command: typeof closeThread) => async (event: RequestEvent) =>
	submit(event, {}, async () =>
		redirect(303, (await command(event.locals.ctx, { thread: event.params['id'] as string })).path),
	);

export const actions = { close: turn(closeThread), reopen: turn(openThreadAgain) };
