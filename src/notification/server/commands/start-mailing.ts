import { z } from 'zod';
import { authorize } from '#platform/actor.ts';
import { command } from '#platform/context/command.ts';
import type { Ctx } from '#platform/context/context.ts';
import { Problem } from '#platform/problem.ts';
import { findArticle } from '#content/server/index.ts';
import { authorNow, createLink } from '#publishing/server/index.ts';
import { mailingStarted } from '#notification/events.ts';
import { mayRunMailings, maySendMailings } from '#notification/policy.ts';
import type { FixedLetter, Letter } from '#notification/server/letter/letter.ts';
import { putLinks } from '#notification/server/letter/letter.ts';
import { letterHead } from '#notification/server/letter/letter-head.ts';
import { segmentInUse, writeReceivers } from '#notification/server/sending/write-receivers.ts';
import { slot } from '#notification/server/letter/slots.ts';
import { writeLetter } from '#notification/server/letter/write-letter.ts';

/**
 * Fixes a mailing whose time has come: its letter with tracked links, and its receivers, each once. Whoever ordered it
 * must still be allowed to, and the article must still be public: else it goes back to its author, with the reason.
 * Returns whether it began. Safe to repeat.
 */
export const startMailing = command(
	z.object({ mailing: z.number().int().positive() }),
	async (ctx, { mailing: id }) => {
		authorize(ctx.actor, 'mailing.run', mayRunMailings, null);
		const mailing = await ctx.db
			.selectFrom('notification.mailing')
			.selectAll()
			.where('id', '=', id)
			.where('started', 'is', null)
			.where('scheduled', '<=', ctx.now)
			.forUpdate()
			.executeTakeFirst();
		if (!mailing) return false;
		const author = mailing.author === null ? null : await authorNow(ctx, mailing.author);
		const article = mailing.article === null ? null : await findArticle(ctx, { id: mailing.article });
		const published = article?.published && article.published <= ctx.now;
		const segment = mailing.segment === null ? null : await segmentInUse(ctx, mailing.segment);
		const trouble =
			!author || !maySendMailings(author)
				? 'author'
				: !published
					? 'article'
					: mailing.segment !== null && !segment
						? 'segment'
						: null;
		if (trouble || mailing.article === null) {
			await ctx.db.updateTable('notification.mailing').set({ scheduled: null, trouble }).where('id', '=', id).execute();
			return false;
		}
		const topic = await ctx.db
			.selectFrom('notification.topic')
			.selectAll()
			.where('id', '=', mailing.topic)
			.executeTakeFirstOrThrow();
		const letter = await writeLetter(ctx, { ...mailing, article: mailing.article, topic });
		const links = await makeLinks(ctx, letter, mailing.article);
		const address = (index: number): string => {
			const link = links[index];
			return link
				? `${ctx.site.url}/go/${link.code}?n=${slot}`
				: new URL(letter.paths[index] ?? '/', ctx.site.url).href;
		};
		const trap = links[letter.trap]?.id ?? 0;
		const fixed: FixedLetter = {
			head: await letterHead(ctx, mailing.subject, mailing.topic),
			whole: putLinks(letter.whole, address),
			beginning: letter.beginning && putLinks(letter.beginning, address),
			links: links.flatMap((link) => (link && link.id !== trap ? [link.id] : [])),
			trap,
		};
		const candidates = await writeReceivers(ctx, { mailing: id, topic: mailing.topic, segment });
		await ctx.db
			.updateTable('notification.mailing')
			.set({ started: ctx.now, letter: fixed as never, candidates, trouble: null, trouble_text: '' })
			.where('id', '=', id)
			.execute();
		ctx.record({ name: mailingStarted, about: `mailing:${id}`, data: { mailing: id, candidates } });
		return true;
	},
);

/** A tracked link for each page that a letter leads to; null where an address cannot be one: it then stands as it is. */
async function makeLinks(ctx: Ctx, letter: Letter, article: number): Promise<({ id: number; code: string } | null)[]> {
	const links: ({ id: number; code: string } | null)[] = [];
	for (const target of letter.paths) {
		try {
			links.push(await createLink(ctx, { target, article, channel: 'newsletter', label: letter.subject }));
		} catch (error) {
			if (!(error instanceof Problem)) throw error;
			links.push(null);
		}
	}
	return links;
}

/**
 * Says of those whom a process that died had taken that nobody knows: they are never written to again by themselves.
 * Returns how many.
 */
export const noteDoubt = command(z.object({ mailing: z.number().int().positive() }), async (ctx, { mailing }) => {
	authorize(ctx.actor, 'mailing.run', mayRunMailings, null);
	const done = await ctx.db
		.updateTable('notification.delivery')
		.set({ unconfirmed: ctx.now, reason: 'killed' })
		.where('mailing', '=', mailing)
		.where('taken', 'is not', null)
		.where('sent', 'is', null)
		.where('skipped', 'is', null)
		.where('failed', 'is', null)
		.where('unconfirmed', 'is', null)
		.executeTakeFirst();
	return Number(done.numUpdatedRows);
});
