import { redirect, type RequestEvent } from '@sveltejs/kit';
import { codeIn } from '#gathering/ticket.ts';
import { findTicketEvent } from '#gathering/server/index.ts';
import { notFound } from '#platform/problem.ts';

/** Where a ticket's QR code leads whoever scans it with the camera of their telephone: to the door of its event. */
export async function load({ locals: { ctx }, url }: RequestEvent) {
	const code = codeIn(url.searchParams.get('code') ?? '') ?? '';
	const event = await findTicketEvent(ctx, { code });
	if (event === null) throw notFound('ticket');
	redirect(303, `/console/events/${event}/door?code=${code}`);
}
