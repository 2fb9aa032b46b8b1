import { z } from 'zod';
import { authorize } from '#platform/actor.ts';
import { query } from '#platform/context/command.ts';
import { exportLife, type ExportCard } from '#transfer/export-card.ts';
import { mayTransfer } from '#transfer/policy.ts';

/** The latest exports, the newest first. */
export const listExports = query(
	z.object({ limit: z.number().int().max(100).default(10) }),
	async (ctx, { limit }): Promise<ExportCard[]> => {
		authorize(ctx.actor, 'transfer.export', mayTransfer, null);
		const rows = await ctx.db
			.selectFrom('transfer.export as export')
			.leftJoin('membership.member as member', 'member.id', 'export.asked_by')
			.select(['export.id', 'export.asked', 'member.name as by', 'export.ended', 'export.outcome', 'export.trouble'])
			.select(['export.counts', 'export.missing', 'export.bytes', 'export.forgotten'])
			.orderBy('export.id', 'desc')
			.limit(limit)
			.execute();
		return rows.map(({ forgotten, outcome, trouble, counts, ...row }) => ({
			...row,
			outcome: outcome as ExportCard['outcome'],
			trouble: trouble as ExportCard['trouble'],
			counts: counts as ExportCard['counts'],
			until: outcome === 'done' && row.ended && !forgotten ? new Date(row.ended.getTime() + exportLife) : null,
		}));
	},
);
