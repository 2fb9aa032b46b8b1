import { z } from 'zod';
import { tagPath } from '#community/tag.ts';
import { countTags, listPages, publishPage, readPageDraft, unpublishPage, writePage } from '#content/server/index.ts';
import { pageRoles, type PageCard } from '#content/page.ts';
import type { Ctx } from '#platform/context/context.ts';
import { locales } from '#platform/language/locale.ts';
import { bodyInput, documentOf, listOf, page, time, timeText } from '#web/api/common-shapes.ts';
import { readCursor, writeCursor } from '#web/api/cursor.ts';
import { endpoint } from '#web/api/endpoint.ts';

const listed = z.object({
	id: z.number(),
	slug: z.string(),
	url: z.string(),
	title: z.string(),
	excerpt: z.string(),
	locale: z.enum(locales),
	/** What it is in the house, where it is more than a page. */
	role: z.enum(pageRoles).nullable(),
	changed: time,
	published: time.nullable(),
});
/** A page with its document, for those who write it. */
const whole = listed.extend({
	/** The page of which it is the translation. */
	translates: z.number().nullable(),
	body: z.object({ document: z.record(z.string(), z.unknown()) }),
	version: z.number(),
});

const fields = {
	slug: z.string().max(150, 'too-long').optional(),
	excerpt: z.string().max(300, 'too-long').optional(),
	locale: z.enum(locales).optional(),
	role: z.enum(pageRoles).nullable().optional(),
	translates: z.number().int().positive().nullable().optional(),
};
/** Shown to everybody now, or taken back. */
const published = z.union([z.literal('now'), z.null()]).optional();

const shape = (ctx: Ctx, { path, changed, published: since, family: _, ...rest }: PageCard): z.output<typeof listed> =>
	listed.parse({ ...rest, url: ctx.site.url + path, changed: changed.toISOString(), published: timeText(since) });

async function answer(ctx: Ctx, id: number): Promise<z.output<typeof whole>> {
	const { body, version, translates, ...card } = await readPageDraft(ctx, { id });
	return { ...shape(ctx, card), translates, body: { document: body as Record<string, unknown> }, version };
}

async function setPublished(ctx: Ctx, id: number, when: z.output<typeof published>): Promise<void> {
	if (when === 'now') await publishPage(ctx, { id });
	else if (when === null) await unpublishPage(ctx, { id });
}

/** What stands at the root of the site; a page is deleted at the console, where one sees what leads to it. */
export const pageEndpoints = [
	endpoint({
		method: 'GET',
		path: '/pages',
		scope: 'page.read',
		summary: 'Pages that everybody may read, by title',
		query: page,
		answer: listOf(listed),
		async run(ctx, { query: { cursor, limit } }) {
			const all = await listPages(ctx, {});
			const before = readCursor(ctx, cursor, 'number');
			const start = before === undefined ? 0 : all.findIndex(({ id }) => id === before) + 1;
			const items = all.slice(start, start + limit);
			const next = all.length > start + limit ? (items.at(-1)?.id ?? null) : null;
			return { items: items.map((one) => shape(ctx, one)), next: writeCursor(ctx, next) };
		},
	}),
	endpoint({
		method: 'POST',
		path: '/pages',
		scope: 'page.write',
		summary: 'Write a page, and show it if asked to',
		body: z.strictObject({ title: z.string(), body: bodyInput, published, ...fields }),
		answer: whole,
		async run(ctx, { body: { body, published: when, ...rest } }) {
			const { id } = await writePage(ctx, { ...rest, body: documentOf(body, 'article') });
			await setPublished(ctx, id, when);
			return answer(ctx, id);
		},
	}),
	endpoint({
		method: 'GET',
		path: '/pages/{page}',
		scope: 'page.write',
		summary: 'One page with its document, shown or not, for those who write pages',
		answer: whole,
		run: (ctx, { params: { page: id } }) => answer(ctx, id),
	}),
	endpoint({
		method: 'PATCH',
		path: '/pages/{page}',
		scope: 'page.write',
		summary: 'Change a page, show it or take it back; only what is named changes',
		body: z.strictObject({
			title: z.string().optional(),
			body: bodyInput.optional(),
			version: z.number().int().optional(),
			published,
			...fields,
		}),
		answer: whole,
		async run(ctx, { params: { page: id }, body: { title, body, published: when, version, ...rest } }) {
			const known = await readPageDraft(ctx, { id });
			if (title !== undefined || body || Object.keys(rest).length) {
				// What is not named is written back as it was read: somebody else's change meanwhile refuses it.
				await writePage(ctx, {
					...rest,
					id,
					version: version ?? known.version,
					title: title ?? known.title,
					body: body ? documentOf(body, 'article') : known.body,
				});
			}
			await setPublished(ctx, id, when);
			return answer(ctx, id);
		},
	}),
	endpoint({
		method: 'GET',
		path: '/tags',
		scope: 'article.read',
		summary: 'Tags of published articles and of threads that you may see, the fullest first, a hundred at most',
		answer: listOf(z.object({ name: z.string(), url: z.string(), articles: z.number(), threads: z.number() })),
		async run(ctx) {
			const tags = await countTags(ctx);
			return {
				items: tags.map(({ tag, ...counts }) => ({ name: tag, url: ctx.site.url + tagPath(tag), ...counts })),
				next: null,
			};
		},
	}),
];
