import type { Inline } from './schema.ts';

/** The text of a line without its marks and footnotes; a hard break is a line end. */
export const inlineText = (content: readonly Inline[] | undefined): string =>
	(content ?? []).map((node) => (node.type === 'text' ? node.text : node.type === 'hardBreak' ? '\n' : '')).join('');
