import { z } from 'zod';
import { authorize } from '#platform/actor.ts';
import { query } from '#platform/context/command.ts';
import { mayTransfer } from '#transfer/policy.ts';
import type { RunCard } from '#transfer/run.ts';

export const runColumns = [
	'id',
	'source',
	'place',
	'origin',
	'dry',
	'asked',
	'seen',
	'ended',
	'stop_asked',
	'outcome',
	'trouble',
	'position',
	'total',
	'counts',
] as const;

type Row = Omit<RunCard, 'stopping' | 'outcome' | 'trouble' | 'counts'> & {
	stop_asked: Date | null;
	outcome: string | null;
	trouble: unknown;
	counts: unknown;
};

export const runCard = ({ stop_asked, outcome, trouble, counts, ...row }: Row): RunCard => ({
	...row,
	stopping: stop_asked !== null && row.ended === null,
	outcome: outcome as RunCard['outcome'],
	trouble: trouble as RunCard['trouble'],
	counts: counts as RunCard['counts'],
});

/** The latest runs, the newest first. */
export const listRuns = query(z.object({ limit: z.number().int().max(100).default(20) }), async (ctx, { limit }) => {
	authorize(ctx.actor, 'transfer.import', mayTransfer, null);
	const rows = await ctx.db.selectFrom('transfer.run').select(runColumns).orderBy('id', 'desc').limit(limit).execute();
	return rows.map(runCard);
});
