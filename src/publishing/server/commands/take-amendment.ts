import { z } from 'zod';
import { command } from '#platform/context/command.ts';
import { attemptLease } from '#network/attempt.ts';
import { sendingShare } from '#network/usage.ts';
import { postChangeFailed } from '#publishing/events.ts';
import { mayAmendPost } from '#publishing/policy.ts';
import { authorNow } from '#publishing/server/author-now.ts';
import type { Written } from '#publishing/server/compose-post.ts';
import { heldUntil } from '#publishing/server/commands/keep-usage.ts';

/** What changing a post on its network needs to know. */
export interface AmendmentTurn {
	post: number;
	account: number;
	externalId: string;
	/** How it shall read; null: it is taken back. */
	change: Written | null;
}

/**
 * Takes a change for one attempt. Null when there is nothing to do: it is settled, its time has not come, another attempt is
 * under way, or whoever asked for it may no longer (then it has failed). `held`: an allowance is used up until then.
 */
export const takeAmendment = command(
	z.object({ amendment: z.number() }),
	async (ctx, { amendment: id }): Promise<AmendmentTurn | { held: Date } | null> => {
		const row = await ctx.db
			.selectFrom('publishing.amendment as amendment')
			.innerJoin('publishing.post as post', 'post.id', 'amendment.post')
			.leftJoin('publishing.link as link', 'link.id', 'post.link')
			.select(['amendment.post', 'amendment.text', 'amendment.asked_by', 'amendment.began', 'amendment.next_try'])
			.select([
				'post.account',
				'post.external_id',
				'post.article',
				'post.pictures',
				'post.author',
				'post.alts',
				'link.code',
			])
			.where('amendment.id', '=', id)
			.where('amendment.done', 'is', null)
			.where('amendment.failed', 'is', null)
			.forUpdate('amendment')
			.executeTakeFirst();
		if (!row?.external_id || (row.next_try && row.next_try > ctx.now)) return null;
		const underWay = row.began && !row.next_try && row.began.getTime() + attemptLease > ctx.now.getTime();
		if (underWay) return null;
		const change = ctx.db.updateTable('publishing.amendment').where('id', '=', id);
		const asker = row.asked_by === null ? null : await authorNow(ctx, row.asked_by);
		if (row.asked_by !== null && !(asker && mayAmendPost(asker, row))) {
			await change.set({ failed: ctx.now, next_try: null, trouble: 'author-lost-right' }).execute();
			const data = { post: row.post, trouble: 'author-lost-right' };
			ctx.record({ name: postChangeFailed, about: `post:${row.post}`, data });
			return null;
		}
		const held = await heldUntil(ctx, row.account, sendingShare);
		if (held) {
			await change.set({ next_try: held, trouble: 'rate-limited' }).execute();
			return { held };
		}
		await change.set((eb) => ({ began: ctx.now, next_try: null, tries: eb('tries', '+', 1) })).execute();
		const { post, account, external_id: externalId, article, pictures, code } = row;
		const alts = (row.alts ?? {}) as Record<string, string>;
		const link = code ? `${ctx.site.url}/go/${code}` : null;
		return {
			post,
			account,
			externalId,
			change: row.text === null ? null : { text: row.text, link, pictures, article, alts },
		};
	},
);
