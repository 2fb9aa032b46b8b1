import { visitor, type Actor } from '#platform/actor.ts';
import type { Ctx } from '#platform/context/context.ts';

/** Who holds the session in these headers. */
export async function findActor(_ctx: Ctx, _headers: Headers): Promise<{ actor: Actor; cookies: string[] }> {
	return { actor: visitor, cookies: [] };
}
