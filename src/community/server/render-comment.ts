import { z } from 'zod';
import type { Ctx } from '#platform/context/context.ts';
import { invalidInput } from '#platform/context/check-input.ts';
import { DocumentProblem } from '#platform/document/document-problem.ts';
import { fromMarkdown } from '#platform/document/from-markdown.ts';
import { fromText } from '#platform/document/from-text.ts';
import { plainText } from '#platform/document/plain-text.ts';
import { renderHtml } from '#platform/document/render-html.ts';
import { documentLimits, type Document, type DocumentLimits } from '#platform/document/schema.ts';
import { parseDocument } from '#platform/document/validate-document.ts';
import { Problem } from '#platform/problem.ts';
import { shownPicture, type Picture } from '#media/picture.ts';
import { mayCallGroup } from '#membership/policy.ts';
import { findGroups } from '#membership/server/index.ts';
import { calledHandles, linkCalled, type Called } from '#community/mention.ts';
import { picturesIn } from '#platform/document/map-pictures.ts';
import { shortest } from '#community/rules.ts';
import { nameThreads } from '#community/server/name-threads.ts';
import { settlePictures } from '#community/server/settle-pictures.ts';

/** Pictures that stand below what was typed: their numbers, and what is to be seen in each. */
const pictures = z
	.array(z.object({ id: z.coerce.number().int().positive(), alt: z.string().max(500, 'too-long').default('') }))
	.max(20)
	.optional();

/** A comment's words as a document; `readBody` looks at what is in it. */
export const documentField = z.looseObject({ type: z.literal('doc') });
/** A comment's words: a document of the editor, plain text as it was typed, or Markdown. */
export const bodyField = z.union([
	z.object({ text: z.string(), pictures }).strict(),
	z.object({ markdown: z.string(), pictures }).strict(),
	documentField,
]);
export type BodyInput = z.output<typeof bodyField>;

/** Everything that is made of a comment's body once, when it is written. */
export interface RenderedComment {
	body: Document;
	body_html: string;
	body_text: string;
}

/**
 * The document of what somebody wrote, of at least so many characters (spaces do not count); documents may be larger where `limits` says so. Throws Problem
 * `comment.too-long`, `comment.invalid`, or `text: missing` or `too-short` (422).
 */
export function readBody(
	input: BodyInput,
	least: number = shortest.comment,
	limits: DocumentLimits = documentLimits.comment,
): { body: Document; text: string } {
	let body: Document;
	try {
		if ('type' in input) body = parseDocument(input, 'comment', limits);
		else
			body =
				'markdown' in input
					? fromMarkdown(input.markdown as string, 'comment')
					: fromText(input.text as string, 'comment');
		if (!('type' in input) && input.pictures?.length) body = withPictures(body, input.pictures as Brought);
	} catch (error) {
		if (!(error instanceof DocumentProblem)) throw error;
		if (error.code === 'document.invalid')
			throw new Problem('comment.invalid', 422, { path: String(error.details['path'] ?? '') });
		throw new Problem('comment.too-long', 422, { most: Number(error.details['limit'] ?? 0) });
	}
	const text = plainText(body);
	const pictured = picturesIn(body).length > 0;
	const length = countSigns(text, Math.max(1, least));
	if (!length && !pictured) throw invalidInput([{ path: 'text', key: 'missing' }]);
	if (length < least && !pictured) throw invalidInput([{ path: 'text', key: 'too-short' }]);
	return { body, text };
}

/** Characters of a text without spaces; counted no further than to `enough`. */
function countSigns(text: string, enough: number): number {
	let count = 0;
	for (const sign of text) {
		if (count >= enough) break;
		if (!/[\s\p{Cf}]/u.test(sign)) count++;
	}
	return count;
}

type Brought = NonNullable<z.output<typeof pictures>>;

/** The words with these pictures below them. */
function withPictures(body: Document, brought: Brought): Document {
	const words = plainText(body) ? body.content : [];
	const shown = brought.map(({ id, alt }) => ({ type: 'picture', attrs: { id, src: '', alt: alt.trim() } }));
	return parseDocument({ type: 'doc', content: [...words, ...shown] }, 'comment');
}

/** Names that one comment has looked up at most: ten that are written in Chinese without a space. */
const mostLookedUp = 300;

/**
 * The HTML of a comment. Links to other hosts are marked as written by a member, so that nobody gains rank by them. `shown`: the number of
 * the comment, where it is there already. Throws Problem `comment.picture-not-yours`.
 */
export async function renderComment(
	ctx: Ctx,
	{ body: written, text }: { body: Document; text: string },
	shown: number | null = null,
): Promise<RenderedComment> {
	const named = await nameThreads(ctx, written, text);
	const { body, pictures } = await settlePictures(ctx, await linkMentions(ctx, named), shown);
	const body_text = named === written ? text : plainText(named);
	return { body, body_text, body_html: drawComment(ctx, body, pictures) };
}

/** The HTML of words that are settled. */
export const drawComment = (ctx: Ctx, body: Document, pictures: ReadonlyMap<number, Picture>): string =>
	renderHtml(body, {
		rel: 'ugc nofollow',
		siteHost: new URL(ctx.site.url).host,
		pictureSources: (media) => {
			const picture = pictures.get(Number(media));
			return picture ? shownPicture(picture) : null;
		},
	});

/**
 * Those who are called become links to their profiles, and so do groups that the writer may call; others stay words. Who calls nobody
 * asks for nothing.
 */
async function linkMentions(ctx: Ctx, body: Document): Promise<Document> {
	const handles = calledHandles(body).slice(0, mostLookedUp);
	if (!handles.length) return body;
	const found = await ctx.db
		.selectFrom('membership.member')
		.select('handle')
		.where('handle', 'in', handles)
		.where('suspended', 'is', null)
		.execute();
	// What the product brings home is in nobody's name here: it calls no group, and does not tell that there is one.
	const callable = ctx.actor.kind === 'member' ? await findGroups(ctx, handles) : [];
	const groups = callable.filter((group) => mayCallGroup(ctx.actor, group));
	const named = (rows: readonly { handle: string }[], as: Called) =>
		rows.map(({ handle }) => [handle.toLowerCase(), as] as const);
	return linkCalled(body, new Map([...named(groups, 'group'), ...named(found, 'member')]));
}
