import { system } from '#platform/actor.ts';
import { fromMarkdown } from '#platform/document/from-markdown.ts';
import { listPageDrafts, publishPage, writePage } from '#content/server/index.ts';
import { arrangeMenu, beginPages, changeContact, readContact, readMenu } from '#site/server/index.ts';
import { brand } from '#app/sample-brand/content/index.ts';
import { contact, footerMenu, mainMenu, pages } from '#app/sample-brand/content/pages.ts';
import { later } from '#app/sample-brand/moment.ts';
import type { Deed, Story } from '#app/sample-brand/story.ts';

/**
 * The house gets its pages, the facts that they tell, and the way to them. What somebody has written or arranged there
 * before stays as it is.
 */
export function tellPages({ when }: Story): Deed[] {
	const time = when([-89, 10, 0]);
	return [
		{
			key: 'contact',
			time,
			async once(ctx) {
				const known = await readContact(ctx, {});
				if (!Object.values(known).some(Boolean)) await changeContact(ctx, contact);
				return undefined;
			},
		},
		...pages.map((page, index): Deed => ({
			key: `page:${page.role}`,
			time: later(time, (index + 1) * 10),
			async once(ctx) {
				const there = (await listPageDrafts({ ...ctx, actor: system }, {})).some(
					({ role, slug }) => role === page.role || slug === page.slug,
				);
				if (there) return undefined;
				const { title, slug, role } = page;
				const body = fromMarkdown(page.markdown, 'article');
				const { id } = await writePage(ctx, { title, slug, role, locale: 'zh-TW', body });
				await publishPage(ctx, { id });
				return id;
			},
		})),
		{
			// What the house still has to write: drafts of the other pages, in both languages.
			key: 'pages-begun',
			time: later(time, 60),
			async once(ctx) {
				await beginPages(ctx, { locales: [brand.language, 'en'] });
				return undefined;
			},
		},
		{
			key: 'menus',
			time: later(time, 70),
			async once(ctx) {
				const known = await listPageDrafts(ctx, {});
				for (const [menu, items] of [
					['main', mainMenu],
					['footer', footerMenu],
				] as const) {
					const { version } = await readMenu(ctx, { menu });
					if (version) continue;
					const rows = items.map(({ to, label, labelEn, nested }) => {
						const page = known.find(({ slug }) => to === `/${slug}`);
						return page
							? { kind: 'page' as const, target: String(page.id), label, labelEn, nested }
							: { kind: to ? ('address' as const) : ('heading' as const), target: to, label, labelEn, nested };
					});
					await arrangeMenu(ctx, { menu, version, items: rows });
				}
				return undefined;
			},
		},
	];
}
