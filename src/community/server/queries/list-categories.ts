import { sql } from 'kysely';
import { z } from 'zod';
import { query } from '#platform/context/command.ts';
import type { Ctx } from '#platform/context/context.ts';
import { notFound } from '#platform/problem.ts';
import type { ThreadKind } from '#community/kind.ts';
import { categoryPath, categoryThing } from '#community/thread.ts';
import type { Locale } from '#platform/language/locale.ts';
import type { AnsweredBy, SeenBy, StartedBy } from '#community/category.ts';
import { openCategory } from '#community/server/access.ts';
import { admitted } from '#community/server/admissions.ts';

/** A category as the forum's front page shows it. */
export interface CategoryCard {
	id: number;
	slug: string;
	path: string;
	name: string;
	description: string;
	/** Who sees it, answers in it, begins in it. */
	seenBy: SeenBy;
	answeredBy: AnsweredBy;
	startedBy: StartedBy;
	/** Whoever asks may begin here. */
	admitted: boolean;
	/** A sign before its name; empty: none. */
	icon: string;
	/** The language that is spoken in it; null: any. */
	locale: Locale | null;
	/** Members may speak here without their name. */
	anonymous: boolean;
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

/** Every category that the asker may see, in order, with how many threads it has. */
export async function listCategories(ctx: Ctx): Promise<CategoryCard[]> {
	ctx.about('threads');
	const { rows } = await sql<Omit<CategoryCard, 'path'>>`
		select c.id, c.slug, c.name, c.description, c.seen_by as "seenBy", c.answered_by as "answeredBy", c.started_by as "startedBy",
			${admitted(ctx.actor)} as admitted, c.icon, c.locale, c.anonymous is not null as anonymous,
			c.kinds, c.position, c.close_days as "closeDays", c.template, count(t.id)::int as threads, max(t.active) as active
		from community.category c
		left join community.thread t on t.category = c.id and t.hidden is null and t.withdrawn is null
		where ${openCategory(ctx.actor, 'c.id')}
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
			'seen_by as seenBy',
			'answered_by as answeredBy',
			'started_by as startedBy',
			'icon',
			'locale',
			'anonymous',
			'kinds',
			'close_days as closeDays',
			'template',
		])
		.where('slug', '=', slug.toLowerCase())
		.where(openCategory(ctx.actor, 'community.category.id'))
		.executeTakeFirst();
	if (!row) throw notFound('category');
	ctx.about(categoryThing(row.id));
	return {
		...row,
		kinds: row.kinds as ThreadKind[],
		seenBy: row.seenBy as SeenBy,
		answeredBy: row.answeredBy as AnsweredBy,
		startedBy: row.startedBy as StartedBy,
		locale: row.locale as Locale | null,
		anonymous: row.anonymous !== null,
		path: categoryPath(row.slug),
	};
});
