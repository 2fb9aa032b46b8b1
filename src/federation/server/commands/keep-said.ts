import { z } from 'zod';
import { authorize } from '#platform/actor.ts';
import { command } from '#platform/context/command.ts';
import {
	changeForeignComment,
	deleteComment,
	forgetForeignBlocks,
	postForeignComment,
} from '#community/server/index.ts';
import { Problem } from '#platform/problem.ts';
import type { Ctx } from '#platform/context/context.ts';
import { readThing } from '#federation/address.ts';
import { mayHear } from '#federation/policy.ts';
import { isNew } from '#federation/server/commands/once.ts';
import { spokenThing } from '#federation/server/spoken-thing.ts';

const address = z.string().min(1).max(2_000);
const Said = z.object({
	activity: address,
	address: z.string().min(1).max(280),
	author: address,
	name: z.string().max(200),
	inbox: address,
	url: address,
	text: z.string(),
	posted: z.date(),
	/** A thing of this house, or the address of something that was said elsewhere. */
	answers: z.string().max(2_000),
});

/**
 * What was said elsewhere about something of this house comes to stand beneath it, as said there; what answers nothing here is not heard.
 * It is looked at as a newcomer's words are, and waits for a person where those would. Said again with other words, it is changed and looked at once more.
 */
export const keepSaid = command(Said, async (ctx, said) => {
	authorize(ctx.actor, 'federation.hear', mayHear, null);
	if (!(await isNew(ctx, said.activity)) || !said.text) return;
	const known = await ctx.db
		.selectFrom('federation.said')
		.selectAll()
		.where('address', '=', said.address)
		.executeTakeFirst();
	if (known) {
		if (known.author !== said.author) return;
		await changeForeignComment(ctx, { id: known.comment, text: said.text, review: said.author });
		return;
	}
	const place = await placeOf(ctx, said.answers);
	if (!place) return;
	const posted = said.posted > ctx.now ? ctx.now : said.posted;
	const origin = { network: 'fediverse', author: said.name, id: said.address, url: said.url };
	try {
		const { id } = await postForeignComment(ctx, { ...place, text: said.text, posted, origin, review: said.author });
		const { address: at, author, inbox } = said;
		await ctx.db
			.insertInto('federation.said')
			.values({ address: at, comment: id, thread: place.thread, author, inbox })
			.onConflict((conflict) => conflict.doNothing())
			.execute();
	} catch (error) {
		// A thread that is closed, or gone meanwhile, takes nothing up.
		if (!(error instanceof Problem)) throw error;
		ctx.log.info('not taken up', { code: error.code });
	}
});

/** The thread, and what in it is answered, if everybody may read that. */
async function placeOf(ctx: Ctx, answers: string): Promise<{ thread: number; parent: number | null } | null> {
	const thing = readThing(answers);
	if (thing) {
		const spoken = await spokenThing(ctx, answers);
		if (!spoken) return null;
		if (thing.kind === 'comment')
			return spoken.thread ? { thread: spoken.thread, parent: spoken.title ? null : thing.id } : null;
		return spoken.thread ? { thread: spoken.thread, parent: null } : null;
	}
	const said = await ctx.db
		.selectFrom('federation.said as s')
		.innerJoin('community.comment as c', 'c.id', 's.comment')
		.select(['c.thread', 's.comment'])
		.where('s.address', '=', answers)
		.executeTakeFirst();
	return said ? { thread: said.thread, parent: said.comment } : null;
}

/** Taken back where it was said, by whoever said it; a whole person who is gone takes all of theirs along. */
export const dropSaid = command(z.object({ activity: address, address, author: address }), async (ctx, one) => {
	authorize(ctx.actor, 'federation.hear', mayHear, null);
	if (!(await isNew(ctx, one.activity))) return;
	const rows = await ctx.db
		.selectFrom('federation.said')
		.select('comment')
		.where('author', '=', one.author)
		.where((eb) => (one.address === one.author ? eb.val(true) : eb('address', '=', one.address)))
		.execute();
	const gone = one.address === one.author;
	if (gone) await forgetBlocks(ctx, rows);
	for (const { comment } of rows) await deleteComment(ctx, { id: comment });
	if (gone)
		for (const table of ['federation.follower', 'federation.liked'] as const)
			await ctx.db.deleteFrom(table).where('address', '=', one.author).execute();
});

/** Who is gone stands on nobody's list of the blocked. */
async function forgetBlocks(ctx: Ctx, rows: readonly { comment: number }[]): Promise<void> {
	if (!rows.length) return;
	const names = await ctx.db
		.selectFrom('community.comment')
		.select('origin_author')
		.distinct()
		.where(
			'id',
			'in',
			rows.map(({ comment }) => comment),
		)
		.execute();
	for (const { origin_author: name } of names) if (name) await forgetForeignBlocks(ctx, 'fediverse', name);
}
