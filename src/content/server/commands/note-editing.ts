import { z } from 'zod';
import { authorize } from '#platform/actor.ts';
import { command } from '#platform/context/command.ts';
import { mayChange } from '#content/policy.ts';
import { findWritten } from '#content/server/find-written.ts';

/** How long after its last sign an editor counts as open, in seconds; it gives one every twenty. */
const openFor = 50;

/** Says that the actor has an article open, and learns who else has, and its present version. Nothing is stated as a fact. */
export const noteEditing = command(
	z.object({ article: z.coerce.number().int().positive() }),
	async (ctx, { article: id }) => {
		const article = await findWritten(ctx, id);
		authorize(ctx.actor, 'article.write', mayChange, article);
		const member = ctx.actor.kind === 'member' ? ctx.actor.member : 0;
		if (member) {
			await ctx.db
				.insertInto('content.open_editor')
				.values({ article: id, member, seen: ctx.now })
				.onConflict((conflict) => conflict.columns(['article', 'member']).doUpdateSet({ seen: ctx.now }))
				.execute();
		}
		const others = await ctx.db
			.selectFrom('content.open_editor as editor')
			.innerJoin('membership.member as member', 'member.id', 'editor.member')
			.select('member.name')
			.where('editor.article', '=', id)
			.where('editor.member', '!=', member)
			.where('editor.seen', '>', new Date(ctx.now.getTime() - openFor * 1000))
			.orderBy('member.name')
			.execute();
		const latest = await ctx.db
			.selectFrom('content.revision as revision')
			.leftJoin('membership.member as by', 'by.id', 'revision.kept_by')
			.select('by.name')
			.where('revision.article', '=', id)
			.where('revision.number', '=', article.version)
			.executeTakeFirst();
		return { others: others.map(({ name }) => name), version: article.version, by: latest?.name ?? null };
	},
);
