import type { z } from 'zod';
import type { Ctx } from '#platform/context/context.ts';
import { callGraph, type GraphCall } from '#network/meta/graph.ts';
import type { OwnAccount } from '#network/network.ts';

/** Asks one of Meta's networks in the name of an account, and takes note of what it says of our allowance. */
export const askAs =
	(base: (ctx: Ctx) => string) =>
	<S extends z.ZodType>(
		ctx: Ctx,
		{ connection, note }: OwnAccount,
		schema: S,
		call: Omit<GraphCall, 'base' | 'token' | 'note'>,
	): Promise<z.output<S>> =>
		callGraph(ctx, schema, { base: base(ctx), token: connection['token'], note, ...call });
