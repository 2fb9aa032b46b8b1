import type { Ctx } from '#platform/context/context.ts';

/** To tell whoever made something what was made: a token that may make it need not be allowed to read all of its kind. */
export function toldBack(ctx: Ctx): Ctx {
	if (ctx.actor.kind !== 'member') return ctx;
	const { scopes: _scopes, ...actor } = ctx.actor;
	return { ...ctx, actor };
}
