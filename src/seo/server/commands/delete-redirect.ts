import { z } from 'zod';
import { authorize } from '#platform/actor.ts';
import { command } from '#platform/context/command.ts';
import { notFound } from '#platform/problem.ts';
import { redirectDeleted } from '#seo/events.ts';
import { mayChangeFound } from '#seo/policy.ts';

/** Deletes a redirect; its address is not found from now on. Throws Problem `redirect.not-found`. */
export const deleteRedirect = command(z.object({ id: z.coerce.number().int().positive() }), async (ctx, { id }) => {
	authorize(ctx.actor, 'seo.change', mayChangeFound, null);
	const row = await ctx.db
		.deleteFrom('seo.redirect')
		.where('id', '=', id)
		.returning(['path', 'query'])
		.executeTakeFirst();
	if (!row) throw notFound('redirect');
	ctx.record({ name: redirectDeleted, about: 'redirects', data: { path: row.path, query: row.query } });
});
