import { sql } from 'kysely';
import { z } from 'zod';
import { authorize } from '#platform/actor.ts';
import { query } from '#platform/context/command.ts';
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

/** The present name of a tag that had this one before, or null. */
export const findPresentTag = query(z.object({ name: z.string().max(400) }), async (ctx, { name }) => {
	ctx.about(tagThing(name));
	const former = await ctx.db
		.selectFrom('content.former_tag')
		.select('leads_to')
		.where('name', '=', name)
		.executeTakeFirst();
	return former?.leads_to ?? null;
});

/** Every tag with what is said of it and how many articles carry it, drafts too, for those who write. */
export const listTagWords = query(z.object({}), async (ctx) => {
	authorize(ctx.actor, 'article.write', mayWrite, null);
	const { rows } = await sql<{ name: string; description: string | null; articles: number; former: string[] }>`
		select tag as name, max(told.description) as description, count(*)::int as articles,
			array(select name from content.former_tag where leads_to = tag order by left_behind desc limit 20) as former
		from content.article, unnest(tags) as tag left join content.tag told on told.name = tag
		where deleted is null group by tag order by articles desc, tag limit 500`.execute(ctx.db);
	return rows;
});
