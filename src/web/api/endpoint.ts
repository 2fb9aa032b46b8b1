import type { z } from 'zod';
import type { Ctx } from '#platform/context/context.ts';

/** One thing that other people's programs may ask for. The OpenAPI description is made of the same values. */
export interface Endpoint<P = never, Q extends z.ZodType = z.ZodType, B extends z.ZodType = z.ZodType> {
	method: 'GET' | 'POST' | 'PATCH' | 'DELETE';
	/** Below /api/v1, parameters in braces: `/threads/{thread}/comments`. */
	path: string;
	/** What the token must be allowed to do. */
	scope: string;
	summary: string;
	query?: Q;
	body?: B;
	/** What it answers with. */
	answer: z.ZodType;
	/** Status of success. Default 200, for POST 201. */
	status?: number;
	run(ctx: Ctx, asked: { params: Record<string, string>; query: z.output<Q>; body: z.output<B> }, _?: P): Promise<unknown>;
}

/** Declares an endpoint; only gives its parts their types. */
export const endpoint = <Q extends z.ZodType, B extends z.ZodType>(one: Endpoint<never, Q, B>): Endpoint => one as unknown as Endpoint;
