import { sql } from 'kysely';
import type { Actor } from '#platform/actor.ts';
import type { Ctx } from '#platform/context/context.ts';
import { shorten } from '#platform/document/shorten.ts';
import { readDigest, type DigestThread } from '#community/server/index.ts';
import { listArticles } from '#content/server/index.ts';
import { listWaiting } from '#message/server/index.ts';
import { talkPath } from '#message/talk.ts';
import { sayWaiting } from '#notification/say-waiting.ts';
import { wishedMessages } from '#notification/server/visible-notice.ts';
import { readBrand } from '#site/server/index.ts';
import { notificationText } from '#notification/messages/index.ts';
import type { LetterBlock, LetterDraft } from '#notification/server/missive/compose-letter.ts';
import type { Missive } from '#notification/server/missive/read-missive.ts';

/** Articles and talks in a digest, and characters of what is told of a thing. */
const [mostArticles, longest] = [3, 110];
const mostTalks = 5;

/** Whether a member is to be told by mail that somebody wrote to them. */
async function wantsMessages(ctx: Ctx, member: number): Promise<boolean> {
	const { rows } = await sql<{
		wants: boolean;
	}>`select ${sql.raw(wishedMessages('mail', String(member)))} as wants`.execute(ctx.db);
	return rows[0]?.wants ?? false;
}

/**
 * What is new for a member since their last digest or visit, as they may read it at this moment; null when there is nothing: then
 * nothing is sent.
 */
export async function writeDigest(ctx: Ctx, missive: Missive): Promise<LetterDraft | null> {
	const { member, name, handle, role, locale, since } = missive;
	const say = notificationText(locale);
	const actor: Actor = { kind: 'member', member, name, handle, role };
	const [talk, waiting, { items }, brand] = await Promise.all([
		readDigest(ctx.sql, { member, role, since, now: ctx.now }),
		wantsMessages(ctx, member).then((wants) => (wants ? listWaiting(ctx.sql, { member, since, most: mostTalks }) : [])),
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
		[
			say('digest.messages'),
			// Who wrote, never what: other companies keep mails.
			waiting.map((one) => ({
				kind: 'story',
				title: sayWaiting(one, locale),
				href: `${url}${talkPath(one.talk)}`,
				text: '',
				note: '',
			})),
		],
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
