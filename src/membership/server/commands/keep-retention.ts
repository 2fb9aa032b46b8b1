import { z } from 'zod';
import { authorize } from '#platform/actor.ts';
import { command } from '#platform/context/command.ts';
import { retentionChanged } from '#membership/events.ts';
import { mayKeepRetention } from '#membership/policy.ts';
import { retainedKinds, retentions, type Retained } from '#membership/request.ts';

const days = (kind: Retained) =>
	z.coerce
		.number({ error: 'days' })
		.int('days')
		.min(retentions[kind].least, 'retention-least')
		.max(3650, 'days')
		.optional();

export const KeepRetention = z.object({
	mail: days('mail'),
	visit: days('visit'),
	look: days('look'),
	request: days('request'),
	breach: days('breach'),
	answer: days('answer'),
});

/** Says how long each kind of data is kept; never shorter than its proof is needed. */
export const keepRetention = command(KeepRetention, async (ctx, wanted) => {
	authorize(ctx.actor, 'retention.keep', mayKeepRetention, null);
	const rows = retainedKinds.flatMap((kind) => {
		const chosen = wanted[kind];
		return chosen === undefined ? [] : [{ kind, days: chosen }];
	});
	if (!rows.length) return;
	await ctx.db
		.insertInto('membership.retention')
		.values(rows)
		.onConflict((conflict) => conflict.column('kind').doUpdateSet((row) => ({ days: row.ref('excluded.days') })))
		.execute();
	ctx.record({ name: retentionChanged, about: 'door', data: { ...wanted } });
});
