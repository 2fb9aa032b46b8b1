import { z } from 'zod';
import { metaWebhook } from '#network/meta/meta-webhook.ts';

const Called = z.object({
	values: z.object({
		field: z.string(),
		value: z
			.object({ id: z.string().optional(), root_post: z.object({ id: z.string(), owner_id: z.string() }).optional() })
			.loose(),
	}),
});

/** Threads calls with an envelope of its own: one value, with the post at the root of the conversation. */
export const threadsWebhook = metaWebhook((body) => {
	const called = Called.safeParse(body);
	const root = called.success ? called.data.values.value.root_post : undefined;
	return root ? [{ account: root.owner_id, post: root.id }] : [];
});
