import { sql } from 'kysely';
import { z } from 'zod';
import { memberOf } from '#platform/actor.ts';
import { command, query } from '#platform/context/command.ts';
import type { Ctx } from '#platform/context/context.ts';
import { Problem } from '#platform/problem.ts';
import { seal, unsealText } from '#platform/seal.ts';
import { digest, randomToken } from '#platform/token.ts';

/** Who goes to look for their telephone comes back within this. */
const minutes = 30;
/** A person proves themselves in one window, or in a few. */
const mostHeld = 5;

/** What was sent: the address with its query, and the form as the browser wrote it (`application/x-www-form-urlencoded`). */
const HoldAct = z.object({ path: z.string().startsWith('/').max(2_000), body: z.string().max(64_000, 'too-long') });
export type HeldAct = z.output<typeof HoldAct>;

const TakeAct = z.object({ word: z.string().max(100) });

/** Keeps what a member asked for until they have proved anew who they are. Returns the word by which it is found again. */
export const holdAct = command(HoldAct, async (ctx, act): Promise<{ word: string }> => {
	const member = memberOf(ctx.actor);
	if (member === null) throw new Problem('session.required', 401);
	const word = randomToken(32);
	const key = digest(word);
	await sql`
		delete from membership.held_act where member = ${member} and (expires <= ${ctx.now} or digest not in (
			select digest from membership.held_act where member = ${member} order by held desc limit ${mostHeld - 1}))`.execute(
		ctx.db,
	);
	await ctx.db
		.insertInto('membership.held_act')
		.values({
			digest: key,
			member,
			act: seal(ctx.site, 'held-act', key, JSON.stringify(act)),
			held: ctx.now,
			expires: new Date(ctx.now.getTime() + minutes * 60_000),
		})
		.execute();
	return { word };
});

/** What waits under this word for the member who asks; null: nothing, or another's, or too long ago. It keeps waiting. */
export const findHeldAct = query(TakeAct, async (ctx, { word }): Promise<HeldAct | null> => {
	const row = await ctx.db
		.selectFrom('membership.held_act')
		.select('act')
		.where('digest', '=', digest(word))
		.where('member', '=', memberOf(ctx.actor) ?? 0)
		.where('expires', '>', ctx.now)
		.executeTakeFirst();
	return row ? opened(ctx, word, row.act) : null;
});

/** The same, once: it waits no more. */
export const takeHeldAct = command(TakeAct, async (ctx, { word }): Promise<HeldAct | null> => {
	const row = await ctx.db
		.deleteFrom('membership.held_act')
		.where('digest', '=', digest(word))
		.where('member', '=', memberOf(ctx.actor) ?? 0)
		.returning(['act', 'expires'])
		.executeTakeFirst();
	return row && row.expires > ctx.now ? opened(ctx, word, row.act) : null;
});

function opened(ctx: Ctx, word: string, act: Buffer): HeldAct | null {
	const text = unsealText(ctx.site, 'held-act', digest(word), act);
	return text === null ? null : HoldAct.parse(JSON.parse(text));
}
