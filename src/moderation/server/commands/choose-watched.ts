import { sql } from 'kysely';
import { z } from 'zod';
import { authorize } from '#platform/actor.ts';
import { command, query } from '#platform/context/command.ts';
import { watchedChosen, watchedThing } from '#moderation/events.ts';
import { mayKeepOrder } from '#moderation/policy.ts';
import { mostHeldFirst } from '#moderation/rules.ts';
import { substance, watching } from '#moderation/watched-words.ts';

export const ChooseWatched = z.object({
	/** One in each line; empty lines and repetitions do not count. */
	words: z
		.string()
		.max(watching.most * (watching.longest + 2), 'too-long')
		.transform((text) =>
			[
				...new Set(
					text
						.normalize('NFC')
						.split(/\r?\n/)
						.map((line) => line.trim()),
				),
			].filter(Boolean),
		)
		.pipe(
			z
				.array(z.string())
				.max(watching.most, 'too-many')
				.refine((words) => words.every((word) => substance(word) >= watching.shortest), 'word-too-short')
				.refine((words) => words.every((word) => word.length <= watching.longest), 'word-too-long'),
		),
});

/** Says which words have a comment wait for a person. What waits already goes on waiting. Safe to run twice. */
export const chooseWatched = command(ChooseWatched, async (ctx, { words }) => {
	authorize(ctx.actor, 'watched.choose', mayKeepOrder, null);
	await sql`delete from moderation.watched where word <> all(${words}::text[])`.execute(ctx.db);
	await sql`
		insert into moderation.watched (word, added) select word, ${ctx.now}::timestamptz from unnest(${words}::text[]) as word
		on conflict do nothing`.execute(ctx.db);
	ctx.record({ name: watchedChosen, about: watchedThing, data: { count: words.length } });
	return { words };
});

/** The watched words, for those who choose them: whoever knows them writes around them. */
export const listWatched = query(z.object({}), async (ctx): Promise<string[]> => {
	authorize(ctx.actor, 'watched.choose', mayKeepOrder, null);
	const rows = await ctx.db.selectFrom('moderation.watched').select('word').orderBy('word').execute();
	return rows.map(({ word }) => word);
});

/** Says how many first comments of somebody new wait for a person. Safe to run twice. */
export const chooseRules = command(
	z.object({ holdFirst: z.coerce.number().int().min(0).max(mostHeldFirst) }),
	async (ctx, { holdFirst }) => {
		authorize(ctx.actor, 'watched.choose', mayKeepOrder, null);
		await ctx.db.updateTable('moderation.rule').set({ hold_first: holdFirst }).execute();
		ctx.record({ name: watchedChosen, about: watchedThing, data: { holdFirst } });
		return { holdFirst };
	},
);

/** When to look first, for those who choose it. */
export const readRules = query(z.object({}), async (ctx): Promise<{ holdFirst: number }> => {
	authorize(ctx.actor, 'watched.choose', mayKeepOrder, null);
	const { hold_first } = await ctx.db.selectFrom('moderation.rule').select('hold_first').executeTakeFirstOrThrow();
	return { holdFirst: hold_first };
});
