import { holds, type Actor } from '#platform/actor.ts';
import type { Ctx } from '#platform/context/context.ts';

/** The outbox holds sign-in codes: it is the owner's alone. */
export const mayReadOutbox = (actor: Actor): boolean => holds(actor, 'owner');

/** What was written before has gone stale: a code in it opens nothing any more. */
export const oldBefore = (ctx: Ctx): Date => new Date(ctx.now.getTime() - 86_400_000);
