import { cleanText } from '#platform/document/clean-text.ts';
import { cut } from '#transfer/cut.ts';
import type { Item, Note } from '#transfer/item.ts';
import { htmlText } from '#transfer/reading/html-text.ts';

const longest = { name: 30, description: 500 } as const;

/** What was said of a tag or category, which is a tag here, under the name that articles have it by; nothing where nothing was. */
export function tagItems(name: string, description: string, notes: Note[] = []): Item[] {
	const id = cut(cleanText(name), longest.name);
	if (!id) return [];
	const said = htmlText(description);
	if (!said) return notes.map((note) => ({ kind: 'left', id, what: 'tag', title: id, note }));
	if ([...said].length > longest.description) notes.push({ code: 'tag-cut', details: { limit: longest.description } });
	return [{ kind: 'tag', id, description: cut(said, longest.description), notes }];
}
