import { z } from 'zod';
import { authorize, type Actor } from '#platform/actor.ts';
import { command } from '#platform/context/command.ts';
import { mentionVerified } from '#seo/events.ts';
import { mentionedThing } from '#seo/server/mentioned.ts';

const NoteMention = z.object({
	id: z.number().int(),
	/** What the page says; null: it does not link to us, or is gone. */
	said: z
		.object({
			kind: z.enum(['mention', 'reply', 'like', 'repost']),
			title: z.string(),
			author: z.string(),
			excerpt: z.string(),
		})
		.nullable(),
});

const mayNote = (actor: Actor): boolean => actor.kind === 'system';

/** Notes what was found at a page that claims to link to us. One that never did is forgotten; safe to run twice. */
export const noteMention = command(NoteMention, async (ctx, { id, said }) => {
	const row = await ctx.db
		.selectFrom('seo.mention')
		.select(['article', 'page', 'series', 'verified', 'approved'])
		.where('id', '=', id)
		.forUpdate()
		.executeTakeFirst();
	authorize(ctx.actor, 'mention.note', mayNote, null);
	if (!row) return;
	if (!said && !row.verified) return void (await ctx.db.deleteFrom('seo.mention').where('id', '=', id).execute());
	// What a moderator has let through is shown in the new words, too: it is the same page.
	await ctx.db
		.updateTable('seo.mention')
		.set(said ? { ...said, verified: ctx.now, gone: null } : { gone: ctx.now })
		.where('id', '=', id)
		.execute();
	ctx.record({
		name: mentionVerified,
		about: row.approved ? mentionedThing(row) : `mention:${id}`,
		data: { mention: id, there: said !== null },
	});
});
