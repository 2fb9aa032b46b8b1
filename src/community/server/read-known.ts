import { staff } from '#platform/actor.ts';
import type { Ctx } from '#platform/context/context.ts';
import { refuseSilenced } from '#membership/silenced.ts';
import type { Known } from '#community/trust.ts';

/** How far the member who acts is known here; null: somebody whom no brake holds. Throws Problem `member.silenced` of whoever may not speak now. */
export async function readKnown(ctx: Ctx): Promise<Known | null> {
	if (staff(ctx.actor) || ctx.actor.kind !== 'member') return null;
	const { joined, level, silenced_until } = await ctx.db
		.selectFrom('membership.member as m')
		.leftJoin('community.trust as t', 't.member', 'm.id')
		.select(['m.joined', 'm.silenced_until', 't.level'])
		.where('m.id', '=', ctx.actor.member)
		.executeTakeFirstOrThrow();
	refuseSilenced(silenced_until, ctx.now);
	return { joined, level: level ?? 0 };
}
