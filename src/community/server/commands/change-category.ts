import { sql } from 'kysely';
import { z } from 'zod';
import { authorize } from '#platform/actor.ts';
import { command } from '#platform/context/command.ts';
import { notFound, Problem } from '#platform/problem.ts';
import { categoryChanged, categoryRemoved } from '#community/events.ts';
import { mayArrange } from '#community/policy.ts';
import { columnsOf, CreateCategory, refuseTaken } from '#community/server/commands/create-category.ts';
import { idField } from '#community/server/commands/post-comment.ts';
import { categoryFace, categoryPath, categoryThing } from '#community/thread.ts';
import { admit } from '#community/server/admissions.ts';

export const ChangeCategory = CreateCategory.extend({ category: idField });

/**
 * Changes a category. Under a new address its threads stand there too, and the old ones lead on. What is said about who sees it holds
 * at once, also for what is there; about beginning and answering from now on. Safe to run twice. Throws Problem `category.not-found`,
 * `category.taken`.
 */
export const changeCategory = command(ChangeCategory, async (ctx, { category: id, ...input }) => {
	const before = await ctx.db
		.selectFrom('community.category')
		.select(['slug', 'anonymous'])
		.where('id', '=', id)
		.forUpdate()
		.executeTakeFirst();
	if (!before) throw notFound('category');
	authorize(ctx.actor, 'category.create', mayArrange, null);
	const { slug, see, answer, start } = input;
	if (slug !== before.slug) {
		await refuseTaken(ctx, slug, id);
		await ctx.db.deleteFrom('community.category_address').where('slug', '=', slug).execute();
		await ctx.db.insertInto('community.category_address').values({ slug: before.slug, category: id }).execute();
		const old = categoryPath(before.slug);
		await sql`
			update community.thread set path = ${categoryPath(slug)}::text || substr(path, ${old.length + 1}::int)
			where category = ${id}::bigint and starts_with(path, ${`${old}/`}::text)`.execute(ctx.db);
	}
	await ctx.db
		.updateTable('community.category')
		.set({ ...columnsOf(input), anonymous: input.anonymous ? (before.anonymous ?? ctx.now) : null })
		.where('id', '=', id)
		.execute();
	await admit(ctx, id, { see, answer, start });
	ctx.record({
		name: categoryChanged,
		about: [categoryThing(id), categoryFace(id), 'threads'],
		data: { category: id, slug, before: before.slug },
	});
	return { id, slug };
});

/** Takes away a category in which nothing was ever said. Safe to run twice. Throws Problem `category.not-empty`. */
export const removeCategory = command(z.object({ category: idField }), async (ctx, { category: id }) => {
	authorize(ctx.actor, 'category.create', mayArrange, null);
	const found = await ctx.db
		.selectFrom('community.category')
		.select((eb) =>
			eb.exists(eb.selectFrom('community.thread').select('id').where('category', '=', id).limit(1)).as('used'),
		)
		.where('id', '=', id)
		.forUpdate()
		.executeTakeFirst();
	if (!found) return;
	if (found.used) throw new Problem('category.not-empty', 409);
	await ctx.db.deleteFrom('community.category').where('id', '=', id).execute();
	ctx.record({
		name: categoryRemoved,
		about: [categoryThing(id), categoryFace(id), 'threads'],
		data: { category: id },
	});
});
