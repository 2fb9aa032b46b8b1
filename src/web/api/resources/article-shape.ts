import { z } from 'zod';
import { findArticle } from '#content/server/index.ts';
import { findPictures } from '#media/server/index.ts';
import type { Ctx } from '#platform/context/context.ts';
import { locales } from '#platform/language/locale.ts';
import { notFound } from '#platform/problem.ts';
import { time, timeText } from '#web/api/common-shapes.ts';
import { picture, shownPicture } from '#web/api/resources/media.ts';

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
	/** The picture of its text that stands for it in lists: the first, or the one that was chosen. */
	cover: picture.nullable(),
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
	const { path, published: when, scheduled, series_position: seriesPosition, cover: chosen, ...rest } = found;
	const cover = chosen === null ? undefined : (await findPictures(ctx, [chosen])).get(chosen);
	const times = { published: timeText(when), scheduled: timeText(scheduled) };
	const shown = { cover: cover ? shownPicture(ctx, cover) : null };
	return article.parse({ ...rest, url: ctx.site.url + path, ...times, ...shown, seriesPosition });
}
