import { sql } from 'kysely';
import type { Ctx } from '#platform/context/context.ts';
import { lists, siteName } from '#transfer/export-format.ts';
import type { PlaceNames } from '#transfer/server/export/place-names.ts';
import { asJson, asLines } from '#transfer/server/export/rows.ts';
import type { Sink } from '#transfer/server/export/sink.ts';

/** What stands around everything: the brand, how it is reached, its menus, what is said of tags. */
export async function writeFrame(ctx: Ctx, sink: Sink, names: PlaceNames): Promise<void> {
	const brand = await ctx.db.selectFrom('site.brand').selectAll().executeTakeFirstOrThrow();
	const contact = await ctx.db.selectFrom('site.contact').selectAll().executeTakeFirstOrThrow();
	const said = await ctx.db.selectFrom('site.announcement').selectAll().executeTakeFirstOrThrow();
	const search = await ctx.db.selectFrom('seo.setting').selectAll().executeTakeFirstOrThrow();
	const logo = await ctx.db
		.selectFrom('media.picture_use')
		.select('picture')
		.where('thing', '=', 'site')
		.executeTakeFirst();
	const signs = await ctx.db
		.selectFrom('community.sign')
		.select('sign')
		.where('retired', 'is', null)
		.orderBy('position')
		.orderBy('sign')
		.execute();
	const { name, tagline, colour, layout, locale, time_zone: timeZone, facebook_page: facebookPage } = brand;
	const { company, address, phone, email, hours, tax_id: taxId } = contact;
	const { company_en: companyEn, address_en: addressEn, hours_en: hoursEn } = contact;
	await sink.add(
		siteName,
		asJson({
			brand: {
				...{ name, tagline, colour, layout, locale, timeZone, facebookPage },
				logo: brand.logo && logo ? names.picture(logo.picture) : null,
			},
			contact: { company, companyEn, taxId, address, addressEn, phone, email, hours, hoursEn },
			announcement: { text: said.text, textEn: said.text_en, link: said.link, starts: said.starts, ends: said.ends },
			search: {
				feedContent: search.feed_content,
				hub: search.hub ?? '',
				indexNow: search.index_now !== null,
				webmention: search.webmention !== null,
			},
			signs: signs.map(({ sign }) => sign),
		}),
	);
	const tags = await ctx.db.selectFrom('content.tag').select(['name', 'description']).orderBy('name').execute();
	await sink.add(lists.tags, asLines(tags));
	const { rows: menus } = await sql`
		select m.name as menu, coalesce((select json_agg(json_build_object('kind', i.kind,
			'target', coalesce(i.target, (select p.slug from content.page p where p.id = i.page),
				(select a.slug from content.article a where a.id = i.article), ''),
			'label', i.label, 'labelEn', i.label_en, 'nested', i.nested) order by i.position)
			from site.menu_item i where i.menu = m.name), '[]') as items
		from site.menu m order by m.name desc`.execute(ctx.db);
	await sink.add(lists.menus, asLines(menus));
}
