import { sql } from 'kysely';
import { z } from 'zod';
import { authorize, memberOf } from '#platform/actor.ts';
import { command, query } from '#platform/context/command.ts';
import type { Ctx } from '#platform/context/context.ts';
import { notFound, Problem } from '#platform/problem.ts';
import { foreignPerson } from '#community/foreign-person.ts';
import { mayFollow, mayReadThread } from '#community/policy.ts';
import { accessParts } from '#community/server/access.ts';
import { idField } from '#community/server/commands/post-comment.ts';

/** Whom of the networks one member may block. */
const most = 500;

const Said = z.object({ comment: idField });

/**
 * A member does not want to hear whoever said this on a network any more: no notice of what they say, their words folded. They are not told, and it
 * is no fact: whom somebody avoids is nobody's business. Safe to run twice. Throws Problem `comment.not-found`, `block.too-many`.
 */
export const blockForeign = command(Said, async (ctx, { comment }) => {
	const said = await find(ctx, comment);
	if (!said) throw notFound('comment');
	authorize(ctx.actor, 'member.block', mayFollow, null);
	const member = memberOf(ctx.actor) as number;
	const { count } = await ctx.db
		.selectFrom('community.unheard')
		.select(({ fn }) => fn.countAll<number>().as('count'))
		.where('member', '=', member)
		.executeTakeFirstOrThrow();
	if (Number(count) >= most) throw new Problem('block.too-many', 409, { most });
	await ctx.db
		.insertInto('community.unheard')
		.values({ member, ...said, since: ctx.now })
		.onConflict((conflict) => conflict.doNothing())
		.execute();
});

/** Hears them again. Safe to run twice. */
export const unblockForeign = command(z.object({ block: idField }), async (ctx, { block }) => {
	authorize(ctx.actor, 'member.block', mayFollow, null);
	await ctx.db
		.deleteFrom('community.unheard')
		.where('member', '=', memberOf(ctx.actor))
		.where('id', '=', block)
		.execute();
});

/** Whether the asker may block whoever said this on a network, what they are called, and the number of the block where they do. */
export const readForeignBlock = query(
	Said,
	async (ctx, { comment }): Promise<{ name: string; block: number | null } | null> => {
		const said = ctx.actor.kind === 'member' ? await find(ctx, comment) : null;
		if (!said) return null;
		const row = await ctx.db
			.selectFrom('community.unheard')
			.select('id')
			.where('member', '=', memberOf(ctx.actor))
			.where('network', '=', said.network)
			.where('person', '=', said.person)
			.executeTakeFirst();
		return { name: said.name, block: row?.id ?? null };
	},
);

/** Whom on networks the asker blocks, the last first. */
export const listForeignBlocked = query(z.object({}), async (ctx) => {
	authorize(ctx.actor, 'member.block', mayFollow, null);
	return ctx.db
		.selectFrom('community.unheard')
		.select(['id', 'network', 'name', 'since'])
		.where('member', '=', memberOf(ctx.actor))
		.orderBy('since', 'desc')
		.orderBy('id')
		.execute();
});

/** Who said something on a network that the asker may read; null: somebody of this house, who is not named, or nothing. */
async function find(ctx: Ctx, comment: number): Promise<{ network: string; person: string; name: string } | null> {
	const row = await ctx.db
		.selectFrom('community.comment as comment')
		.innerJoin('community.thread as thread', 'thread.id', 'comment.thread')
		.select(['comment.origin_network as network', 'comment.origin_author as name'])
		.select(['thread.closed', 'thread.hidden', 'thread.withdrawn', ...accessParts(ctx.actor)])
		.select(sql<boolean>`comment.hidden is null and comment.deleted is null`.as('stands'))
		.where('comment.id', '=', comment)
		.executeTakeFirst();
	if (!row?.network || !row.name || !row.stands || !mayReadThread(ctx.actor, row)) return null;
	return { network: row.network, person: foreignPerson(row.name), name: row.name };
}
