import type { Ctx } from '#platform/context/context.ts';
import type { Document } from '#platform/document/schema.ts';
import { reaction } from '#platform/job/job.ts';
import { askOutside } from '#platform/outside/ask-outside.ts';
import { OutsideProblem } from '#platform/outside/outside-problem.ts';
import { linksOf } from '#seo/document-parts.ts';
import { findEndpoint } from '#seo/find-endpoint.ts';
import { isNeighbourAddress } from '#seo/public-address.ts';
import { articleSeen, pageSeen } from '#content/events.ts';
import { changedPlace } from '#seo/server/changed-place.ts';
import { noteTold, type Outcome, type Teller } from '#seo/server/commands/note-told.ts';
import { readSettings } from '#seo/server/queries/read-settings.ts';

/** Addresses that one article tells; who links to more is a list of links. */
const mostTold = 30;

/**
 * Tells the pages that a public article or page links to that it does, and those that it linked to that it does no more: they
 * look again, and find the link gone, or the whole of it (W3C Webmention §3.1.3 and §3.1.4). Each address is told once for each
 * version, so that a second run of the job tells nobody twice.
 */
export const sendMentions = reaction(
	'seo.send-mentions',
	[...articleSeen, ...pageSeen],
	async (ctx, fact) => {
		if (!isNeighbourAddress(ctx.settings, ctx.site.url) || !(await readSettings(ctx, {})).webmention) return;
		const place = await changedPlace(ctx, fact);
		if (!place?.teller) return;
		const { teller } = place;
		const source = ctx.site.url + place.path;
		const { untold, gone } = await findUntold(ctx, teller, place.open);
		for (const target of untold) await noteTold(ctx, { teller, target, outcome: await tell(ctx, source, target) });
		for (const { target, outcome } of gone) {
			// Who took no mention then has none to take back.
			if (outcome === 'told') await tell(ctx, source, target);
			await noteTold(ctx, { teller, target, outcome: null });
		}
	},
	{ retries: 3, pause: 300, patient: true },
);

/** Whom it links to and has not told since it changed; and whom it told, and links to no more. */
async function findUntold(ctx: Ctx, teller: Teller, open: boolean) {
	const row = await readWritten(ctx, teller);
	const told = await ctx.db
		.selectFrom('seo.told_mention')
		.select(['target', 'told', 'outcome'])
		.where(teller.page === null ? 'article' : 'page', '=', teller.article ?? teller.page)
		.execute();
	// What strangers cannot read is nobody's mention.
	const targets = open && row?.access === 'public' ? targetsOf(ctx, row.body as Document).slice(0, mostTold) : [];
	const fresh = new Set(told.filter((one) => row && one.told >= row.changed).map(({ target }) => target));
	return {
		untold: targets.filter((target) => !fresh.has(target)),
		gone: told.filter(({ target }) => !targets.includes(target)),
	};
}

const readWritten = (ctx: Ctx, { article, page }: Teller) =>
	page === null
		? ctx.db
				.selectFrom('content.article')
				.select(['body', 'changed', 'access'])
				.where('id', '=', article)
				.executeTakeFirst()
		: ctx.db
				.selectFrom('content.page')
				.select((eb) => ['body', 'changed', eb.val('public').as('access')])
				.where('id', '=', page)
				.executeTakeFirst();

/** Addresses of other sites that a text links to, each once. */
function targetsOf(ctx: Ctx, body: Document): string[] {
	const own = new URL(ctx.site.url).host;
	return [...new Set(linksOf(body).map(({ href }) => href.split('#', 1)[0] as string))].filter(
		(href) => /^https?:\/\//i.test(href) && href.length <= 2000 && URL.canParse(href) && new URL(href).host !== own,
	);
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
