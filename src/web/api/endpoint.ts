import type { z } from 'zod';
import type { Ctx } from '#platform/context/context.ts';

/** The names in braces in a path. */
type Names<P extends string> = string extends P
	? string
	: P extends `${string}{${infer Name}}${infer Rest}`
		? Name | Names<Rest>
		: never;

/** One thing that other people's programs may ask for. The OpenAPI description is made of the same values. */
export interface Endpoint<P extends string = string, Q extends z.ZodType = z.ZodType, B extends z.ZodType = z.ZodType> {
	method: 'GET' | 'POST' | 'PATCH' | 'DELETE';
	/** Below /api/v1, in braces the identities of rows: `/threads/{thread}/comments`. */
	path: P;
	/** What the token must be allowed to do. */
	scope: string;
	summary: string;
	query?: Q;
	body?: B;
	/** What it answers with. */
	answer: z.ZodType;
	/** Status of success. Default 200, for POST 201. */
	status?: number;
	/** Asks or changes. What changes runs in one transaction with all that it calls. */
	run(ctx: Ctx, asked: { params: Record<Names<P>, number>; query: z.output<Q>; body: z.output<B> }): Promise<unknown>;
}

/** Declares an endpoint; only gives its parts their types. */
export const endpoint = <const P extends string, Q extends z.ZodType, B extends z.ZodType>(
	one: Endpoint<P, Q, B>,
): Endpoint => one as unknown as Endpoint;

/** Status of an endpoint's success. */
export const statusOf = (one: Endpoint): number => one.status ?? (one.method === 'POST' ? 201 : 200);
