import { sql } from 'kysely';
import type { Ctx } from '#platform/context/context.ts';
import type { Locale } from '#platform/language/locale.ts';
import type { Contact } from '#site/contact.ts';
import type { ItemKind, MenuName } from '#site/menu.ts';
import { readContact } from '#site/server/queries/read-contact.ts';

/** A public page that a menu may lead to. */
export interface FramePage {
	id: number;
	slug: string;
	title: string;
	locale: Locale;
	family: number;
	role: string | null;
}

/** What the frame is made of, in every language. */
export interface FrameRows {
	/** Menus that somebody arranged. */
	arranged: ReadonlySet<MenuName>;
	items: {
		menu: MenuName;
		nested: boolean;
		kind: ItemKind;
		page: number | null;
		article: number | null;
		target: string | null;
		label: string;
		label_en: string;
		/** The family of its page, public or not. */
		family: number | null;
	}[];
	pages: FramePage[];
	articles: { id: number; slug: string; title: string }[];
	contact: Contact;
	/** Null outside its time. */
	announcement: { text: string; text_en: string; link: string; version: number } | null;
}

/** Reads all that stands around a page, in five short questions. */
export async function loadFrame(ctx: Ctx): Promise<FrameRows> {
	const [menus, items, pages, articles, contact, announcement] = await Promise.all([
		ctx.db.selectFrom('site.menu').select('name').execute(),
		ctx.db
			.selectFrom('site.menu_item as item')
			.leftJoin('content.page as page', 'page.id', 'item.page')
			.select(['menu', 'nested', 'kind', 'item.page', 'item.article', 'target', 'label', 'label_en'])
			.select(sql<number | null>`coalesce(page.translates, page.id)`.as('family'))
			.orderBy('menu')
			.orderBy('position')
			.execute(),
		ctx.db
			.selectFrom('content.page')
			.select(['id', 'slug', 'title', 'locale', 'role'])
			.select(sql<number>`coalesce(translates, id)`.as('family'))
			.where('published', '<=', ctx.now)
			.where(
				sql<boolean>`(role is not null or coalesce(translates, id) in (
					select coalesce(linked.translates, linked.id) from content.page linked
					join site.menu_item item on item.page = linked.id
				))`,
			)
			.orderBy('id')
			.execute(),
		ctx.db
			.selectFrom('content.article as article')
			.innerJoin('site.menu_item as item', 'item.article', 'article.id')
			.select(['article.id', 'article.slug', 'article.title'])
			.where('article.published', '<=', ctx.now)
			.execute(),
		readContact(ctx, {}),
		ctx.db
			.selectFrom('site.announcement')
			.select(['text', 'text_en', 'link', 'version'])
			.where((row) => row.or([row('starts', 'is', null), row('starts', '<=', ctx.now)]))
			.where((row) => row.or([row('ends', 'is', null), row('ends', '>', ctx.now)]))
			.executeTakeFirst(),
	]);
	return {
		arranged: new Set(menus.map(({ name }) => name as MenuName)),
		items: items as FrameRows['items'],
		pages: pages as FramePage[],
		articles,
		contact,
		announcement: announcement ?? null,
	};
}
