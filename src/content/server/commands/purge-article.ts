import { sql } from 'kysely';
import { z } from 'zod';
import { authorize } from '#platform/actor.ts';
import { command } from '#platform/context/command.ts';
import { keepUses } from '#media/server/index.ts';
import { articleThing } from '#content/article.ts';
import { articlePurged } from '#content/events.ts';
import { mayPurge } from '#content/policy.ts';
import { restorableDays } from '#content/server/commands/delete-article.ts';

/**
 * Lets a deleted article go for good once nobody can bring it back: its text, revisions and notes. What stays is where
 * its addresses lead. Safe to run twice.
 */
export const purgeArticle = command(z.object({ id: z.number().int().positive() }), async (ctx, { id }) => {
	authorize(ctx.actor, 'article.purge', mayPurge, null);
	const latest = new Date(ctx.now.getTime() - restorableDays * 86_400_000);
	const article = await ctx.db
		.selectFrom('content.article')
		.select(['id', 'slug', 'title'])
		.where('id', '=', id)
		.where('deleted', '<=', latest)
		.forUpdate()
		.executeTakeFirst();
	if (!article) return;
	// A draft that nobody ever saw leaves no address.
	await sql`
		insert into content.gone_slug (slug, leads_to_article, leads_to, thread, title, gone)
		select address.slug, leads_to_article, leads_to, case when thread_stays then thread end, title, deleted
		from content.article, lateral (
			select article.slug union select former.slug from content.former_slug former where former.article = article.id
		) as address
		where id = ${id} and thread is not null
		on conflict (slug) do update set leads_to_article = excluded.leads_to_article, leads_to = excluded.leads_to,
			thread = excluded.thread, title = excluded.title, gone = excluded.gone`.execute(ctx.db);
	await keepUses(ctx, { thing: articleThing(id), pictures: [] });
	await ctx.db.deleteFrom('content.article').where('id', '=', id).execute();
	ctx.record({ name: articlePurged, about: articleThing(id), data: { article: id, slug: article.slug } });
});
