import { z } from 'zod';
import { authorize } from '#platform/actor.ts';
import { query } from '#platform/context/command.ts';
import { findWatched, type FoundWord } from '#moderation/find-watched.ts';
import { mayKeepOrder } from '#moderation/policy.ts';

/** Which watched words a text has, and how they are written in it: what would have it wait. Nothing is kept of it. */
export const tryWatched = query(
	z.object({ text: z.string().max(10_000, 'too-long') }),
	async (ctx, { text }): Promise<FoundWord[]> => {
		authorize(ctx.actor, 'watched.choose', mayKeepOrder, null);
		const rows = await ctx.db.selectFrom('moderation.watched').select('word').orderBy('word').execute();
		return findWatched(
			rows.map(({ word }) => word),
			text,
		);
	},
);
