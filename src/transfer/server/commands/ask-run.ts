import { z } from 'zod';
import { authorize, memberOf, requireFresh } from '#platform/actor.ts';
import { command } from '#platform/context/command.ts';
import type { Ctx } from '#platform/context/context.ts';
import { Problem } from '#platform/problem.ts';
import { transferAsked } from '#transfer/events.ts';
import { sourceCalled } from '#transfer/known-sources.ts';
import { mayTransfer } from '#transfer/policy.ts';
import { carryOn } from '#transfer/server/jobs/carry-on.ts';
import { incomingPath } from '#transfer/server/incoming.ts';
import { wasLeft } from '#transfer/server/silence.ts';

export const AskRun = z.object({
	source: z.string().max(40),
	/** A file, folder or address as the source reads it. */
	place: z.string().trim().min(1, 'missing').max(2_000, 'too-long'),
	options: z
		.object({
			uploads: z.string().max(2_000).optional(),
			from: z.url('wrong').max(500).optional(),
			pictures: z.enum(['all', 'used', 'none']).optional(),
			drafts: z.boolean().optional(),
			group: z.string().trim().max(200, 'too-long').optional(),
			tag: z.string().trim().max(30, 'too-long').optional(),
			privateToo: z.boolean().optional(),
			roles: z.boolean().optional(),
			user: z.string().max(200).optional(),
		})
		.default({}),
	/** True: only a report. */
	dry: z.boolean(),
	/** Who works on it: this process at once, or a worker. */
	by: z.enum(['here', 'worker']),
});

/**
 * Asks for a source to be brought in, or for a report of what would come. One at a time: throws Problem
 * `transfer.going` (409) while another is at work; one that fell silent makes room.
 */
export const askRun = command(AskRun, async (ctx, asked) => {
	authorize(ctx.actor, 'transfer.import', mayTransfer, null);
	if (ctx.actor.kind === 'system') return insertRun(ctx, asked);
	// Somebody at the console names a file of the site's own folder, reaches into no network but the open one, and
	// makes nobody more than a member by a file.
	const { uploads: _uploads, privateToo: _privateToo, roles: _roles, ...options } = asked.options;
	return insertRun(ctx, { ...asked, options, place: incomingPath(ctx, asked.place) });
});

/** Writes the run down, if none is at work. */
export async function insertRun(
	ctx: Ctx,
	{ source, place, options, dry, by }: Omit<z.output<typeof AskRun>, 'options'> & { options: object },
): Promise<{ id: number }> {
	sourceCalled(source);
	// A report changes nothing; bringing something in does.
	if (!dry) requireFresh(ctx.actor);
	const going = await ctx.db
		.selectFrom('transfer.run')
		.select(['id', 'worker', 'seen'])
		.where('ended', 'is', null)
		.forUpdate()
		.executeTakeFirst();
	if (going && !wasLeft(going, ctx.now)) throw new Problem('transfer.going', 409, { run: going.id });
	if (going)
		await ctx.db
			.updateTable('transfer.run')
			.set({ ended: ctx.now, outcome: 'failed', trouble: { code: 'transfer.silent', details: {} } })
			.where('id', '=', going.id)
			.execute();
	const row = await ctx.db
		.insertInto('transfer.run')
		.values({
			source,
			place,
			options: options as never,
			dry,
			asked: ctx.now,
			asked_by: memberOf(ctx.actor),
			seen: ctx.now,
		})
		// Two who ask at the same moment: the second finds the place taken.
		.onConflict((conflict) => conflict.doNothing())
		.returning('id')
		.executeTakeFirst();
	if (!row) throw new Problem('transfer.going', 409);
	ctx.record({ name: transferAsked, about: `transfer:${row.id}`, data: { run: row.id, source, dry } });
	if (by === 'worker') ctx.queue(carryOn, {});
	return { id: row.id };
}

/** Asks a run to stop after what it has in hand; what it brought stays. Safe to run twice. */
export const stopRun = command(z.object({ id: z.coerce.number().int().positive() }), async (ctx, { id }) => {
	authorize(ctx.actor, 'transfer.import', mayTransfer, null);
	await ctx.db
		.updateTable('transfer.run')
		.set({ stop_asked: ctx.now })
		.where('id', '=', id)
		.where('ended', 'is', null)
		.where('stop_asked', 'is', null)
		.execute();
});
