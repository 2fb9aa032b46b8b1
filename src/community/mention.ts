import type { Document, Inline, TextNode } from '#platform/document/schema.ts';
import { groupPath } from '#membership/group.ts';
import { profilePath } from '#membership/member.ts';

/** Longest that can follow an `@`, in characters: a handle's. */
const longest = 30;

// Chinese is written without spaces: where a name ends is known only to whoever knows the names, and it may begin right behind a word
// (謝謝@小美). What goes on as an address does (聯絡@example.tw) is one.
const called =
	/(?:(?<![\p{L}\p{N}@/.:_-])|(?<=[\p{Script=Han}\p{Script=Bopomofo}\p{Script=Hiragana}\p{Script=Katakana}])(?!@[\p{L}\p{N}-]{1,63}\.[a-z0-9]))@([a-z0-9\p{Script=Han}][a-z0-9\p{Script=Han}-]{0,29})/giu;

/** Every handle that a call could mean: `小美你好` may be 小美你好, 小美你, 小美 or 小. */
function prefixes(name: string): string[] {
	const characters = [...name.toLowerCase()].slice(0, longest);
	return characters.map((_, end) => characters.slice(0, end + 1).join('')).filter((one) => !one.endsWith('-'));
}

/** The handles that a document may call, to be looked up; none where nobody is called. */
export function calledHandles(document: Document): string[] {
	const found = new Set<string>();
	eachText(document, ({ text, marks = [] }) => {
		if (!text.includes('@') || marks.some(({ type }) => type === 'link' || type === 'code')) return;
		for (const [, name = ''] of text.matchAll(called)) for (const one of prefixes(name)) found.add(one);
	});
	return [...found];
}

/** What a handle means: a member, or a group of them. */
export type Called = 'member' | 'group';

/** The document with those who are called as links to their profiles; `known` are handles that somebody or a group has. */
export function linkCalled(document: Document, known: ReadonlyMap<string, Called>): Document {
	const visit = (node: unknown): unknown => {
		const { type, content } = node as { type?: string; content?: unknown[] };
		if (!content || type === 'blockquote') return node;
		return {
			...(node as object),
			content: content.flatMap((inner) =>
				(inner as Inline).type === 'text' ? linkText(inner as TextNode, known) : [visit(inner)],
			),
		};
	};
	return visit(document) as Document;
}

function linkText(node: TextNode, known: ReadonlyMap<string, Called>): TextNode[] {
	const { text, marks = [] } = node;
	if (!text.includes('@') || marks.some(({ type }) => type === 'link' || type === 'code')) return [node];
	const parts: TextNode[] = [];
	let done = 0;
	const take = (end: number): void => {
		if (end > done) parts.push({ ...node, text: text.slice(done, end) });
		done = end;
	};
	for (const match of text.matchAll(called)) {
		const handle = prefixes(match[1] ?? '')
			.reverse()
			.find((one) => known.has(one));
		if (!handle) continue;
		take(match.index);
		const href = known.get(handle) === 'group' ? groupPath(handle) : profilePath(handle);
		const end = match.index + 1 + handle.length;
		parts.push({
			type: 'text',
			text: text.slice(match.index, end),
			marks: [{ type: 'link', attrs: { href } }, ...marks],
		});
		done = end;
	}
	take(text.length);
	return parts;
}

/** The handles of those whom a document calls: links to a profile that begin with `@`. */
export const calledIn = (document: Document): string[] => calledUnder(document, '/members/');

/** And of the groups that it calls. */
export const groupsCalledIn = (document: Document): string[] => calledUnder(document, '/groups/');

function calledUnder(document: Document, place: string): string[] {
	const found = new Set<string>();
	eachText(document, ({ text, marks = [] }) => {
		const link = marks.find((mark) => mark.type === 'link') as { attrs?: { href?: string } } | undefined;
		const href = link?.attrs?.href ?? '';
		if (!text.startsWith('@') || !href.startsWith(place) || /[/?#]/.test(href.slice(place.length))) return;
		try {
			found.add(decodeURIComponent(href.slice(place.length)).toLowerCase());
		} catch {
			// An address that means nothing calls nobody.
		}
	});
	return [...found];
}

function eachText(node: unknown, visit: (text: TextNode) => void): void {
	const { type, content = [] } = node as { type?: string; content?: unknown[] };
	// Whoever is named in what is quoted was called when it was said.
	if (type === 'blockquote') return;
	if (type === 'text') visit(node as TextNode);
	for (const inner of content) eachText(inner, visit);
}
