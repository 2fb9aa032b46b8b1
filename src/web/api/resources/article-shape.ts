import { z } from 'zod';
import { findArticle } from '#content/server/index.ts';
import type { Ctx } from '#platform/context/context.ts';
import { locales } from '#platform/language/locale.ts';
import { notFound } from '#platform/problem.ts';
import { time, timeText } from '#web/api/common-shapes.ts';

const byline = z.object({ id: z.number(), name: z.string(), handle: z.string() });

/** An article in a list. */
export const listed = z.object({
	id: z.number(),
	slug: z.string(),
	url: z.string(),
	title: z.string(),
	excerpt: z.string(),
	tags: z.array(z.string()),
	locale: z.enum(locales),
	access: z.enum(['public', 'members']),
	authors: z.array(byline),
	published: time.nullable(),
});

/** One article. */
export const article = listed.extend({
	thread: z.number().nullable(),
	/** When it will be published. */
	scheduled: time.nullable(),
	/** Of one for members: only those of this segment read the whole. */
	segment: z.number().nullable(),
	series: z.number().nullable(),
	seriesPosition: z.number().nullable(),
	/** The same article in other languages, published or not. */
	translations: z.array(z.object({ id: z.number(), locale: z.enum(locales) })),
});

/** An article as it is now. Throws Problem `article.not-found`. */
export async function answer(ctx: Ctx, id: number): Promise<z.output<typeof article>> {
	const found = await findArticle(ctx, { id });
	if (!found) throw notFound('article');
	const { path, published: when, scheduled, series_position: seriesPosition, ...rest } = found;
	const times = { published: timeText(when), scheduled: timeText(scheduled) };
	return article.parse({ ...rest, url: ctx.site.url + path, ...times, seriesPosition });
}
