import { z } from 'zod';
import { authorize } from '#platform/actor.ts';
import { command } from '#platform/context/command.ts';
import type { Ctx } from '#platform/context/context.ts';
import { fromMarkdown } from '#platform/document/from-markdown.ts';
import { locales, type Locale } from '#platform/language/locale.ts';
import { dayText } from '#platform/language/time-text.ts';
import { listPageDrafts, writePage } from '#content/server/index.ts';
import { pagePath, pageRoles, type PageCard, type PageRole } from '#content/page.ts';
import { contactIn } from '#site/contact.ts';
import { mayArrangeSite } from '#site/policy.ts';
import { fillTemplate, type TemplateFacts } from '#site/server/fill-template.ts';
import { readBrand } from '#site/server/queries/read-brand.ts';
import { readContact } from '#site/server/queries/read-contact.ts';

export const BeginPages = z.object({ locales: z.array(z.enum(locales)).min(1, 'missing') });

/**
 * Begins the pages that every house needs (about us, contact, privacy, terms, buying) as drafts, filled in with what is
 * told of the house. A page that is there, draft or not, stays as it is: safe to run twice.
 */
export const beginPages = command(BeginPages, async (ctx, input) => {
	authorize(ctx.actor, 'site.arrange', mayArrangeSite, null);
	const brand = await readBrand(ctx, {});
	const pages = await listPageDrafts(ctx, {});
	const begun: number[] = [];
	// The site's own language first: the other pages are translations of it.
	const wanted = [...new Set(input.locales)].sort((one) => (one === brand.locale ? -1 : 1));
	for (const locale of wanted) {
		const facts = await factsOf(ctx, brand.name, brand.timeZone, locale);
		for (const role of pageRoles) {
			if (pages.some((page) => page.role === role && page.locale === locale)) continue;
			const original = pages.find((page) => page.role === role);
			const slug = freeSlug(pages, locale === brand.locale ? role : `${role}-${locale === 'en' ? 'en' : 'zh'}`);
			const privacy = pages.find((page) => page.role === 'privacy' && page.locale === locale);
			const text = fillTemplate(role, locale, { ...facts, privacy: pagePath(privacy?.slug ?? 'privacy') });
			const { id } = await writePage(ctx, {
				title: text.title,
				slug,
				locale,
				role,
				translates: original && !hasTwin(pages, original, locale) ? original.id : null,
				body: fromMarkdown(text.markdown, 'article'),
			});
			pages.push(card(id, slug, text.title, locale, role, original?.family ?? id, ctx.now));
			begun.push(id);
		}
	}
	return { begun };
});

const hasTwin = (pages: readonly PageCard[], page: PageCard, locale: Locale): boolean =>
	pages.some((other) => other.family === page.family && other.locale === locale);

/** The slug, or with the first number that makes it free. */
function freeSlug(pages: readonly PageCard[], wanted: string): string {
	const taken = new Set(pages.map(({ slug }) => slug));
	for (let number = 1; ; number++) {
		const slug = number === 1 ? wanted : `${wanted}-${number}`;
		if (!taken.has(slug)) return slug;
	}
}

async function factsOf(ctx: Ctx, brand: string, timeZone: string, locale: Locale): Promise<TemplateFacts> {
	const contact = contactIn(await readContact(ctx, {}), locale);
	return { ...contact, brand, site: ctx.site.url, day: dayText(ctx.now, locale, timeZone), privacy: '' };
}

const card = (
	id: number,
	slug: string,
	title: string,
	locale: Locale,
	role: PageRole,
	family: number,
	changed: Date,
): PageCard => ({ id, slug, path: pagePath(slug), title, excerpt: '', locale, role, family, changed, published: null });
