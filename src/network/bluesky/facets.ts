/** A part of a text that leads somewhere; places are counted in UTF-8 bytes, which is where Chinese goes wrong. */
export interface Facet {
	index: { byteStart: number; byteEnd: number };
	features: (
		{ $type: 'app.bsky.richtext.facet#link'; uri: string } | { $type: 'app.bsky.richtext.facet#tag'; tag: string }
	)[];
}

const bytes = (text: string): number => new TextEncoder().encode(text).length;

/** Addresses and hashtags of a text. Full-width punctuation after an address is not part of it. */
export function facetsOf(text: string): Facet[] {
	const found: Facet[] = [];
	const add = (start: number, whole: string, feature: Facet['features'][number]): void => {
		const byteStart = bytes(text.slice(0, start));
		found.push({ index: { byteStart, byteEnd: byteStart + bytes(whole) }, features: [feature] });
	};
	for (const { 0: whole, index } of text.matchAll(/https?:\/\/[^\s<>"「」『』（），。、；：！？]+/gu)) {
		const uri = whole.replace(/[.,;:!?)\]'"]+$/, '');
		if (URL.canParse(uri)) add(index, uri, { $type: 'app.bsky.richtext.facet#link', uri });
	}
	for (const { 0: whole, 1: tag = '', index } of text.matchAll(
		/(?<![\p{L}\p{N}/])[#＃]([\p{L}\p{N}_]*[\p{L}_][\p{L}\p{N}_]*)/gu,
	))
		if (bytes(tag) <= 640) add(index, whole, { $type: 'app.bsky.richtext.facet#tag', tag });
	return found;
}
