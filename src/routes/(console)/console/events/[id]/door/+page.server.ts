import type { RequestEvent } from '@sveltejs/kit';
import { codeIn } from '#gathering/ticket.ts';
import { listGuests, readDoor } from '#gathering/server/index.ts';
import { doorActions } from '#web/door-actions.ts';

export const actions = doorActions;

export async function load({ locals: { ctx }, params, url }: RequestEvent) {
	const id = params['id'] as string;
	const [event, guests] = await Promise.all([readDoor(ctx, { id }), listGuests(ctx, { event: id })]);
	return { event, guests, code: codeIn(url.searchParams.get('code') ?? '') ?? '' };
}
