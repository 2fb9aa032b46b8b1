import { z } from 'zod';
import { pictureLimits } from '#media/picture-limits.ts';
import type { Picture } from '#media/picture.ts';
import { mayUpload } from '#media/policy.ts';
import { describePicture, listPictures, readPicture, storePicture } from '#media/server/index.ts';
import { authorize } from '#platform/actor.ts';
import type { Ctx } from '#platform/context/context.ts';
import { listOf, page, time } from '#web/api/common-shapes.ts';
import { readCursor, writeCursor } from '#web/api/cursor.ts';
import { endpoint } from '#web/api/endpoint.ts';

const hundredth = z.number().int().min(0).max(100);
/** What stays in sight where a picture is cut, in hundredths of its width and height. */
const focus = z.strictObject({ x: hundredth, y: hundredth });

/** A picture as an article names it. */
export const picture = z.object({
	id: z.number(),
	url: z.string(),
	/** Pixels. */
	width: z.number(),
	height: z.number(),
	alt: z.string(),
	focus,
});

/** A picture of the library. */
const kept = picture.extend({ caption: z.string(), uploaded: time });

export const shownPicture = (ctx: Ctx, { id, src, width, height, alt, focus: point }: Picture) => ({
	id,
	url: new URL(src, ctx.site.url).href,
	width,
	height,
	alt,
	focus: point,
});

const keptPicture = (ctx: Ctx, one: Picture & { uploaded: Date }): z.output<typeof kept> => ({
	...shownPicture(ctx, one),
	caption: one.caption,
	uploaded: one.uploaded.toISOString(),
});

/** The pictures of the library; an article's cover is one of them. */
export const mediaEndpoints = [
	endpoint({
		method: 'GET',
		path: '/media',
		scope: 'picture.read',
		summary: 'Pictures of the library, newest first',
		query: page.extend({
			/** Words of the alternative text or the caption. */
			search: z.string().max(100).optional(),
		}),
		answer: listOf(kept),
		async run(ctx, { query: { cursor, limit, search } }) {
			const { items, next } = await listPictures(ctx, { limit, search, before: readCursor(ctx, cursor, 'number') });
			return { items: items.map((one) => keptPicture(ctx, one)), next: writeCursor(ctx, next) };
		},
	}),
	endpoint({
		method: 'GET',
		path: '/media/{picture}',
		scope: 'picture.read',
		summary: 'One picture',
		answer: kept,
		run: async (ctx, { params: { picture: id } }) => keptPicture(ctx, await readPicture(ctx, { id })),
	}),
	endpoint({
		method: 'POST',
		path: '/media',
		scope: 'picture.upload',
		summary:
			'Upload a picture into the library, as a form (`multipart/form-data`). The same bytes are the same picture, of which what was said already stays. An article shows it by its address or its number',
		body: z.strictObject({
			/** What is to be seen, for those who do not see it. */
			alt: z.string().trim().max(500, 'too-long').optional(),
			caption: z.string().trim().max(300, 'too-long').optional(),
		}),
		file: {
			limit: pictureLimits.bytes,
			types: 'image/jpeg, image/png, image/webp, image/avif, image/gif',
			allow: ({ actor }) => authorize(actor, 'picture.upload', mayUpload, null),
			take: async (ctx, file) => (await storePicture(ctx, { file })).id,
		},
		answer: kept,
		async run(ctx, { body: { alt = '', caption = '' }, taken: id }) {
			const known = await readPicture(ctx, { id });
			if ((alt && !known.alt) || (caption && !known.caption))
				await describePicture(ctx, { id, alt: known.alt || alt, caption: known.caption || caption });
			return keptPicture(ctx, await readPicture(ctx, { id }));
		},
	}),
	endpoint({
		method: 'PATCH',
		path: '/media/{picture}',
		scope: 'picture.describe',
		summary:
			'Say what a picture shows, and which part of it stays in sight where it is cut; every page that shows it follows',
		body: z.strictObject({
			alt: z.string().max(500, 'too-long').optional(),
			caption: z.string().max(300, 'too-long').optional(),
			focus: focus.optional(),
		}),
		answer: kept,
		async run(ctx, { params: { picture: id }, body: { alt, ...rest } }) {
			const known = await readPicture(ctx, { id });
			await describePicture(ctx, { id, alt: alt ?? known.alt, ...rest });
			return keptPicture(ctx, await readPicture(ctx, { id }));
		},
	}),
];
