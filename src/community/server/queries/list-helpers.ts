import { z } from 'zod';
import { query } from '#platform/context/command.ts';
import { helpersThing, spans, type Helper } from '#community/helping.ts';

/** Who helped most, as it was counted last; whoever left, was shut out or works here by now is left out at once. */
export const listHelpers = query(z.object({ span: z.enum(spans) }), async (ctx, { span }): Promise<Helper[]> => {
	ctx.about(helpersThing);
	const rows = await ctx.db
		.selectFrom('community.helper as h')
		.innerJoin('membership.member as m', 'm.id', 'h.member')
		.select(['m.id', 'm.name', 'm.handle', 'h.answers', 'h.people', 'h.score'])
		.where('h.span', '=', span)
		.where('m.role', '=', 'member')
		.where('m.suspended', 'is', null)
		.where('m.erased', 'is', null)
		.orderBy('h.score', 'desc')
		.orderBy('h.answers', 'desc')
		.orderBy('m.id')
		.execute();
	// A name that changes changes the list.
	ctx.about(...rows.map(({ id }) => `member:${id}`));
	// Who helped as much stands in the same place.
	return rows.map(({ name, handle, answers, people, score }) => ({
		place: rows.findIndex((one) => one.score === score) + 1,
		name,
		handle,
		answers,
		people,
	}));
});
