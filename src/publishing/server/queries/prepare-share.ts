import { z } from 'zod';
import { authorize } from '#platform/actor.ts';
import { query } from '#platform/context/command.ts';
import type { Ctx } from '#platform/context/context.ts';
import { notFound } from '#platform/problem.ts';
import { randomToken } from '#platform/token.ts';
import { findArticle } from '#content/server/index.ts';
import { mayShare } from '#publishing/policy.ts';
import { createLink } from '#publishing/server/commands/create-link.ts';
import { listLinks } from '#publishing/server/queries/find-link.ts';
import { listAccounts } from '#publishing/server/queries/list-accounts.ts';
import { readHandles } from '#publishing/server/queries/list-handles.ts';
import { listPosts } from '#publishing/server/queries/list-posts.ts';
import { publishingText } from '#publishing/messages/index.ts';
import { readBrand } from '#site/server/index.ts';

/** The channel of links that people paste somewhere themselves. */
const pasteChannel = 'paste';

const OneArticle = z.object({ article: z.coerce.number().int().positive() });

/**
 * What the share page needs: the article, the accounts it can go to, a text to begin with, a key for the form and, once
 * it was asked for, the text to paste by hand. Throws Problem `article.not-found`.
 */
export const prepareShare = query(OneArticle, async (ctx, { article: id }) => {
	authorize(ctx.actor, 'post.share', mayShare, null);
	const article = await findArticle(ctx, { id });
	if (!article) throw notFound('article');
	const { accounts, mayOpenPractice } = await listAccounts(ctx, {});
	const handlesOn = await readHandles(ctx);
	const text = [article.title, article.excerpt].filter(Boolean).join('\n\n');
	const [pasted] = await listLinks(ctx, { article: id, channel: pasteChannel });
	return {
		article: { id, title: article.title, excerpt: article.excerpt, path: article.path },
		public: article.published !== null && article.published <= ctx.now,
		accounts: accounts
			.filter(({ refused, limit }) => !refused && limit !== null)
			.map((account) => ({ ...account, handles: handlesOn(account.network) })),
		mayOpenPractice,
		text,
		key: randomToken(20),
		host: new URL(ctx.site.url).host,
		before: (await listPosts(ctx, { article: id, limit: 100 })).items.length,
		paste: pasted ? `${text}\n\n${pasted.url}` : null,
		page: (await readBrand(ctx, {})).facebookPage,
	};
});

/** Makes the link for a text that is pasted by hand, unless the article has one already. Throws Problem `article.not-found`. */
export async function preparePaste(
	ctx: Ctx,
	input: z.input<typeof OneArticle>,
): Promise<{ code: string; url: string }> {
	const { article, paste } = await prepareShare(ctx, input);
	const [known] = paste ? await listLinks(ctx, { article: article.id, channel: pasteChannel }) : [];
	if (known) return known;
	const label = publishingText(ctx.locale)('paste.link-label', { title: article.title }).slice(0, 200);
	return createLink(ctx, { target: article.path, article: article.id, channel: pasteChannel, label });
}
