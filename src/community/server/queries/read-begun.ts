import { z } from 'zod';
import { memberOf } from '#platform/actor.ts';
import { query } from '#platform/context/command.ts';
import { digest } from '#platform/token.ts';
import type { BegunThread } from '#community/begun.ts';
import { holding } from '#community/rules.ts';
import { openCategory } from '#community/server/access.ts';

/** The thread that whoever asks has begun to write; with a token, the one that was written in this browser before joining. Null: none. */
export const readBegun = query(
	z.object({ token: z.string().max(100).optional() }),
	async (ctx, { token }): Promise<BegunThread | null> => {
		const found = ctx.db
			.selectFrom('community.begun as begun')
			.leftJoin('community.category as category', (join) =>
				join.onRef('category.id', '=', 'begun.category').on(openCategory(ctx.actor, 'category.id')),
			)
			.select([
				'category.id',
				'category.slug',
				'begun.kind',
				'begun.title',
				'begun.text',
				'begun.tags',
				'begun.choices',
				'begun.saved',
			]);
		const row = await (
			token === undefined
				? found.where('begun.member', '=', memberOf(ctx.actor) ?? 0)
				: found
						.where('begun.digest', '=', digest(token))
						.where('begun.saved', '>', new Date(ctx.now.getTime() - holding.hours * 3_600_000))
		).executeTakeFirst();
		if (!row) return null;
		const { id, slug, saved, ...words } = row;
		return { ...words, category: id === null || slug === null ? null : { id, slug }, saved: saved.getTime() };
	},
);
