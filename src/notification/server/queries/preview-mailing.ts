import { z } from 'zod';
import { authorize } from '#platform/actor.ts';
import { query } from '#platform/context/command.ts';
import type { Ctx } from '#platform/context/context.ts';
import { notFound, Problem } from '#platform/problem.ts';
import { maySendMailings } from '#notification/policy.ts';
import { putLinks, type LetterPart } from '#notification/server/letter/letter.ts';
import { slot } from '#notification/server/letter/slots.ts';
import { writeLetter } from '#notification/server/letter/write-letter.ts';

/** A mailing as it would be written now: plain links, nobody's key. Throws Problem `mailing.not-found`, `mailing.not-published`. */
export async function draftLetter(
	ctx: Ctx,
	id: number,
): Promise<{ subject: string; whole: LetterPart; beginning: LetterPart | null }> {
	const mailing = await ctx.db
		.selectFrom('notification.mailing')
		.select(['article', 'subject', 'preheader', 'topic'])
		.where('id', '=', id)
		.executeTakeFirst();
	if (!mailing) throw notFound('mailing');
	if (mailing.article === null) throw new Problem('mailing.not-published', 409);
	const topic = await ctx.db
		.selectFrom('notification.topic')
		.selectAll()
		.where('id', '=', mailing.topic)
		.executeTakeFirstOrThrow();
	const letter = await writeLetter(ctx, { ...mailing, article: mailing.article, topic });
	const plain = (part: LetterPart): LetterPart => {
		const { html, text } = putLinks(part, (index) => new URL(letter.paths[index] ?? '/', ctx.site.url).href);
		return { html: html.replaceAll(slot, 'preview'), text: text.replaceAll(slot, 'preview') };
	};
	return {
		subject: letter.subject,
		whole: plain(letter.whole),
		beginning: letter.beginning && plain(letter.beginning),
	};
}

export const PreviewMailing = z.object({
	mailing: z.coerce.number().int().positive(),
	part: z.enum(['html', 'text']).default('html'),
	/** Whether the reader's program is dark. */
	theme: z.enum(['light', 'dark']).default('light'),
	/** Of a members' article: what everybody else gets. */
	beginning: z.boolean().default(false),
});

/** One part of a mailing as a receiver would see it. Throws Problem `mailing.not-found`, `mailing.not-published`. */
export const previewMailing = query(
	PreviewMailing,
	async (ctx, { mailing, part, theme, beginning }): Promise<string> => {
		authorize(ctx.actor, 'mailing.write', maySendMailings, null);
		const letter = await draftLetter(ctx, mailing);
		const shown = (beginning && letter.beginning) || letter.whole;
		if (part === 'text') return shown.text;
		// What the reader's program would decide, decided here.
		return shown.html.replace(
			'@media (prefers-color-scheme: dark)',
			theme === 'dark' ? '@media all' : '@media not all',
		);
	},
);
