import { z } from 'zod';

/** What somebody said on Threads, as the API tells it of answers and of what a search finds. */
export const Said = z.object({
	id: z.string(),
	text: z.string().default(''),
	username: z.string().default(''),
	permalink: z.string().optional(),
	timestamp: z.string(),
});

/** Whose account it is. */
export const Me = z.object({ username: z.string() });
