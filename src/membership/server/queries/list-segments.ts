import { z } from 'zod';
import { authorize } from '#platform/actor.ts';
import { query } from '#platform/context/command.ts';
import { notFound } from '#platform/problem.ts';
import { mayUseSegments } from '#membership/policy.ts';
import { segmentDefinition, type SegmentDefinition } from '#membership/segment.ts';

/** A saved filter over members. */
export interface Segment {
	id: number;
	name: string;
	definition: SegmentDefinition;
	version: number;
	changed: Date;
}

const columns = ['id', 'name', 'definition', 'version', 'changed'] as const;

/** Every segment in use, by name. */
export const listSegments = query(z.object({}).prefault({}), async (ctx): Promise<Segment[]> => {
	authorize(ctx.actor, 'segment.list', mayUseSegments, null);
	const rows = await ctx.db
		.selectFrom('membership.segment')
		.select(columns)
		.where('retired', 'is', null)
		.orderBy('name')
		.limit(500)
		.execute();
	// Checked again as it is read: what is in the database is asked of it only in the shape that we know.
	return rows.map((row) => ({ ...row, definition: segmentDefinition.parse(row.definition) }));
});

/** One segment. One that was retired is not found: whoever meant to write to it must not reach everybody instead. */
export const readSegment = query(
	z.object({ id: z.coerce.number().int().positive() }),
	async (ctx, { id }): Promise<Segment> => {
		authorize(ctx.actor, 'segment.list', mayUseSegments, null);
		const row = await ctx.db
			.selectFrom('membership.segment')
			.select(columns)
			.where('id', '=', id)
			.where('retired', 'is', null)
			.executeTakeFirst();
		if (!row) throw notFound('segment');
		return { ...row, definition: segmentDefinition.parse(row.definition) };
	},
);
