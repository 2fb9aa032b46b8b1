import { z } from 'zod';

/** Where a request to join or sign in comes from: its Cookie header, what the browser calls itself, its address. */
export const askedFromField = z
	.object({
		cookie: z.string().max(16_384).default(''),
		browser: z
			.string()
			.default('')
			.transform((name) => name.slice(0, 300)),
		address: z.string().max(100).default(''),
	})
	.prefault({});

export type AskedFrom = z.output<typeof askedFromField>;

/** Where a request comes from, as the commands want it. */
export const askedFrom = (request: Request, address: string): AskedFrom => ({
	cookie: request.headers.get('cookie') ?? '',
	browser: (request.headers.get('user-agent') ?? '').slice(0, 300),
	address,
});
