import type { Document } from '#platform/document/schema.ts';
import { toMarkdown } from '#platform/document/to-markdown.ts';

/**
 * A document as lines to compare, one per block. As Markdown, so that a new link or emphasis is a difference too; most
 * paragraphs read as they are.
 */
export const blockLines = (body: unknown): string[] =>
	(body as Document).content
		.map((block) => toMarkdown({ type: 'doc', content: [block] }).trim())
		.filter((line) => line.length > 0);
