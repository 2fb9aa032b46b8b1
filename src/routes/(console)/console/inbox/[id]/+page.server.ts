import type { RequestEvent } from '@sveltejs/kit';
import type { Ctx } from '#platform/context/context.ts';
import { randomToken } from '#platform/token.ts';
import {
	answerConversation,
	closeConversation,
	hideAuthor,
	readConversation,
	reopenConversation,
	retryAnswer,
} from '#inbox/server/index.ts';
import { goOn, readForm, submit } from '#web/form.ts';
import { readWhoWrote, sayWhoWrote } from '#web/who-wrote.ts';

export async function load({ locals, params }: RequestEvent) {
	const conversation = await readConversation(locals.ctx, { id: params['id'] ?? '' });
	return { conversation, wrote: await readWhoWrote(locals, conversation), key: randomToken(20) };
}

/** Runs what was asked for about this conversation, then shows it again. */
const onThis =
	(work: (ctx: Ctx, conversation: string, values: Record<string, string>) => Promise<unknown>) =>
	async (event: RequestEvent) => {
		const values = await readForm(event);
		const id = event.params['id'] ?? '';
		const done = await submit(event, values, async () => void (await work(event.locals.ctx, id, values)));
		return done ?? goOn(undefined, `/console/inbox/${Number(id)}?state=${values['state'] ?? 'waiting'}`);
	};

export const actions = {
	answer: onThis((ctx, conversation, { text = '', key }) => answerConversation(ctx, { conversation, text, key })),
	close: onThis((ctx, conversation) => closeConversation(ctx, { conversation })),
	reopen: onThis((ctx, conversation) => reopenConversation(ctx, { conversation })),
	member: onThis((ctx, conversation, { who = '' }) => sayWhoWrote(ctx, conversation, who)),
	hide: onThis((ctx, conversation) => hideAuthor(ctx, { conversation })),
	retry: onThis((ctx, _conversation, { answer = '' }) => retryAnswer(ctx, { answer })),
};
