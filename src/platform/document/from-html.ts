import { cleanLines } from './clean-text.ts';
import { DocumentProblem } from './document-problem.ts';
import { fromTree } from './from-tree.ts';
import type { ReadOptions } from './html-reading.ts';
import { parseHtml } from './parse-html.ts';
import { documentLimits, type Document, type Profile } from './schema.ts';

export type { FindPicture, ReadOptions } from './html-reading.ts';

/**
 * HTML from anywhere (an API, an import, a mail, Word, Google Docs) as a document: what has a counterpart is kept, the
 * text of everything else is kept, scripts and styles are dropped. What the profile does not know becomes its nearest
 * relative. Throws DocumentProblem `document.too-long`, `document.too-deep`.
 */
export function fromHtml(html: string, profile: Profile, options: ReadOptions = {}): Document {
	const limit = (options.limits ?? documentLimits[profile]).source;
	if (html.length > limit) throw new DocumentProblem('document.too-long', { measure: 'source', limit });
	return fromTree(parseHtml(cleanLines(html)), profile, options);
}
