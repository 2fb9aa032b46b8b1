import { z } from 'zod';
import { authorize } from '#platform/actor.ts';
import { query } from '#platform/context/command.ts';
import type { KeptField, MemberField } from '#membership/field.ts';
import { mayKeepFields } from '#membership/policy.ts';
import { findFields } from '#membership/server/find-fields.ts';

/** What the house asks of its members, in order; `atJoining`: what it asks of whoever joins. */
export const listFields = query(
	z.object({ atJoining: z.boolean().default(false) }).prefault({}),
	async (ctx, { atJoining }): Promise<MemberField[]> => {
		ctx.about('fields');
		const fields = await findFields(ctx, { atJoining });
		return fields.map(({ retired: _, ...field }) => field);
	},
);

/** Every question that was ever asked and is not deleted, with how many answered. */
export const listKeptFields = query(z.object({}).prefault({}), async (ctx): Promise<KeptField[]> => {
	authorize(ctx.actor, 'field.keep', mayKeepFields, null);
	const [fields, counts] = await Promise.all([
		findFields(ctx, { retired: true }),
		ctx.sql<{ field: number; count: number }[]>`
			select field, count(distinct member)::int as count from membership.field_answer group by field`,
	]);
	const count = new Map(counts.map((row) => [row.field, row.count]));
	return fields.map((field) => ({ ...field, answers: count.get(field.id) ?? 0 }));
});
