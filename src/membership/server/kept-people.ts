import { sql } from 'kysely';
import { z } from 'zod';
import { command } from '#platform/context/command.ts';
import type { Ctx } from '#platform/context/context.ts';
import { segmentDefinition } from '#membership/segment.ts';
import { segmentTraits } from '#membership/server/segment-members.ts';

/**
 * Keeps the people of these segments ready from now on (`membership.segment_member`), right at once: whoever lets
 * somebody in by a segment asks a key, not the definition. What is retired, or not there, has nobody. Call it inside the command that
 * begins to ask.
 */
export async function keepPeople(ctx: Ctx, segments: readonly number[]): Promise<void> {
	if (!segments.length) return;
	await ctx.db
		.updateTable('membership.segment')
		.set({ kept: ctx.now })
		.where('id', 'in', [...segments])
		.where('kept', 'is', null)
		.where('retired', 'is', null)
		.execute();
	await renewPeople(ctx, { segments });
}

/** Reads anew who belongs to the segments that are kept: to these only, and of these members only. Inside a command. */
export async function renewPeople(
	ctx: Ctx,
	{ segments, members }: { segments?: readonly number[]; members?: readonly number[] } = {},
): Promise<void> {
	if (members && !members.length) return;
	// One at a time, before the definitions are read: of two that look at the same moment, the later knows what the first was asked.
	await sql`select pg_advisory_xact_lock(505)`.execute(ctx.db);
	let asked = ctx.db
		.selectFrom('membership.segment')
		.select(['id', 'definition'])
		.where('kept', 'is not', null)
		.where('retired', 'is', null);
	if (segments) asked = asked.where('id', 'in', [...segments]);
	for (const { id, definition } of await asked.orderBy('id').execute()) {
		const segment = { definition: segmentDefinition.parse(definition) };
		const belong = () => segmentTraits(ctx.db, segment, ctx.now).select('t.member');
		let gone = ctx.db
			.deleteFrom('membership.segment_member')
			.where('segment', '=', id)
			.where('member', 'not in', belong());
		if (members) gone = gone.where('member', 'in', [...members]);
		await gone.execute();
		const come = segmentTraits(ctx.db, segment, ctx.now).select([sql<number>`${id}::bigint`.as('segment'), 't.member']);
		await ctx.db
			.insertInto('membership.segment_member')
			.columns(['segment', 'member'])
			.expression(members ? come.where('t.member', 'in', [...members]) : come)
			.onConflict((conflict) => conflict.doNothing())
			.execute();
	}
}

/** The same by itself. */
export const renewKept = command(z.object({ members: z.array(z.number()).optional() }), async (ctx, { members }) =>
	renewPeople(ctx, members ? { members } : {}),
);
