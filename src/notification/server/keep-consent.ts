import type { Ctx } from '#platform/context/context.ts';

/** How an agreement came about. */
export type Place = 'site' | 'mail' | 'account' | 'one-click' | 'console' | 'provider';

/** One act of a subscriber on several topics. */
export interface Consenting {
	subscriber: number;
	topics: readonly number[];
	act: 'asked' | 'confirmed' | 'ended';
	place: Place;
	/** What the person read. */
	wording?: string;
	network?: string;
}

/** Adds to the proof. */
export async function keepConsent(ctx: Ctx, { topics, wording = '', network = '', ...act }: Consenting): Promise<void> {
	if (!topics.length) return;
	await ctx.db
		.insertInto('notification.consent')
		.values(topics.map((topic) => ({ ...act, topic, wording: wording.slice(0, 1000), network, happened: ctx.now })))
		.execute();
}
