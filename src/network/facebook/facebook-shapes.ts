import { z } from 'zod';

export const Made = z.object({ id: z.string().min(1), permalink_url: z.string().optional() });
export const Done = z.object({ success: z.boolean().optional() });
export const Page = z.object({ name: z.string(), followers_count: z.number().nullish() });
export const Paging = z
	.object({ cursors: z.object({ after: z.string() }).optional(), next: z.string().optional() })
	.optional();

export const Posts = z.object({
	data: z.array(
		Made.extend({
			message: z.string().optional(),
			attachments: z.object({ data: z.array(z.object({ unshimmed_url: z.string().optional() })) }).optional(),
		}),
	),
	paging: Paging,
});

export const Comments = z.object({
	data: z.array(
		Made.extend({
			message: z.string().default(''),
			/** Absent when the network does not tell who it was. */
			from: z.object({ id: z.string(), name: z.string() }).optional(),
			created_time: z.string(),
			parent: z.object({ id: z.string() }).optional(),
			is_hidden: z.boolean().default(false),
		}),
	),
	paging: Paging,
});

export const Standing = Made.extend({ message: z.string().default('') });

const Total = z.object({ summary: z.object({ total_count: z.number() }).optional() }).optional();
export const Numbers = z.object({ reactions: Total, comments: Total });
export const Insights = z.object({
	data: z.array(z.object({ name: z.string(), values: z.array(z.object({ value: z.unknown() })).default([]) })),
});

/** The cursor of the next part; null on the last. Only the cursor is used: an address that the network tells is not followed. */
export const nextOf = (paging: z.output<typeof Paging>): string | null =>
	paging?.next ? (paging.cursors?.after ?? null) : null;
