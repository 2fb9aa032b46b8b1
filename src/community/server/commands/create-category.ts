import { z } from 'zod';
import { authorize } from '#platform/actor.ts';
import { command } from '#platform/context/command.ts';
import type { Ctx } from '#platform/context/context.ts';
import { Problem } from '#platform/problem.ts';
import { categoryCreated } from '#community/events.ts';
import { threadKinds } from '#community/kind.ts';
import { mayArrange } from '#community/policy.ts';
import { longestSilence } from '#community/rules.ts';
import { categoryThing } from '#community/thread.ts';

/** Words that stand at a category's place in addresses already. */
const taken = new Set([
	'new',
	'comment',
	'thread',
	'latest',
	'unread',
	'newest',
	'mentions',
	'bookmarks',
	'drafts',
	'log',
]);

export const CreateCategory = z.object({
	slug: z
		.string()
		.trim()
		.toLowerCase()
		.min(1, 'missing')
		.max(60, 'too-long')
		.regex(/^[\p{L}\p{N}]+(?:-[\p{L}\p{N}]+)*$/u, 'slug')
		.refine((slug) => !taken.has(slug), 'slug'),
	name: z.string().trim().min(1, 'missing').max(60, 'too-long'),
	description: z.string().trim().max(500, 'too-long').default(''),
	/** `staff`: only those who work here start threads; everybody answers. */
	startedBy: z.enum(['members', 'staff']).default('members'),
	/** Kinds of threads that it offers; the first is the usual one. */
	kinds: z
		.array(z.enum(threadKinds))
		.min(1, 'missing')
		.transform((kinds) => [...new Set(kinds)])
		.default([...threadKinds]),
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

/** Makes a category of the forum. Throws Problem `category.taken` when the slug is in use. */
export const createCategory = command(
	CreateCategory,
	async (ctx, { slug, name, description, startedBy, kinds, position, closeDays, template }) => {
		authorize(ctx.actor, 'category.create', mayArrange, null);
		await refuseTaken(ctx, slug, 0);
		const category = await ctx.db
			.insertInto('community.category')
			.values({
				slug,
				name,
				description,
				started_by: startedBy,
				kinds,
				position,
				close_days: closeDays,
				template,
				created: ctx.now,
			})
			.onConflict((conflict) => conflict.column('slug').doNothing())
			.returning(['id', 'slug'])
			.executeTakeFirst();
		if (!category) throw new Problem('category.taken', 409, { slug });
		ctx.record({
			name: categoryCreated,
			about: [categoryThing(category.id), 'threads'],
			data: { category: category.id },
		});
		return category;
	},
);
