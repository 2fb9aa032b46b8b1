import { sql } from 'kysely';
import { z } from 'zod';
import { authorize } from '#platform/actor.ts';
import { command } from '#platform/context/command.ts';
import { notFound } from '#platform/problem.ts';
import { renameThreadTag } from '#community/server/index.ts';
import { articleThing } from '#content/article.ts';
import { tagRemoved } from '#content/events.ts';
import { mayArrange } from '#content/policy.ts';
import { tagThing } from '#content/server/company.ts';
import { articlesWith } from '#content/server/tag-carriers.ts';

/** Takes a tag off everything that carries it, with what is said of it and the names that led to it. Not a word of a text changes. */
export const removeTag = command(
	z.object({ name: z.string().trim().min(1, 'missing').max(30) }),
	async (ctx, { name }) => {
		authorize(ctx.actor, 'tag.describe', mayArrange, null);
		const articles = await articlesWith(ctx, name);
		const threads = await renameThreadTag(ctx, { name, to: null });
		if (!articles.length && !threads) throw notFound('tag');
		await sql`
		update content.article set tags = array_remove(tags, ${name}::text) where tags @> array[${name}]::text[]`.execute(
			ctx.db,
		);
		await ctx.db.deleteFrom('content.tag').where('name', '=', name).execute();
		await ctx.db.deleteFrom('content.former_tag').where('leads_to', '=', name).execute();
		const seen = articles.filter(({ published }) => published).map(({ id }) => id);
		const about = [tagThing(name), 'articles', ...seen.map(articleThing)];
		ctx.record({ name: tagRemoved, about, data: { tag: name, seen } });
	},
);
