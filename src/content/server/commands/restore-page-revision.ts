import { z } from 'zod';
import { authorize } from '#platform/actor.ts';
import { command } from '#platform/context/command.ts';
import { notFound } from '#platform/problem.ts';
import { mayWritePage } from '#content/policy.ts';
import { writePage } from '#content/server/commands/write-page.ts';

const RestorePageRevision = z.object({
	page: z.coerce.number().int().positive(),
	number: z.coerce.number().int().positive(),
});

/** Brings back a former version of a page as a new one; its address and language stay the present ones, which are known outside. */
export const restorePageRevision = command(RestorePageRevision, async (ctx, { page, number }) => {
	const revision = await ctx.db
		.selectFrom('content.page_revision')
		.select(['title', 'excerpt', 'body'])
		.where('page', '=', page)
		.where('number', '=', number)
		.executeTakeFirst();
	authorize(ctx.actor, 'page.write', mayWritePage, null);
	if (!revision) throw notFound('revision');
	return writePage(ctx, { id: page, ...revision });
});
