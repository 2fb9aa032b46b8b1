import { z } from 'zod';
import { authorize } from '#platform/actor.ts';
import { command } from '#platform/context/command.ts';
import type { Ctx } from '#platform/context/context.ts';
import { notFound, Problem } from '#platform/problem.ts';
import { fieldDeleted, fieldKept, fieldRetired } from '#membership/events.ts';
import { mostFields } from '#membership/field.ts';
import { mayKeepFields } from '#membership/policy.ts';

const id = z.coerce.number().int().positive();

/** Loads every question, one change at a time, and the one that is meant. */
async function findForUpdate(ctx: Ctx, field: number) {
	const all = await ctx.db
		.selectFrom('membership.field')
		.select(['id', 'name', 'position', 'retired'])
		.orderBy('position')
		.orderBy('id')
		.forUpdate()
		.execute();
	const own = all.find((one) => one.id === field);
	authorize(ctx.actor, 'field.keep', mayKeepFields, null);
	if (!own) throw notFound('field');
	return { all, own };
}

/**
 * Takes a question out of use, or asks it again with everything that was answered. Safe to repeat. Throws Problem `field.too-many`
 * (422) and `field.name-taken` (409) where another one has its name by now.
 */
export const turnField = command(z.object({ field: id, retired: z.boolean() }), async (ctx, { field, retired }) => {
	const { all, own } = await findForUpdate(ctx, field);
	if ((own.retired !== null) === retired) return { id: field };
	const used = all.filter((one) => !one.retired);
	if (!retired && used.length >= mostFields) throw new Problem('field.too-many', 422, { most: mostFields });
	if (!retired && used.some(({ name }) => name.toLowerCase() === own.name.toLowerCase()))
		throw new Problem('field.name-taken', 409);
	await ctx.db
		.updateTable('membership.field')
		.set({ retired: retired ? ctx.now : null, changed: ctx.now })
		.where('id', '=', field)
		.execute();
	ctx.record({ name: retired ? fieldRetired : fieldKept, about: 'fields', data: { field } });
	return { id: field };
});

/** Moves a question before the one above it, or after the one below. At the end nothing happens. */
export const moveField = command(z.object({ field: id, to: z.enum(['up', 'down']) }), async (ctx, { field, to }) => {
	const { all, own } = await findForUpdate(ctx, field);
	if (own.retired) throw notFound('field');
	const used = all.filter((one) => !one.retired);
	const from = used.findIndex((one) => one.id === field);
	const other = from + (to === 'up' ? -1 : 1);
	if (!used[other]) return { id: field };
	used.splice(other, 0, ...used.splice(from, 1));
	for (const [place, { id: one, position }] of used.entries())
		if (position !== place + 1)
			await ctx.db
				.updateTable('membership.field')
				.set({ position: place + 1 })
				.where('id', '=', one)
				.execute();
	ctx.record({ name: fieldKept, about: 'fields', data: { field } });
	return { id: field };
});

/** Throws a question away with everything that was answered. It is out of use first: Problem `field.in-use` (409). */
export const deleteField = command(z.object({ field: id }), async (ctx, { field }) => {
	const { own } = await findForUpdate(ctx, field);
	if (!own.retired) throw new Problem('field.in-use', 409);
	await ctx.db.deleteFrom('membership.field').where('id', '=', field).execute();
	ctx.record({ name: fieldDeleted, about: 'fields', data: { field } });
	return { id: field };
});
