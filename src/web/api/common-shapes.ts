import { z } from 'zod';
import { fromHtml } from '#platform/document/from-html.ts';
import { fromMarkdown } from '#platform/document/from-markdown.ts';
import { DocumentProblem } from '#platform/document/document-problem.ts';
import { Problem } from '#platform/problem.ts';

/** A row's identity in a query. */
export const idParam = z.coerce.number().int().positive().max(Number.MAX_SAFE_INTEGER);

/** A point in time as the API writes it (RFC 3339, UTC). */
export const time = z.iso.datetime();
export const timeText = (when: Date | null): string | null => when?.toISOString() ?? null;

/** How a list is walked. */
export const page = z.object({
	cursor: z.string().max(200).optional(),
	limit: z.coerce.number().int().min(1).max(100).default(20),
});

/** A list: items, and the cursor of the next page or null. */
export const listOf = <T extends z.ZodType>(item: T) => z.object({ items: z.array(item), next: z.string().nullable() });

const source = z.string().max(500_000, 'too-long');

/** A text as programs send it: one of three forms of the same document. */
export const bodyInput = z.union([
	z.strictObject({ markdown: source }),
	z.strictObject({ html: source }),
	z.strictObject({ document: z.record(z.string(), z.unknown()) }),
]);

/** The document that a body of the API means; a document itself is validated where it is written. */
export function documentOf(body: z.output<typeof bodyInput>, profile: 'article' | 'comment'): unknown {
	try {
		if ('markdown' in body) return fromMarkdown(body.markdown, profile);
		if ('html' in body) return fromHtml(body.html, profile);
		return body.document;
	} catch (error) {
		if (error instanceof DocumentProblem) throw new Problem(error.code, 422, error.details);
		throw error;
	}
}
