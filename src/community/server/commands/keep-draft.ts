import { sql } from 'kysely';
import { z } from 'zod';
import { authorize, memberOf } from '#platform/actor.ts';
import { command } from '#platform/context/command.ts';
import { mayFollow } from '#community/policy.ts';
import { idField } from '#community/server/commands/post-comment.ts';
import { peekThread } from '#community/server/load-thread.ts';
import { longestQuote } from '#community/server/quote.ts';
import { ratingFields } from '#community/server/rating.ts';

/** Drafts of one member that are kept, the newest; and characters of one. */
const most = 200;
const longestDraft = 10_000;

export const KeepDraft = z.object({
	thread: idField,
	parent: z.preprocess((value) => value || null, idField.nullable()).default(null),
	quote: z.string().max(longestQuote, 'too-long').default(''),
	/** Empty: there is none any more. */
	text: z.string().max(longestDraft, 'too-long'),
	/** Of a review, as far as it is said by now: what is missing is asked for when it is posted. */
	...ratingFields,
	/** When the draft was saved that this one goes on from, in milliseconds; 0: from none. */
	seen: z.coerce.number().int().min(0).default(0),
});

/**
 * Keeps what a member has begun to say in a thread. The latest wins; what it replaced, and did not go on from, is given
 * back in `other`, so that nothing is lost. It is no fact: what was not said is nobody's business. Safe to run twice.
 * Throws Problem `thread.not-found`.
 */
export const keepDraft = command(
	KeepDraft,
	async (ctx, { thread: id, parent, quote, text, stars, disclosed, seen }) => {
		await peekThread(ctx, id);
		authorize(ctx.actor, 'comment.post', mayFollow, null);
		const member = memberOf(ctx.actor) ?? 0;
		await sql`select pg_advisory_xact_lock(hashtextextended(${`draft ${member}`}::text, 504))`.execute(ctx.db);
		const before = await ctx.db
			.selectFrom('community.draft')
			.select(['text', 'saved'])
			.where('member', '=', member)
			.where('thread', '=', id)
			.executeTakeFirst();
		const other = before && before.saved.getTime() !== seen && before.text !== text ? before.text : '';
		if (!text.trim()) {
			await ctx.db.deleteFrom('community.draft').where('member', '=', member).where('thread', '=', id).execute();
			return { saved: 0, other };
		}
		// What it answered may be gone, or stand in another thread by now.
		await sql`
		insert into community.draft (member, thread, parent, quote, text, stars, disclosed, saved)
		values (${member}::bigint, ${id}::bigint, (
			select id from community.comment where id = ${parent}::bigint and thread = ${id}::bigint
		), ${quote}::text, ${text}::text, ${stars ?? null}::smallint, ${disclosed ?? null}::text, ${ctx.now}::timestamptz)
		on conflict (member, thread) do update set
			parent = excluded.parent, quote = excluded.quote, text = excluded.text, stars = excluded.stars,
			disclosed = excluded.disclosed, saved = excluded.saved`.execute(ctx.db);
		if (!before)
			await sql`
			delete from community.draft where member = ${member}::bigint and thread in (
				select thread from community.draft where member = ${member}::bigint order by saved desc, thread offset ${most}
			)`.execute(ctx.db);
		return { saved: ctx.now.getTime(), other };
	},
);
