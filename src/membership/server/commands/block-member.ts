import { z } from 'zod';
import { authorize, memberOf } from '#platform/actor.ts';
import { command, query } from '#platform/context/command.ts';
import type { Ctx } from '#platform/context/context.ts';
import { notFound, Problem } from '#platform/problem.ts';
import { mayBlock } from '#membership/policy.ts';

/** Whom one member may block; nobody has more enemies. */
const most = 500;

const Whom = z.object({ member: z.coerce.number().int().positive().max(Number.MAX_SAFE_INTEGER) });

/**
 * A member does not want to hear another any more: no notice of what they say, their words folded. Whoever is blocked is not told, and it is no
 * fact: whom somebody avoids is nobody's business. Safe to run twice. Throws Problem `member.not-found`, `block.too-many`.
 */
export const blockMember = command(Whom, async (ctx, { member }) => {
	const person = await find(ctx, member);
	authorize(ctx.actor, 'member.block', mayBlock, person);
	const by = memberOf(ctx.actor) as number;
	const { count } = await ctx.db
		.selectFrom('membership.block')
		.select(({ fn }) => fn.countAll<number>().as('count'))
		.where('member', '=', by)
		.executeTakeFirstOrThrow();
	if (Number(count) >= most) throw new Problem('block.too-many', 409, { most });
	await ctx.db
		.insertInto('membership.block')
		.values({ member: by, blocked: member, since: ctx.now })
		.onConflict((conflict) => conflict.doNothing())
		.execute();
	return { member };
});

/** Hears them again. Safe to run twice. */
export const unblockMember = command(Whom, async (ctx, { member }) => {
	authorize(ctx.actor, 'member.block', (actor) => actor.kind === 'member', null);
	await ctx.db
		.deleteFrom('membership.block')
		.where('member', '=', memberOf(ctx.actor))
		.where('blocked', '=', member)
		.execute();
	return { member };
});

/** Whether the asker blocks this member, and whether they may. */
export const readBlock = query(Whom.partial(), async (ctx, { member }) => {
	const by = memberOf(ctx.actor);
	const nothing = { may: false, blocked: false };
	if (by === null || member === undefined) return nothing;
	const person = await ctx.db
		.selectFrom('membership.member as m')
		.leftJoin('membership.block as b', (join) => join.onRef('b.blocked', '=', 'm.id').on('b.member', '=', by))
		.select(['m.id', 'm.role', 'b.since'])
		.where('m.id', '=', member)
		.where('m.erased', 'is', null)
		.executeTakeFirst();
	return person ? { may: mayBlock(ctx.actor, person), blocked: person.since !== null } : nothing;
});

/** Whom the asker blocks, the last first. */
export const listBlocked = query(z.object({}), async (ctx) => {
	authorize(ctx.actor, 'member.block', (actor) => actor.kind === 'member', null);
	return ctx.db
		.selectFrom('membership.block as b')
		.innerJoin('membership.member as m', 'm.id', 'b.blocked')
		.select(['m.id', 'm.name', 'm.handle', 'b.since'])
		.where('b.member', '=', memberOf(ctx.actor))
		.orderBy('b.since', 'desc')
		.orderBy('m.id')
		.execute();
});

async function find(ctx: Ctx, member: number) {
	const person = await ctx.db
		.selectFrom('membership.member')
		.select(['id', 'role'])
		.where('id', '=', member)
		.where('erased', 'is', null)
		.executeTakeFirst();
	if (!person) throw notFound('member');
	return person;
}
