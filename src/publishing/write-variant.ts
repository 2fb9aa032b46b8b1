import { prepare, type Prepared } from '#network/prepare.ts';
import type { Limits } from '#network/limit.ts';
import { writeMentions, type Handles } from '#network/mention.ts';

/** What a person wrote once, for every network. */
export interface Source extends Prepared {
	/** Without their sign. */
	hashtags: readonly string[];
	/** What whoever is named is called there. */
	handles?: Handles;
}

const ending = '…';
/** Code units that one counted sign may have at most, as far as a first cut is concerned. */
const unitsPerSign = 16;

/**
 * The text as it goes to one network, written by rules: the whole text with its hashtags where that fits; else without the
 * last of the hashtags; else the text up to a sentence's end; else up to a sign, with an ellipsis. `whole`: it goes out in parts, and nothing is
 * left out. Pure: the page writes it while
 * somebody types, and the command writes the same.
 */
export function writeVariant(source: Source, limits: Limits, { whole = false } = {}): string {
	const { hashtags, handles = {}, ...post } = source;
	const text = writeMentions(source.text, limits, handles).trim();
	const fits = (candidate: string): boolean =>
		!prepare(limits, { ...post, text: candidate }).some(({ key }) => key === 'text-too-long');
	const written = new Set([...text.matchAll(/[#＃]([\p{L}\p{N}_]+)/gu)].map(([, tag]) => tag));
	const tags = [...new Set(hashtags)].filter((tag) => !written.has(tag)).map((tag) => `#${tag}`);
	const room = limits.hashtags === undefined ? tags.length : Math.max(0, limits.hashtags - written.size);
	for (let count = Math.min(tags.length, room); count > 0; count--) {
		const candidate = [text, tags.slice(0, count).join(' ')].filter(Boolean).join('\n\n');
		if (whole || fits(candidate)) return candidate;
	}
	return whole || fits(text) ? text : shorten(text.slice(0, limits.post.most * unitsPerSign), fits);
}

/** The longest beginning that fits: whole sentences where there is one, else signs as people see them. */
function shorten(text: string, fits: (candidate: string) => boolean): string {
	const sentences = longest(endsOf(text, 'sentence'), (end) => fits(text.slice(0, end).trimEnd()));
	const whole = text.slice(0, sentences).trimEnd();
	if (whole) return whole;
	const signs = longest(endsOf(text, 'grapheme'), (end) => fits(`${text.slice(0, end).trimEnd()}${ending}`));
	return signs ? `${text.slice(0, signs).trimEnd()}${ending}` : '';
}

const endsOf = (text: string, granularity: 'sentence' | 'grapheme'): number[] =>
	[...new Intl.Segmenter('zh-TW', { granularity }).segment(text)].map(({ index, segment }) => index + segment.length);

/** The last of these ends for which it holds; 0 when it holds for none. What fits, fits when it is shorter. */
function longest(ends: readonly number[], holds: (end: number) => boolean): number {
	let [low, high] = [0, ends.length];
	while (low < high) {
		const middle = Math.ceil((low + high) / 2);
		if (holds(ends[middle - 1] as number)) low = middle;
		else high = middle - 1;
	}
	return low ? (ends[low - 1] as number) : 0;
}
