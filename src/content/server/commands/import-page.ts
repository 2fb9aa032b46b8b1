import { z } from 'zod';
import { authorize } from '#platform/actor.ts';
import { command } from '#platform/context/command.ts';
import { locales } from '#platform/language/locale.ts';
import { keepUses } from '#media/server/index.ts';
import { pageDrafted, pageImported } from '#content/events.ts';
import { pageRoles, pageThing } from '#content/page.ts';
import { mayImport } from '#content/policy.ts';
import { pageAddress, takeAddress } from '#content/server/page-address.ts';
import { renderBody } from '#content/server/render-body.ts';

export const ImportPage = z.object({
	title: z.string().trim().min(1, 'missing').max(150, 'too-long'),
	body: z.unknown(),
	slug: z.string().trim().max(150, 'too-long'),
	excerpt: z.string().trim().max(300, 'too-long').default(''),
	locale: z.enum(locales),
	role: z.enum(pageRoles).nullable(),
	translates: z.number().int().positive().nullable(),
	author: z.number().int().positive().nullable(),
	created: z.date(),
	changed: z.date(),
	published: z.date().nullable(),
	withdrawn: z.date().nullable().default(null),
	formerSlugs: z.array(z.string().min(1).max(200)).max(50).default([]),
});

/**
 * Brings back a page as it was, with its address and its times. What the house has already, it keeps: another page's role
 * is not taken. Throws Problem `page.address-taken`, `page.address-reserved` (409).
 */
export const importPage = command(ImportPage, async (ctx, { body, formerSlugs, ...input }) => {
	authorize(ctx.actor, 'page.import', mayImport, null);
	const made = await renderBody(ctx, body, input.locale);
	const slug = await pageAddress(ctx, input.slug, input.title, null);
	const taken = input.role
		? await ctx.db
				.selectFrom('content.page')
				.select('id')
				.where('role', '=', input.role)
				.where('locale', '=', input.locale)
				.executeTakeFirst()
		: undefined;
	await takeAddress(ctx, slug);
	const { id } = await ctx.db
		.insertInto('content.page')
		.values({
			...input,
			slug,
			excerpt: input.excerpt || made.excerpt,
			body: made.body as never,
			body_html: made.body_html,
			body_text: made.body_text,
			role: taken ? null : input.role,
			published: made.body_text.trim() ? input.published : null,
			withdrawn: input.published ? null : input.withdrawn,
		})
		.returning('id')
		.executeTakeFirstOrThrow();
	if (formerSlugs.length)
		await ctx.db
			.insertInto('content.former_page_slug')
			.values(formerSlugs.map((former) => ({ slug: former, page: id, left_behind: ctx.now })))
			.onConflict((conflict) => conflict.column('slug').doNothing())
			.execute();
	await keepUses(ctx, { thing: pageThing(id), pictures: made.pictures, files: made.files });
	if (input.published) ctx.record({ name: pageImported, about: [pageThing(id), 'pages'], data: { page: id } });
	else ctx.record({ name: pageDrafted, about: pageThing(id), data: { page: id } });
	return { id, slug, version: 1 };
});
