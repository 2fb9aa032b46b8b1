import { redirect, type RequestEvent } from '@sveltejs/kit';
import { articleThing } from '#content/article.ts';
import { readArticle } from '#content/server/index.ts';
import { findSocialPicture } from '#media/server/index.ts';
import { readThread } from '#community/server/index.ts';
import { listElsewhere } from '#publishing/server/index.ts';
import { findOpenAddress } from '#federation/server/index.ts';
import { readArticleFound } from '#seo/server/index.ts';
import { listTopics } from '#notification/server/index.ts';
import { storiesOf } from '#web/as-home.ts';
import { commentActions } from '#web/comment-actions.ts';
import { threadPlace } from '#web/thread-place.ts';
import { personalPage, sharedPage } from '#web/shared-page.ts';

export const csr = false;
export const actions = commentActions;

export async function load(event: RequestEvent) {
	const slug = event.params['slug'] as string;
	let article = await readArticle(sharedPage(event), { slug });
	if ('moved' in article) redirect(301, article.moved);
	if (!article.whole) article = (await readArticle(personalPage(event), { slug })) as typeof article;
	const { polls, thread: conversation } = article;
	// What is said under it is for whoever reads the whole of it.
	const talk = article.whole ? conversation : null;
	const note = { reads: articleThing(article.id), polls, ...(talk ? { thread: talk } : {}) };
	const ctx = article.access === 'public' ? sharedPage(event, note) : personalPage(event, note);
	const thread = talk ? await readThread(ctx, { thread: talk, ...threadPlace(event.url) }) : null;
	const found = await readArticleFound(ctx, { article: article.id });
	const card = await findSocialPicture(ctx, articleThing(article.id));
	const related = storiesOf(article.related, event.locals.brand, event.locals.locale);
	const elsewhere = article.whole ? await listElsewhere(ctx, { article: article.id }) : [];
	const topics = await listTopics(ctx, {});
	// Asked of a page that is made for one person alone.
	const joined = ctx.actor.kind !== 'visitor';
	const openAddress = await findOpenAddress(ctx, { thing: articleThing(article.id) });
	return { openAddress, joined, article, thread, found, card, related, elsewhere, topics };
}
