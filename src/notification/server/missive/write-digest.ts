import type { Actor } from '#platform/actor.ts';
import type { Ctx } from '#platform/context/context.ts';
import { shorten } from '#platform/document/shorten.ts';
import { readDigest, type DigestThread } from '#community/server/index.ts';
import { listArticles } from '#content/server/index.ts';
import { readBrand } from '#site/server/index.ts';
import { notificationText } from '#notification/messages/index.ts';
import type { LetterBlock, LetterDraft } from '#notification/server/missive/compose-letter.ts';
import type { Missive } from '#notification/server/missive/read-missive.ts';

/** Articles in a digest, and characters of what is told of a thing. */
const [mostArticles, longest] = [3, 110];

/**
 * What is new for a member since their last digest or visit, as they may read it at this moment; null when there is nothing: then
 * nothing is sent.
 */
export async function writeDigest(ctx: Ctx, missive: Missive): Promise<LetterDraft | null> {
	const { member, name, handle, role, locale, since } = missive;
	const say = notificationText(locale);
	const actor: Actor = { kind: 'member', member, name, handle, role };
	const [talk, { items }, brand] = await Promise.all([
		readDigest(ctx.sql, { member, role, since, now: ctx.now }),
		listArticles({ ...ctx, actor, locale }, { limit: 10 }),
		readBrand(ctx, {}),
	]);
	// What somebody follows already is told of as a thread.
	const told = new Set(talk.followed.map(({ path }) => path));
	const articles = items
		.filter(({ published }) => published !== null && published > since)
		.filter((article) => article.locale === locale && !told.has(article.path))
		.slice(0, mostArticles);
	const { url } = ctx.site;
	const thread =
		(note: (one: DigestThread) => string) =>
		(one: DigestThread): LetterBlock => ({
			kind: 'story',
			title: one.title,
			href: `${url}${one.path}`,
			text: shorten(one.text.replace(/\s+/g, ' ').trim(), longest),
			note: note(one),
		});
	const somebody = (one: DigestThread): string => one.name ?? say('notice.somebody');
	const parts: [string, LetterBlock[]][] = [
		[
			say('digest.followed'),
			talk.followed.map(thread((one) => say('digest.new', { count: one.count, name: somebody(one) }))),
		],
		[
			say('digest.articles'),
			articles.map(({ title, path, excerpt, author }) => ({
				kind: 'story',
				title,
				href: url + path,
				text: shorten(excerpt, longest),
				note: author.name,
			})),
		],
		[
			say('digest.fresh'),
			talk.fresh.map(thread((one) => say('digest.begun', { count: one.count, name: somebody(one) }))),
		],
		[say('digest.questions'), talk.questions.map(thread((one) => say('digest.asked', { name: somebody(one) })))],
	];
	const blocks = parts.flatMap(([text, stories]): LetterBlock[] =>
		stories.length ? [{ kind: 'heading', text }, ...stories] : [],
	);
	const stories = blocks.filter((block) => block.kind === 'story');
	const [first] = stories;
	if (!first) return null;
	return {
		subject: say('digest.subject', { title: shorten(first.title, 40), count: stories.length - 1 }),
		title: say('digest.title', { name }),
		preheader: stories.map(({ title }) => title).join(' · '),
		blocks: [
			{ kind: 'text', text: say('digest.lead', { brand: brand.name }) },
			...blocks,
			{ kind: 'button', label: say('digest.go'), href: `${url}/community/unread` },
		],
		why: say('digest.why', { brand: brand.name }),
	};
}
