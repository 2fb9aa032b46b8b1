import { z } from 'zod';
import { authorize } from '#platform/actor.ts';
import { query } from '#platform/context/command.ts';
import { locales } from '#platform/language/locale.ts';
import { articlePath } from '#content/article.ts';
import { mayWrite } from '#content/policy.ts';
import { siblingsOf } from '#content/server/read-company.ts';
import { workable } from '#content/server/queries/list-drafts.ts';

/** How many are proposed; any other is named by its address. */
const most = 100;

/** Articles in other languages than this that have no translation yet and are the actor's to link: those last changed first. */
export const listUnlinked = query(z.object({ locale: z.enum(locales) }), async (ctx, { locale }) => {
	authorize(ctx.actor, 'article.write', mayWrite, null);
	const rows = await workable(ctx)
		.select(['id', 'slug', 'title', siblingsOf('article').as('siblings')])
		.where('locale', '!=', locale)
		.where('translates', 'is', null)
		.orderBy('changed', 'desc')
		.orderBy('id', 'desc')
		.limit(most)
		.execute();
	return rows
		.filter(({ siblings }) => !siblings.length)
		.map(({ id, slug, title }) => ({ id, path: articlePath(slug), title }));
});
