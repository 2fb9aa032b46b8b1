import { sql } from 'kysely';
import { z } from 'zod';
import { authorize } from '#platform/actor.ts';
import { query } from '#platform/context/command.ts';
import { openTalk } from '#community/server/index.ts';
import { mayWrite } from '#content/policy.ts';
import { tagThing } from '#content/server/company.ts';

/** What is said of a tag, and how many published articles carry it. */
export const readTag = query(z.object({ name: z.string().max(30) }), async (ctx, { name }) => {
	ctx.about('articles', tagThing(name));
	const { rows } = await sql<{ description: string | null; articles: number }>`
		select (select description from content.tag where name = ${name}) as description,
			(select count(*)::int from content.article where tags @> array[${name}]::text[] and published <= ${ctx.now}) as articles`.execute(
		ctx.db,
	);
	return { name, description: rows[0]?.description ?? '', articles: rows[0]?.articles ?? 0 };
});

/** The present name of a tag that had this one before, where the asker finds something under it; or null. */
export const findPresentTag = query(z.object({ name: z.string().max(400) }), async (ctx, { name }) => {
	ctx.about(tagThing(name));
	const { rows } = await sql<{ leads_to: string }>`
		select f.leads_to from content.former_tag f where f.name = ${name} and (
			exists (select from content.article a where a.tags @> array[f.leads_to] and a.published <= ${ctx.now})
			or exists (
				select from community.thread where thread.tags @> array[f.leads_to] and thread.tags <> '{}'
					and thread.hidden is null and thread.withdrawn is null and ${openTalk(ctx.actor)}
			)
		)`.execute(ctx.db);
	return rows[0]?.leads_to ?? null;
});

/** Every tag with what is said of it, how many articles carry it, drafts too, and how many threads that whoever asks may see; for those who write. */
export const listTagWords = query(z.object({}), async (ctx) => {
	authorize(ctx.actor, 'article.write', mayWrite, null);
	const { rows } = await sql<{
		name: string;
		description: string | null;
		articles: number;
		threads: number;
		former: string[];
	}>`
		with carried as (
			select tag, 1 as article, 0 as thread from content.article, unnest(tags) as tag where deleted is null
			union all
			select tag, 0, 1 from community.thread, unnest(thread.tags) as tag
			where thread.tags <> '{}' and thread.hidden is null and thread.withdrawn is null and ${openTalk(ctx.actor)}
		)
		select tag as name, max(told.description) as description, sum(article)::int as articles, sum(thread)::int as threads,
			array(select name from content.former_tag where leads_to = tag order by left_behind desc limit 20) as former
		from carried left join content.tag told on told.name = tag
		group by tag order by count(*) desc, tag limit 500`.execute(ctx.db);
	return rows;
});
