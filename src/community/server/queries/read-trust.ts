import { z } from 'zod';
import { authorize, memberOf } from '#platform/actor.ts';
import { query } from '#platform/context/command.ts';
import { notFound } from '#platform/problem.ts';
import { brakesFor } from '#community/rules.ts';
import { readRecords } from '#community/server/read-record.ts';
import type { OwnTrust } from '#community/own-trust.ts';
import { levelFor, levelNow, missingFor } from '#community/trust.ts';

/** Of whoever asks, counted at this moment. */
export const readTrust = query(z.object({}), async (ctx): Promise<OwnTrust> => {
	authorize(ctx.actor, 'trust.read', (actor) => actor.kind === 'member', null);
	const [record] = await readRecords(ctx, [memberOf(ctx.actor) as number]);
	if (!record) throw notFound('member');
	const level = levelNow({ joined: record.joined, level: levelFor(record, ctx.now) }, ctx.now);
	const firstDay = ctx.now.getTime() - record.joined.getTime() < 86_400_000;
	return {
		level,
		record,
		missing: missingFor(record, level, ctx.now),
		now: brakesFor({ joined: record.joined, level }, ctx.now),
		firstDay,
	};
});
