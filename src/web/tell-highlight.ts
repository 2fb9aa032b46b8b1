import { z } from 'zod';
import { command } from '#platform/context/command.ts';
import type { Ctx } from '#platform/context/context.ts';
import { escapeHtml } from '#platform/document/escape-html.ts';
import { fromHtml } from '#platform/document/from-html.ts';
import { shorten } from '#platform/document/shorten.ts';
import type { Locale } from '#platform/language/locale.ts';
import { notFound } from '#platform/problem.ts';
import { randomToken } from '#platform/token.ts';
import { communityText } from '#community/messages/index.ts';
import { noteHighlightTold, readHighlight } from '#community/server/index.ts';
import type { Highlight } from '#community/highlight.ts';
import { publishArticle, writeArticle } from '#content/server/index.ts';
import { createMailing } from '#notification/server/index.ts';
import { keepDraft, listAccounts } from '#publishing/server/index.ts';
import { readBrand } from '#site/server/index.ts';

/** Characters of what is quoted in the article, and in a post. */
const [longQuote, shortQuote] = [600, 120];

/**
 * The thread of the week becomes an article that leads to it, and of that a newsletter and posts for every account, ready to be
 * looked at: all of it or nothing, once. Throws Problem `highlight.told` (409), `thread.not-found`.
 */
export const tellHighlight = command(z.object({}), async (ctx): Promise<{ mailing: number; draft: number }> => {
	const highlight = await readHighlight(ctx, {});
	if (!highlight) throw notFound('thread');
	await noteHighlightTold(ctx, { thread: highlight.thread });
	// In the language of the place, whoever presses the button.
	const { locale } = await readBrand(ctx, {});
	const say = communityText(locale);
	const title = say('highlight.article.title', { title: highlight.title });
	const { id } = await writeArticle(ctx, {
		title: [...title].slice(0, 150).join(''),
		body: fromHtml(articleOf(ctx, highlight, locale), 'article'),
		locale,
	});
	await publishArticle(ctx, { id });
	const { mailing } = await createMailing(ctx, { article: id });
	const { accounts } = await listAccounts(ctx, {});
	const { draft } = await keepDraft(ctx, {
		key: randomToken(20),
		article: id,
		text: say('highlight.post', { title: highlight.title, text: shorten(oneLine(highlight.text), shortQuote) }),
		variants: accounts.filter(({ refused }) => !refused).map((account) => ({ account: account.id, text: null })),
		when: 'none',
	});
	return { mailing, draft };
});

const oneLine = (text: string): string => text.replace(/\s+/g, ' ').trim();

/** Introduces the thread: who began it, what it says, what helped most, and the way there. What members said is quoted, never changed. */
function articleOf(ctx: Ctx, { title, path, name, text, reply, talkers }: Highlight, locale: Locale): string {
	const say = communityText(locale);
	const quote = (said: string): string =>
		`<blockquote>${shorten(said.trim(), longQuote)
			.split(/\n{2,}/)
			.map((part) => `<p>${escapeHtml(part).replaceAll('\n', '<br>')}</p>`)
			.join('')}</blockquote>`;
	const paragraph = (line: string): string => `<p>${escapeHtml(line)}</p>`;
	return [
		paragraph(say('highlight.article.lead', { name: name ?? say('highlight.somebody'), talkers })),
		quote(text),
		...(reply ? [paragraph(say('highlight.article.reply', { name: reply.name })), quote(reply.text)] : []),
		`<p><a href="${escapeHtml(ctx.site.url + path)}">${escapeHtml(say('highlight.article.go', { title }))}</a></p>`,
	].join('');
}
