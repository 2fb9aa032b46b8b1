import type { Limits } from '#network/limit.ts';

/** What people and companies are called on one network, by the names that they have here; null: not known there. */
export type Handles = Readonly<Record<string, string | null>>;

/** A name here: nothing in it that a network's markup, or our own, would end at. */
export const mentionName = /^[^@＠[\](){}<>|\\*_~#\p{Cc}]{1,60}$/u;

const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&');

/** `@[name]` of anybody, and `@name` of those who are known. After a name in letters no letter may follow: it would be another. */
function mentionsOf(names: readonly string[]): RegExp {
	const known = [...names]
		.sort((one, other) => other.length - one.length)
		.map(
			(name) => `${escaped(name)}${/[\p{Script=Latin}\p{N}]$/u.test(name) ? '(?![\\p{Script=Latin}\\p{N}_.@-])' : ''}`,
		);
	const bare = known.length ? `|(?<![\\p{Script=Latin}\\p{N}_.@＠/])[@＠](${known.join('|')})` : '|(?!)(x)';
	return new RegExp(`[@＠]\\[([^\\]\\n]{1,80})\\](?!\\()${bare}`, 'giu');
}

interface Mentioned {
	/** As it stands in the text. */
	whole: string;
	index: number;
	name: string;
	handle: string | null;
}

function mentionsIn(text: string, handles: Handles): Mentioned[] {
	if (!/[@＠]/.test(text)) return [];
	const known = new Map(Object.entries(handles).map(([name, handle]) => [name.toLowerCase(), { name, handle }]));
	return [...text.matchAll(mentionsOf(Object.keys(handles)))].flatMap(({ 0: whole, 1: bracketed, 2: bare, index }) => {
		const said = (bracketed ?? bare ?? '').trim();
		return said ? [{ whole, index, ...(known.get(said.toLowerCase()) ?? { name: said, handle: null }) }] : [];
	});
}

/**
 * A text as one network wants whoever is named in it: by their handle there, so that they hear of it; else by their name alone.
 * `comment`: it goes out as an answer, where no network reads markup. Pure: the page and the command write the same.
 */
export function writeMentions(
	text: string,
	{ mention }: Pick<Limits, 'mention'>,
	handles: Handles,
	comment = false,
): string {
	let written = '';
	let from = 0;
	for (const { whole, index, name, handle } of mentionsIn(text, handles)) {
		written += text.slice(from, index);
		from = index + whole.length;
		const markup = mention?.write.includes('{name}');
		if (!mention || !handle || (markup && comment)) written += name;
		else {
			const said = mention.write.replace('{handle}', () => handle).replace('{name}', () => name);
			// A handle ends where its network finds no more of it, which is late among Chinese.
			const [before, after] = markup
				? ['', '']
				: [/[\p{L}\p{N}_/=]$/u.test(written), /^[\p{L}\p{N}_@-]/u.test(text.slice(from))].map((close) =>
						close ? ' ' : '',
					);
			written += `${before}${said}${after}`;
		}
	}
	return written + text.slice(from);
}

/** The names in a text that stay names there. */
export const unheard = (text: string, { mention }: Pick<Limits, 'mention'>, handles: Handles): string[] => [
	...new Set(mentionsIn(text, handles).flatMap(({ name, handle }) => (mention && handle ? [] : [name]))),
];

/** A text as readers see it there: without the markup around names. */
export function withoutMarkup(text: string, { mention }: Pick<Limits, 'mention'>): string {
	if (!mention?.write.includes('{name}')) return text;
	const [markup = ''] = [escaped(mention.write)].map((one) =>
		one.replace('\\{name\\}', '([^\\]\\n]+)').replace('\\{handle\\}', mention.handle),
	);
	return text.replace(new RegExp(markup, 'gu'), '$1');
}
