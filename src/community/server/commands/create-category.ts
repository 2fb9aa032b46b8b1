import { z } from 'zod';
import { authorize } from '#platform/actor.ts';
import { command } from '#platform/context/command.ts';
import type { Ctx } from '#platform/context/context.ts';
import { Problem } from '#platform/problem.ts';
import { categoryCreated } from '#community/events.ts';
import { threadKinds, usualKinds } from '#community/kind.ts';
import { mayArrange } from '#community/policy.ts';
import { longestSilence } from '#community/rules.ts';
import { reservedSlugs } from '#community/reserved-slug.ts';
import { categoryThing } from '#community/thread.ts';
import { locales } from '#platform/language/locale.ts';
import { answerers, mostNamed, named, seers, starters } from '#community/category.ts';
import { admit } from '#community/server/admissions.ts';

const namedField = z.array(z.string().regex(named, 'wrong')).max(mostNamed, 'too-many').default([]);

export const CreateCategory = z.object({
	slug: z
		.string()
		.trim()
		.toLowerCase()
		.min(1, 'missing')
		.max(60, 'too-long')
		.regex(/^[\p{L}\p{N}]+(?:-[\p{L}\p{N}]+)*$/u, 'slug')
		.refine((slug) => !reservedSlugs.has(slug), 'slug'),
	name: z.string().trim().min(1, 'missing').max(60, 'too-long'),
	description: z.string().trim().max(500, 'too-long').default(''),
	/** Who sees it, and of those who answers and who begins. */
	seenBy: z.enum(seers).default('everybody'),
	answeredBy: z.enum(answerers).default('members'),
	startedBy: z.enum(starters).default('members'),
	/** Whom "some" means, for each: `role:author`, `segment:3`, `group:2`. Those who keep the peace are always among them. */
	see: namedField,
	answer: namedField,
	start: namedField,
	/** A sign before its name. */
	icon: z
		.string()
		.trim()
		.max(16, 'too-long')
		.regex(/^[^\p{C}<>&"']*$/u, 'wrong')
		.default(''),
	/** The language that is spoken in it; empty: any. */
	locale: z.preprocess((value) => value || null, z.enum(locales).nullable()).default(null),
	/** Members may speak here without their name. */
	anonymous: z.preprocess((value) => value === 'on' || value === true, z.boolean()).default(false),
	/** Kinds of threads that it offers; the first is the usual one. */
	kinds: z
		.array(z.enum(threadKinds))
		.min(1, 'missing')
		.transform((kinds) => [...new Set(kinds)])
		.default([...usualKinds]),
	position: z.coerce.number().int('wrong').min(0, 'wrong').max(10_000, 'wrong').default(0),
	/** Its threads close after so many days of silence; 0: never. */
	closeDays: z.coerce.number().int('wrong').min(0, 'wrong').max(longestSilence, 'wrong').default(0),
	/** What a new thread begins with. */
	template: z.string().trim().max(5_000, 'too-long').default(''),
});

/** Throws Problem `category.taken` where another category has this address, or had it: links lead there. */
export async function refuseTaken(ctx: Ctx, slug: string, category: number): Promise<void> {
	const other = await ctx.db
		.selectFrom('community.category')
		.select('id')
		.where('slug', '=', slug)
		.where('id', '<>', category)
		.unionAll(
			ctx.db
				.selectFrom('community.category_address')
				.select('category as id')
				.where('slug', '=', slug)
				.where('category', '<>', category),
		)
		.executeTakeFirst();
	if (other) throw new Problem('category.taken', 409, { slug });
}

/** What a category says of itself, as its row has it. */
export const columnsOf = (input: z.output<typeof CreateCategory>) => ({
	slug: input.slug,
	name: input.name,
	description: input.description,
	seen_by: input.seenBy,
	answered_by: input.answeredBy,
	started_by: input.startedBy,
	icon: input.icon,
	locale: input.locale,
	kinds: input.kinds,
	position: input.position,
	close_days: input.closeDays,
	template: input.template,
});

/** Makes a category of the forum. Throws Problem `category.taken` when the slug is in use. */
export const createCategory = command(CreateCategory, async (ctx, input) => {
	const { slug, see, answer, start } = input;
	authorize(ctx.actor, 'category.create', mayArrange, null);
	await refuseTaken(ctx, slug, 0);
	const category = await ctx.db
		.insertInto('community.category')
		.values({ ...columnsOf(input), anonymous: input.anonymous ? ctx.now : null, created: ctx.now })
		.onConflict((conflict) => conflict.column('slug').doNothing())
		.returning(['id', 'slug'])
		.executeTakeFirst();
	if (!category) throw new Problem('category.taken', 409, { slug });
	await admit(ctx, category.id, { see, answer, start });
	ctx.record({
		name: categoryCreated,
		about: [categoryThing(category.id), 'threads'],
		data: { category: category.id },
	});
	return category;
});
