import type { RequestEvent } from '@sveltejs/kit';
import { eventThing } from '#gathering/gathering.ts';
import { readGathering } from '#gathering/server/index.ts';
import { photoOf } from '#web/as-home.ts';
import { eventActions } from '#web/event-actions.ts';
import { shareCard } from '#web/share-card.ts';
import { sharedPage } from '#web/shared-page.ts';

export const csr = false;
export const actions = eventActions;

export async function load(event: RequestEvent) {
	const ctx = sharedPage(event);
	const gathering = await readGathering(ctx, { slug: event.params['slug'] as string });
	sharedPage(event, { event: gathering.id });
	const card = await shareCard(ctx, eventThing(gathering.id), gathering.title);
	return { gathering, card, picture: photoOf(gathering.picture), now: ctx.now };
}
