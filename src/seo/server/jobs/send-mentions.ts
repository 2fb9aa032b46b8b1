import { sql } from 'kysely';
import type { Ctx } from '#platform/context/context.ts';
import type { Document } from '#platform/document/schema.ts';
import { reaction } from '#platform/job/job.ts';
import { askOutside } from '#platform/outside/ask-outside.ts';
import { OutsideProblem } from '#platform/outside/outside-problem.ts';
import { articleChanged, articlePublished } from '#content/events.ts';
import { linksOf } from '#seo/document-parts.ts';
import { findEndpoint } from '#seo/find-endpoint.ts';
import { isNeighbourAddress } from '#seo/public-address.ts';
import { changedArticle } from '#seo/server/changed-article.ts';
import { noteTold, type Outcome } from '#seo/server/commands/note-told.ts';
import { readSettings } from '#seo/server/queries/read-settings.ts';

/** Addresses that one article tells; who links to more is a list of links. */
const mostTold = 30;

/**
 * Tells the pages that a public article links to that it does (W3C Webmention, sending). Each address is told once for
 * each version of the article, so that a second run of the job tells nobody twice.
 */
export const sendMentions = reaction(
	'seo.send-mentions',
	[articlePublished, articleChanged],
	async (ctx, fact) => {
		if (!isNeighbourAddress(ctx.settings, ctx.site.url) || !(await readSettings(ctx, {})).webmention) return;
		const changed = await changedArticle(ctx, fact);
		if (!changed) return;
		const source = ctx.site.url + changed.path;
		for (const target of await findUntold(ctx, changed.id)) {
			const outcome = await tell(ctx, source, target);
			await noteTold(ctx, { article: changed.id, target, outcome });
		}
	},
	{ retries: 3, pause: 300, patient: true },
);

async function findUntold(ctx: Ctx, article: number): Promise<string[]> {
	const row = await ctx.db
		.selectFrom('content.article')
		.select(['body', 'changed', 'access'])
		.where('id', '=', article)
		.executeTakeFirst();
	// What strangers cannot read is nobody's mention.
	if (!row || row.access !== 'public') return [];
	const own = new URL(ctx.site.url).host;
	const targets = [...new Set(linksOf(row.body as Document).map(({ href }) => href.split('#', 1)[0] as string))].filter(
		(href) => /^https?:\/\//i.test(href) && href.length <= 2000 && URL.canParse(href) && new URL(href).host !== own,
	);
	const { rows } = await sql<{ target: string }>`
		select target from seo.told_mention where article = ${article}::bigint and told >= ${row.changed}`.execute(ctx.db);
	const told = new Set(rows.map(({ target }) => target));
	return targets.filter((target) => !told.has(target)).slice(0, mostTold);
}

async function tell(ctx: Ctx, source: string, target: string): Promise<Outcome> {
	try {
		const page = await askOutside(ctx.settings, target, { redirects: 5, headers: { accept: 'text/html' } });
		const endpoint = findEndpoint(
			page.url,
			page.headers.link,
			/html/i.test(page.headers['content-type'] ?? '') ? page.text : '',
		);
		if (!endpoint) return 'none';
		const { status } = await askOutside(ctx.settings, endpoint, {
			method: 'POST',
			redirects: 3,
			headers: { 'content-type': 'application/x-www-form-urlencoded' },
			body: new URLSearchParams({ source, target }).toString(),
		});
		return status >= 200 && status < 300 ? 'told' : 'refused';
	} catch (error) {
		if (error instanceof OutsideProblem) return 'unreachable';
		if ((error as { code?: string }).code?.startsWith('document.')) return 'none';
		throw error;
	}
}
