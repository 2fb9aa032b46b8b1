import { z } from 'zod';
import { metaWebhook } from '#network/meta/meta-webhook.ts';

const Called = z.object({
	object: z.literal('page'),
	entry: z.array(
		z.object({
			id: z.string(),
			changes: z
				.array(z.object({ field: z.string(), value: z.object({ post_id: z.string().optional() }).loose() }))
				.default([]),
		}),
	),
});

/** A page's feed: comments, reactions and what happens to them. All of it is read there. */
export const facebookWebhook = metaWebhook((body) => {
	const called = Called.safeParse(body);
	if (!called.success) return [];
	return called.data.entry.flatMap(({ id: account, changes }) =>
		changes.flatMap(({ field, value: { post_id: post } }) => (field === 'feed' && post ? [{ account, post }] : [])),
	);
});
