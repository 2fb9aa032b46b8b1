import { fromMarkdown } from './from-markdown.ts';
import type { FindPicture } from './from-html.ts';
import type { Document, Profile } from './schema.ts';
import { parseDocumentJson } from './validate-document.ts';

/**
 * The document that a form posts: the editor's JSON when there was an editor, otherwise the Markdown of the textarea
 * that stands in its place without JavaScript. Throws DocumentProblem.
 */
export const fromForm = (
	posted: { document?: string | null; markdown?: string | null },
	profile: Profile,
	options: { picture?: FindPicture } = {},
): Document =>
	posted.document ? parseDocumentJson(posted.document, profile) : fromMarkdown(posted.markdown ?? '', profile, options);
