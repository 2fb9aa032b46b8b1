import { z } from 'zod';
import type { Limits } from '#network/limit.ts';

/** What answers are shortened by: they name whom they answer, and a name has at most thirty signs. */
const nameRoom = 32;

const limitsOf = (most: number, address: number, pictures: NonNullable<Limits['pictures']>): Limits => ({
	post: { most, counted: 'grapheme', address, shortMention: true },
	comment: { most: Math.max(1, most - nameRoom), counted: 'grapheme', address, shortMention: true },
	pictures,
	link: 'within',
	thread: 25,
	mention: {
		handle: '[A-Za-z0-9_]{1,30}@(?:[A-Za-z0-9-]{1,63}\\.)+[A-Za-z0-9-]{2,63}',
		write: '@{handle}',
		example: 'soy@g0v.social',
	},
});

/** What Mastodon takes where a server says nothing else: 500 signs, an address counting 23, of a name abroad only its front. */
export const mastodonLimits: Limits = limitsOf(500, 23, {
	least: 0,
	most: 4,
	types: ['image/jpeg', 'image/png'],
	bytes: 16_000_000,
	alt: 1500,
});

const whole = z.number().int().positive();

/** What a server says of its rules (`/api/v2/instance`); every part may be missing. */
export const Instance = z.object({
	domain: z.string().min(1),
	configuration: z
		.object({
			statuses: z
				.object({
					max_characters: whole.optional(),
					max_media_attachments: z.number().int().nonnegative().optional(),
					characters_reserved_per_url: whole.optional(),
				})
				.optional(),
			media_attachments: z
				.object({
					supported_mime_types: z.array(z.string()).optional(),
					image_size_limit: whole.optional(),
					description_limit: whole.optional(),
				})
				.optional(),
		})
		.optional(),
});

/** The rules of one server. */
export function serverLimits({ configuration }: z.output<typeof Instance>): Limits {
	const { statuses, media_attachments: media } = configuration ?? {};
	const usual = mastodonLimits.pictures!;
	return limitsOf(
		Math.min(statuses?.max_characters ?? mastodonLimits.post.most, 100_000),
		statuses?.characters_reserved_per_url ?? 23,
		{
			least: 0,
			most: statuses?.max_media_attachments ?? usual.most,
			// What we have is JPEG or PNG; a server that takes neither takes no picture of ours.
			types: usual.types.filter((type) => media?.supported_mime_types?.includes(type) ?? true),
			bytes: media?.image_size_limit ?? usual.bytes,
			alt: media?.description_limit ?? usual.alt!,
		},
	);
}
