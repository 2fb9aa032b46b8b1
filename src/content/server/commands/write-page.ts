import { z } from 'zod';
import { authorize, memberOf } from '#platform/actor.ts';
import { command } from '#platform/context/command.ts';
import type { Ctx } from '#platform/context/context.ts';
import { locales, type Locale } from '#platform/language/locale.ts';
import { keepUses } from '#media/server/index.ts';
import { notFound, Problem } from '#platform/problem.ts';
import { keptPlace } from '#content/kept-draft.ts';
import { pageRoles, pageThing } from '#content/page.ts';
import { pageChanged, pageDrafted } from '#content/events.ts';
import { mayWritePage } from '#content/policy.ts';
import { forgetKept } from '#content/server/forget-kept.ts';
import { keepPageRevision } from '#content/server/keep-page-revision.ts';
import { leaveAddress, pageAddress, takeAddress } from '#content/server/page-address.ts';
import { excerptAfter, renderBody } from '#content/server/render-body.ts';

export const WritePage = z.object({
	/** Absent: a new draft. */
	id: z.coerce.number().int().positive().optional(),
	/** The version that was read; a newer one in the database refuses the save. */
	version: z.coerce.number().int().positive().optional(),
	title: z.string().trim().min(1, 'missing').max(150, 'too-long'),
	body: z.unknown(),
	/** Empty: made from the title; an existing page keeps its address. */
	slug: z.string().trim().max(150, 'too-long').optional(),
	excerpt: z.string().trim().max(300, 'too-long').optional(),
	locale: z.enum(locales).optional(),
	role: z.enum(pageRoles).nullish(),
	/** The page of which this one is the translation; null: of none. */
	translates: z.coerce.number().int().positive().nullish(),
	/** Where the editor had kept what is saved now; it is kept no longer. */
	kept: keptPlace.optional(),
});

/** Writes a page: begins a draft, or changes one; a published page changes for its readers at once. */
export const writePage = command(WritePage, async (ctx, input) => {
	const known = input.id ? await findForUpdate(ctx, input.id) : null;
	authorize(ctx.actor, 'page.write', mayWritePage, null);
	if (known && input.version && input.version !== known.version)
		throw new Problem('page.changed-meanwhile', 409, { version: known.version });

	const locale = input.locale ?? (known?.locale as Locale | undefined) ?? ctx.locale;
	const made = await renderBody(ctx, input.body, locale);
	const slug = await pageAddress(ctx, input.slug || known?.slug || '', input.title, known?.id ?? null);
	const translates =
		input.translates === undefined ? (known?.translates ?? null) : await original(ctx, input, known, locale);
	const role = input.role === undefined ? (known?.role ?? null) : input.role;
	if (role) await refuseSecond(ctx, role, locale, known?.id ?? 0);
	const row = {
		slug,
		title: input.title,
		excerpt: excerptAfter(input.excerpt, { made, access: 'public' }, known),
		body: made.body,
		body_html: made.body_html,
		body_text: made.body_text,
		locale,
		role,
		translates,
		changed: ctx.now,
	};
	if (known?.slug !== slug) await takeAddress(ctx, slug);
	if (!known) {
		const author = memberOf(ctx.actor);
		const { id } = await ctx.db
			.insertInto('content.page')
			.values({ ...row, author, created: ctx.now })
			.returning('id')
			.executeTakeFirstOrThrow();
		await keepUses(ctx, { thing: pageThing(id), pictures: made.pictures, files: made.files });
		await settle(ctx, id, input.kept);
		ctx.record({ name: pageDrafted, about: pageThing(id), data: { page: id } });
		return { id, slug, version: 1 };
	}
	const version = known.version + 1;
	await ctx.db
		.updateTable('content.page')
		.set({ ...row, version })
		.where('id', '=', known.id)
		.execute();
	await keepUses(ctx, { thing: pageThing(known.id), pictures: made.pictures, files: made.files });
	await settle(ctx, known.id, input.kept);
	// One that is taken back comes back to readers who know its address.
	if ((known.published ?? known.withdrawn) && known.slug !== slug) await leaveAddress(ctx, known.slug, known.id);
	const about = known.published ? [pageThing(known.id), 'pages'] : [pageThing(known.id)];
	ctx.record({ name: pageChanged, about, data: { page: known.id } });
	return { id: known.id, slug, version };
});

/** What is saved is a version, and is no longer only typed. */
async function settle(ctx: Ctx, page: number, kept: string | undefined): Promise<void> {
	await keepPageRevision(ctx, page);
	await forgetKept(ctx, kept);
}

type KnownPage = Awaited<ReturnType<typeof findForUpdate>>;

async function findForUpdate(ctx: Ctx, id: number) {
	const row = await ctx.db
		.selectFrom('content.page')
		.select(['id', 'slug', 'version', 'published', 'withdrawn', 'locale', 'role', 'translates', 'excerpt', 'body'])
		.where('id', '=', id)
		.forUpdate()
		.executeTakeFirst();
	if (!row) throw notFound('page');
	return row;
}

/** The original of the page named, in which no page of this language may be yet. */
async function original(
	ctx: Ctx,
	input: { translates?: number | null | undefined },
	known: KnownPage | null,
	locale: Locale,
): Promise<number | null> {
	if (!input.translates) return null;
	const named = await ctx.db
		.selectFrom('content.page')
		.select(['id', 'translates'])
		.where('id', '=', input.translates)
		.executeTakeFirst();
	const family = named && (named.translates ?? named.id);
	if (!family || family === known?.id) throw notFound('page');
	const twin = await ctx.db
		.selectFrom('content.page')
		.select('id')
		.where((page) => page.or([page('id', '=', family), page('translates', '=', family)]))
		.where('locale', '=', locale)
		.where('id', '!=', known?.id ?? 0)
		.executeTakeFirst();
	const ownTranslation = known
		? await ctx.db.selectFrom('content.page').select('id').where('translates', '=', known.id).executeTakeFirst()
		: undefined;
	// An original with translations of its own cannot become one: its family would fall apart.
	if (twin || ownTranslation) throw new Problem('page.translated-already', 409);
	return family;
}

/** The house has one privacy page in a language, not two. */
async function refuseSecond(ctx: Ctx, role: string, locale: Locale, own: number): Promise<void> {
	const other = await ctx.db
		.selectFrom('content.page')
		.select('title')
		.where('role', '=', role)
		.where('locale', '=', locale)
		.where('id', '!=', own)
		.executeTakeFirst();
	if (other) throw new Problem('page.role-taken', 409, { title: other.title });
}
