import type { ServerLoadEvent } from '@sveltejs/kit';
import { conversationStates, listConversations } from '#inbox/server/index.ts';

export async function load({ locals, url }: ServerLoadEvent) {
	const state = conversationStates.find((one) => one === url.searchParams.get('state')) ?? 'waiting';
	const skip = url.searchParams.get('skip') ?? undefined;
	return { state, now: locals.ctx.now, conversations: await listConversations(locals.ctx, { state, skip }) };
}
