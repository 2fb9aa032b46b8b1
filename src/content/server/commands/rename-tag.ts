import { sql } from 'kysely';
import { z } from 'zod';
import { authorize } from '#platform/actor.ts';
import { command } from '#platform/context/command.ts';
import { notFound, Problem } from '#platform/problem.ts';
import { renameThreadTag } from '#community/server/index.ts';
import { tagName } from '#community/tag.ts';
import { articleThing } from '#content/article.ts';
import { tagRenamed } from '#content/events.ts';
import { mayArrange } from '#content/policy.ts';
import { tagThing } from '#content/server/company.ts';
import { articlesWith, countThreadsWith } from '#content/server/tag-carriers.ts';

export const RenameTag = z.object({
	name: z.string().trim().min(1, 'missing').max(30, 'too-long'),
	to: tagName,
	/** There is a tag of that name already: both become one. */
	merge: z.boolean().default(false),
});

/**
 * Gives a tag another name, on every article and thread that carries it, or makes it one with another tag. Its old address leads to
 * the present one, at once and after any further renaming. Not a word of an article changes, so none gets a new version.
 * Throws Problem `tag.taken` (409) when there is one of that name and it was not said that they become one.
 */
export const renameTag = command(RenameTag, async (ctx, { name, to, merge }) => {
	authorize(ctx.actor, 'tag.describe', mayArrange, null);
	if (name === to) return { name };
	const carried = await articlesWith(ctx, name);
	if (!carried.length && !(await countThreadsWith(ctx, name))) throw notFound('tag');
	if (!merge) {
		const [articles, threads] = [(await articlesWith(ctx, to)).length, await countThreadsWith(ctx, to)];
		if (articles + threads) throw new Problem('tag.taken', 409, { name: to, articles, threads });
	}
	await renameThreadTag(ctx, { name, to });
	await sql`
		update content.article set tags = array(
			select tag from unnest(array_replace(tags, ${name}, ${to})) with ordinality as carried (tag, place)
			group by tag order by min(place)
		) where tags @> array[${name}]::text[]`.execute(ctx.db);
	// What is said of the tag goes along, unless something is said of the other already.
	await sql`
		insert into content.tag (name, description, changed) select ${to}, description, ${ctx.now} from content.tag where name = ${name}
		on conflict (name) do nothing`.execute(ctx.db);
	await ctx.db.deleteFrom('content.tag').where('name', '=', name).execute();
	await ctx.db.deleteFrom('content.former_tag').where('name', '=', to).execute();
	await ctx.db.updateTable('content.former_tag').set({ leads_to: to }).where('leads_to', '=', name).execute();
	await ctx.db.insertInto('content.former_tag').values({ name, leads_to: to, left_behind: ctx.now }).execute();
	const seen = carried.filter(({ published }) => published).map(({ id }) => id);
	const about = [tagThing(to), tagThing(name), 'articles', ...seen.map(articleThing)];
	ctx.record({ name: tagRenamed, about, data: { tag: name, to, seen } });
	return { name: to };
});
