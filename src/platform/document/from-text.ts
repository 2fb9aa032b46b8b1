import { linkInline } from './autolink.ts';
import { cleanLines } from './clean-text.ts';
import { DocumentProblem } from './document-problem.ts';
import { documentLimits, type Document, type Inline, type Profile } from './schema.ts';
import { parseDocument } from './validate-document.ts';

/**
 * Plain text as somebody types it into a textarea: a blank line parts paragraphs, a single line end is kept, bare
 * addresses become links. Throws DocumentProblem `document.too-long`.
 */
export function fromText(text: string, profile: Profile): Document {
	const limit = documentLimits[profile].source;
	if (text.length > limit) throw new DocumentProblem('document.too-long', { measure: 'source', limit });
	const paragraphs = cleanLines(text)
		.split(/\n[^\S\n]*(?:\n[^\S\n]*)+/)
		.map((paragraph) => paragraph.trimEnd().replace(/^\n+/, ''))
		.filter((paragraph) => paragraph.trim());
	const content = paragraphs.map((paragraph) => ({ type: 'paragraph', content: linkInline(lines(paragraph)) }));
	return parseDocument({ type: 'doc', content }, profile);
}

const lines = (paragraph: string): Inline[] =>
	paragraph
		.split('\n')
		.flatMap((line, index): Inline[] => [
			...(index ? [{ type: 'hardBreak' } as const] : []),
			...(line.trim() ? [{ type: 'text', text: line.trimEnd() } as const] : []),
		]);
