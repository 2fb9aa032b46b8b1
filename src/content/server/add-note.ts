import { z } from 'zod';
import { memberOf } from '#platform/actor.ts';
import type { Ctx } from '#platform/context/context.ts';

export const noteText = z.string().trim().max(2000, 'too-long');

/** Writes down what was said about an article, or what was done with it, by the actor. */
export async function addNote(
	ctx: Ctx,
	article: { id: number; version: number },
	kind: 'comment' | 'submitted' | 'approved' | 'returned',
	text: string,
): Promise<void> {
	const member = memberOf(ctx.actor);
	await ctx.db
		.insertInto('content.note')
		.values({ article: article.id, version: article.version, member, kind, text, written: ctx.now })
		.execute();
}
