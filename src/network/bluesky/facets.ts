/** A part of a text that leads somewhere; places are counted in UTF-8 bytes, which is where Chinese goes wrong. */
export interface Facet {
	index: { byteStart: number; byteEnd: number };
	features: (
		| { $type: 'app.bsky.richtext.facet#link'; uri: string }
		| { $type: 'app.bsky.richtext.facet#tag'; tag: string }
		| { $type: 'app.bsky.richtext.facet#mention'; did: string }
	)[];
}

const bytes = (text: string): number => new TextEncoder().encode(text).length;

/** `@name.example`, of which the network makes a mention; an e-mail address is none. */
const handle =
	/(?<![\p{L}\p{N}_.@/])@((?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z](?:[a-z0-9-]{0,61}[a-z0-9])?)(?![\p{L}\p{N}@-])/giu;

/** The handles that are named in a text, in lower case. */
export const handlesIn = (text: string): string[] => [
	...new Set([...text.matchAll(handle)].map(([, name = '']) => name.toLowerCase())),
];

/**
 * Addresses, hashtags and people of a text. Full-width punctuation after an address is not part of it. `people`: who is behind a handle; one
 * that nobody is behind stays a word.
 */
export function facetsOf(text: string, people: ReadonlyMap<string, string> = new Map()): Facet[] {
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
	for (const { 0: whole, 1: name = '', index } of text.matchAll(handle)) {
		const did = people.get(name.toLowerCase());
		if (did) add(index, whole, { $type: 'app.bsky.richtext.facet#mention', did });
	}
	return found;
}
