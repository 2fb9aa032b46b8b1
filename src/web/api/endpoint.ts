import type { z } from 'zod';
import type { Ctx } from '#platform/context/context.ts';
import type { Spooled } from '#platform/spool.ts';

/** The names in braces in a path. */
type Names<P extends string> = string extends P
	? string
	: P extends `${string}{${infer Name}}${infer Rest}`
		? Name | Names<Rest>
		: never;

/** A file that is sent with a call: a form whose field `file` it is; the other fields are the call's body. */
export interface SentFile<T = unknown> {
	/** The largest that is taken, in bytes. */
	limit: number;
	/** Its media types, as the description says them. */
	types: string;
	/** Throws when this actor may send none: asked before a byte of it is read. */
	allow(ctx: Ctx): void;
	/** Takes it in before the transaction, which must not wait for it; twice the same is taken once. Discards it. */
	take(ctx: Ctx, file: Spooled): Promise<T>;
}

/** One thing that other people's programs may ask for. The OpenAPI description is made of the same values. */
export interface Endpoint<
	P extends string = string,
	Q extends z.ZodType = z.ZodType,
	B extends z.ZodType = z.ZodType,
	T = unknown,
> {
	method: 'GET' | 'POST' | 'PATCH' | 'DELETE';
	/** Below /api/v1, in braces the identities of rows: `/threads/{thread}/comments`. */
	path: P;
	/** What the token must be allowed to do. */
	scope: string;
	summary: string;
	query?: Q;
	body?: B;
	file?: SentFile<T>;
	/** What it answers with. */
	answer: z.ZodType;
	/** Status of success. Default 200, for POST 201. */
	status?: number;
	/** Asks or changes. What changes runs in one transaction with all that it calls. `taken` is what `file` was taken as. */
	run(
		ctx: Ctx,
		asked: { params: Record<Names<P>, number>; query: z.output<Q>; body: z.output<B>; taken: T },
	): Promise<unknown>;
}

/** Declares an endpoint; only gives its parts their types. */
export const endpoint = <const P extends string, Q extends z.ZodType, B extends z.ZodType, T>(
	one: Endpoint<P, Q, B, T>,
): Endpoint => one as unknown as Endpoint;

/** Status of an endpoint's success. */
export const statusOf = (one: Endpoint): number => one.status ?? (one.method === 'POST' ? 201 : 200);
