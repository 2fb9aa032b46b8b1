import type { ModuleBlockAttributes } from './schema.ts';

/** As `renderHtml` writes a place, and nothing else in its HTML can look. */
const place = /<div class="block" data-kind="([a-z]{1,20})" data-id="(\d{1,16})"><\/div>/g;

/** What modules show in this HTML, in order; the same may stand there twice. */
export const blocksIn = (html: string): ModuleBlockAttributes[] =>
	[...html.matchAll(place)].map(([, kind = '', id]) => ({ kind, id: Number(id) }));

/** The HTML of a document with its places filled. `fill` returns safe HTML; what is empty leaves no place behind. */
export const fillBlocks = (html: string, fill: (block: ModuleBlockAttributes) => string): string =>
	html.replace(place, (_, kind: string, id: string) => {
		const within = fill({ kind, id: Number(id) });
		return within && `<div class="block" data-kind="${kind}" data-id="${id}">${within}</div>`;
	});
