import { z } from 'zod';
import { metaWebhook } from '#network/meta/meta-webhook.ts';

const Change = z.object({
	field: z.string(),
	value: z.object({ media: z.object({ id: z.string() }).optional() }).loose(),
});
const Called = z.object({
	object: z.literal('instagram'),
	entry: z.array(
		z
			.object({
				id: z.string(),
				changes: z.array(Change).optional(),
				field: z.string().optional(),
				value: Change.shape.value.optional(),
			})
			.loose(),
	),
});

/** Which of two shapes comes depends on how the account was connected: changes in a list, or one in the entry itself. */
export const instagramWebhook = metaWebhook((body) => {
	const called = Called.safeParse(body);
	if (!called.success) return [];
	return called.data.entry.flatMap(({ id: account, changes, field, value }) =>
		[...(changes ?? []), ...(field && value ? [{ field, value }] : [])].flatMap((change) =>
			change.field === 'comments' && change.value.media ? [{ account, post: change.value.media.id }] : [],
		),
	);
});
