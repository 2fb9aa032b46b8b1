import { sql } from 'kysely';
import { z } from 'zod';
import { query } from '#platform/context/command.ts';
import type { Ctx } from '#platform/context/context.ts';
import { notFound } from '#platform/problem.ts';
import type { ThreadKind } from '#community/kind.ts';
import { categoryPath, categoryThing } from '#community/thread.ts';

/** A category as the forum's front page shows it. */
export interface CategoryCard {
	id: number;
	slug: string;
	path: string;
	name: string;
	description: string;
	startedBy: 'members' | 'staff';
	/** Kinds of threads that it offers, the first one first. */
	kinds: ThreadKind[];
	position: number;
	/** Its threads close after so many days of silence; 0: never. */
	closeDays: number;
	/** What a new thread begins with. */
	template: string;
	threads: number;
	/** Newest activity. */
	active: Date | null;
}

/** Every category in order, with how many threads it has. */
export async function listCategories(ctx: Ctx): Promise<CategoryCard[]> {
	ctx.about('threads');
	const { rows } = await sql<Omit<CategoryCard, 'path'>>`
		select c.id, c.slug, c.name, c.description, c.started_by as "startedBy", c.kinds, c.position, c.close_days as "closeDays", c.template, count(t.id)::int as threads, max(t.active) as active
		from community.category c
		left join community.thread t on t.category = c.id and t.hidden is null and t.withdrawn is null
		group by c.id order by c.position, c.id`.execute(ctx.db);
	return rows.map((row) => ({ ...row, path: categoryPath(row.slug) }));
}

/** One category by its slug. Throws Problem `category.not-found`. */
export const readCategory = query(z.object({ slug: z.string().max(200) }), async (ctx, { slug }) => {
	const row = await ctx.db
		.selectFrom('community.category')
		.select([
			'id',
			'slug',
			'name',
			'description',
			'started_by as startedBy',
			'kinds',
			'close_days as closeDays',
			'template',
		])
		.where('slug', '=', slug.toLowerCase())
		.executeTakeFirst();
	if (!row) throw notFound('category');
	ctx.about(categoryThing(row.id));
	return { ...row, kinds: row.kinds as ThreadKind[], path: categoryPath(row.slug) };
});
