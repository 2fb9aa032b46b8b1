import type { Ctx } from '#platform/context/context.ts';
import type { Locale } from '#platform/language/locale.ts';
import { parseDocument } from '#platform/document/validate-document.ts';
import { excerpt, plainText } from '#platform/document/plain-text.ts';
import { readingMinutes } from '#platform/document/reading-time.ts';
import { renderHtml, type RenderOptions } from '#platform/document/render-html.ts';
import { findPictures, namePictures } from '#media/server/index.ts';
import { shownPicture, type Picture } from '#media/picture.ts';
import type { Document } from '#platform/document/schema.ts';
import { teaserOf } from '#content/teaser.ts';
import { Problem } from '#platform/problem.ts';

/** Characters of an excerpt that is made of a text. */
const excerptLength = 120;

/** Everything that is made of a body once, when it is written. */
export interface RenderedBody {
	body: unknown;
	body_html: string;
	/** What everybody may read when the rest is for members. */
	teaser_html: string;
	body_text: string;
	reading_minutes: number;
	excerpt: string;
	/** The same of what everybody may read. */
	opening: string;
	/** Ids of the pictures in it, in order. */
	pictures: number[];
	/** Those of them that stand only beyond the part that everybody may read. */
	beyond: number[];
	/** Files that it offers, and whether in the part that everybody may read. */
	files: { start: string; beginning: boolean }[];
}

/**
 * Validates an article's document and makes its HTML and plain text; `locale` is the language that it is written in. What
 * names a picture of this house by its address is that picture (`namePictures`).
 * Throws Problem `document.*` (422).
 */
export async function renderBody(ctx: Ctx, value: unknown, locale: Locale = 'zh-TW'): Promise<RenderedBody> {
	const body = await namePictures(ctx, readDocument(value));
	return renderWith(ctx, body, await findPictures(ctx, pictureIds(body)), locale);
}

/** The same for a document that was read already, with its pictures at hand. */
export function renderWith(
	ctx: Ctx,
	body: Document,
	pictures: ReadonlyMap<number, Picture>,
	locale: Locale,
): RenderedBody {
	const ids = pictureIds(body);
	const text = plainText(body);
	const teaser = teaserOf(body);
	const known = ids.filter((id) => pictures.has(id));
	const open = new Set(pictureIds(teaser));
	const beginnings = offeredFiles(teaser);
	const options: RenderOptions = {
		locale,
		rel: '',
		siteHost: new URL(ctx.site.url).hostname,
		pictureSources: (media) => {
			const picture = pictures.get(Number(media));
			return picture ? shownPicture(picture) : null;
		},
	};
	return {
		body,
		body_html: renderHtml(body, options),
		teaser_html: renderHtml(teaser, options),
		body_text: text,
		reading_minutes: readingMinutes(text),
		excerpt: excerpt(body, excerptLength),
		opening: excerpt(teaser, excerptLength),
		pictures: known,
		beyond: known.filter((id) => !open.has(id)),
		files: [...offeredFiles(body)].map((start) => ({ start, beginning: beginnings.has(start) })),
	};
}

/** What search engines and lists tell of an article in its own words: of one for members no more than everybody may read. */
export const ownExcerpt = (made: RenderedBody, access: string | undefined): string =>
	access === 'members' ? made.opening : made.excerpt;

/**
 * The excerpt after a save. `said`: what its writer says now; undefined: nothing about it, empty: make one. What was made of
 * the text `before` is made of it anew, and what somebody wrote stays until somebody writes another.
 */
export function excerptAfter(
	said: string | undefined,
	{ made, access }: { made: RenderedBody; access: string | undefined },
	before: { excerpt: string; body: unknown; access?: string } | null,
): string {
	const own = ownExcerpt(made, access);
	if (!before?.excerpt || (said !== undefined && said !== before.excerpt)) return said || own;
	const body = before.body as Document;
	return before.excerpt === excerpt(before.access === 'members' ? teaserOf(body) : body, excerptLength)
		? own
		: before.excerpt;
}

/** What stands for an article in lists: the picture that was chosen while the text has it, else its first. */
export const coverOf = ({ pictures }: Pick<RenderedBody, 'pictures'>, chosen: number | null): number | null =>
	(chosen !== null && pictures.includes(chosen) ? chosen : pictures[0]) ?? null;

/** What `media` notes of a thing with this body. Its cover is shown to everybody, wherever it stands. */
export const usesIn = (
	{ pictures, beyond, files }: Pick<RenderedBody, 'pictures' | 'beyond' | 'files'>,
	cover: number | null,
) => ({ pictures, beyond: beyond.filter((id) => id !== cover), files });

/** An article as a document, from anything. Throws Problem `document.*` (422). */
export function readDocument(value: unknown): ReturnType<typeof parseDocument> {
	try {
		return parseDocument(value, 'article');
	} catch (error) {
		const { code, details } = error as { code?: string; details?: Record<string, unknown> };
		if (code?.startsWith('document.')) throw new Problem(code, 422, details ?? {});
		throw error;
	}
}

/** The media ids of the pictures in a document. */
export function pictureIds(node: unknown): number[] {
	const { type, attrs, content } = node as { type?: string; attrs?: { id?: unknown }; content?: unknown[] };
	const own = type === 'picture' && Number(attrs?.id) > 0 ? [Number(attrs?.id)] : [];
	return [...own, ...(content ?? []).flatMap(pictureIds)];
}

/** The files that a document leads to, by a block of their own, a button or a link: the beginnings of their digests. */
const offeredFiles = (document: unknown): Set<string> =>
	new Set(Array.from(JSON.stringify(document).matchAll(/\/files\/([0-9a-f]{24})\//g), (found) => found[1] as string));
