import { memberOf } from '#platform/actor.ts';
import type { Ctx } from '#platform/context/context.ts';
import { silenceMember, suspendMember } from '#membership/server/index.ts';
import type { Reason } from '#moderation/rules.ts';
import { tellOfMeasure } from '#moderation/server/tell-of-order.ts';

/** What is taken from a member, why and until when. */
export interface NewMeasure {
	member: number;
	kind: 'warning' | 'silence' | 'suspension';
	/** The decision about their words that it came with; null: none. */
	decision: number | null;
	/** What it was about where it came with none. */
	about?: 'message' | 'profile' | null;
	reason: Reason;
	words: string;
	/** Null: a warning, or a suspension without an end. */
	until: Date | null;
}

/** Warns a member, takes the word from them or shuts them out, inside the running command; they are told by mail, with the way to object. */
export async function takeMeasure(ctx: Ctx, measure: NewMeasure): Promise<number> {
	const { member, kind, until } = measure;
	const { id } = await ctx.db
		.insertInto('moderation.measure')
		.values({ ...measure, taken: ctx.now, taken_by: memberOf(ctx.actor) })
		.returning('id')
		.executeTakeFirstOrThrow();
	if (kind === 'silence') await silenceMember(ctx, { member, until });
	if (kind === 'suspension') await suspendMember(ctx, { member, until });
	if (kind !== 'warning') await tellOfMeasure(ctx, { ...measure, id });
	return id;
}

/**
 * Lifts measures inside the running command: what came with a decision, one by itself, or every suspension or silence of a member. What was taken
 * for something else goes on.
 */
export async function liftMeasures(
	ctx: Ctx,
	which: { decision: number } | { measure: number } | { suspended: number } | { silenced: number },
): Promise<void> {
	let query = ctx.db
		.updateTable('moderation.measure')
		.set({ lifted: ctx.now, lifted_by: memberOf(ctx.actor) })
		.where('lifted', 'is', null);
	if ('decision' in which) query = query.where('decision', '=', which.decision);
	else if ('measure' in which) query = query.where('id', '=', which.measure);
	else if ('suspended' in which) query = query.where('member', '=', which.suspended).where('kind', '=', 'suspension');
	else query = query.where('member', '=', which.silenced).where('kind', '=', 'silence').where('until', '>', ctx.now);
	const lifted = await query.returning(['member', 'kind']).execute();
	for (const { member, kind } of lifted.slice(0, 1)) {
		if (kind === 'silence') await silenceMember(ctx, { member, until: (await inForce(ctx, member, kind)).until });
		if (kind === 'suspension') {
			const { until, any } = await inForce(ctx, member, kind);
			await suspendMember(ctx, { member, suspended: any, until });
		}
	}
}

/** Until when measures of a kind still hold; `until` null: for good, where there is any. */
async function inForce(ctx: Ctx, member: number, kind: string): Promise<{ until: Date | null; any: boolean }> {
	const rows = await ctx.db
		.selectFrom('moderation.measure')
		.select('until')
		.where('member', '=', member)
		.where('kind', '=', kind)
		.where('lifted', 'is', null)
		.where((eb) => eb.or([eb('until', 'is', null), eb('until', '>', ctx.now)]))
		.execute();
	const ends = rows.map(({ until }) => until);
	const forGood = ends.includes(null);
	const last = ends.filter((end) => end !== null).sort((one, other) => other.getTime() - one.getTime())[0];
	return { until: forGood ? null : (last ?? null), any: rows.length > 0 };
}
