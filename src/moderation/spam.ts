import { plainly } from '#moderation/watched-words.ts';

/** What of a comment may tell an advertisement. Whether it is friendly or critical is none of it. */
export interface Telling {
	text: string;
	/** Links to other hosts, and where they lead. */
	links: number;
	hosts: readonly string[];
	pictures: number;
	/** How far its author is trusted. */
	level: number;
}

/** How often something was seen in what was removed as advertising here, and in what stayed. */
export interface Learned {
	feature: string;
	shown: string;
	removed: number;
	kept: number;
}

/** Longest text that is looked at, in characters, and most features of one. */
const [longest, most] = [4_000, 200] as const;

const segmenter = new Intl.Segmenter('zh', { granularity: 'word' });
/** Signs between Chinese characters hide a word from whoever looks for it: 加．賴. */
const between = /(?<=\p{Script=Han})[^\p{L}\p{N}\s]{1,3}(?=\p{Script=Han})/gu;

/** What a comment has, by the name under which it is learned, with how people read it. */
export function featuresOf({ text, links, hosts, pictures, level }: Telling): Map<string, string> {
	const found = new Map<string, string>();
	if (level === 0) found.set('new', '');
	if (links) found.set(links > 2 ? 'links:many' : 'links:some', '');
	if (pictures) found.set('pictures', '');
	for (const host of hosts) found.set(`host:${host.slice(0, 70)}`, host.slice(0, 70));
	const plain = text
		.slice(0, longest)
		.normalize('NFKC')
		.replace(/https?:\/\/\S+/gi, ' ')
		.replace(between, '');
	for (const { segment, isWordLike } of segmenter.segment(plain)) {
		if (found.size >= most) break;
		const word = plainly(segment);
		const length = [...word].length;
		if (isWordLike && length >= (/^[\x20-\x7e]+$/.test(word) ? 3 : 2) && length <= 40 && !found.has(`word:${word}`))
			found.set(`word:${word}`, segment);
	}
	return found;
}

/** Lessons of each kind before anything is judged, how often a thing must have been seen, and how many things decide. */
const enough = { removed: 10, kept: 20, seen: 3, deciding: 10 } as const;
/** What stands in one text is not independent of each other: each counts for less. */
const damping = 0.6;
/** From this probability on somebody should look. */
export const suspicious = 0.9;

/**
 * How likely a comment is what was removed here as advertising (naive Bayes over what was learned), and what speaks most for it; null
 * while too little was decided here.
 */
export function judgeSpam(
	has: ReadonlySet<string>,
	learned: readonly Learned[],
): { probability: number; because: Learned[] } | null {
	const sums = learned.find(({ feature }) => feature === '');
	if (!sums || sums.removed < enough.removed || sums.kept < enough.kept) return null;
	const weighed = learned
		.filter((one) => one.feature && has.has(one.feature) && one.removed + one.kept >= enough.seen)
		.map((one) => ({ one, weight: weightOf(one, sums) }))
		.sort((one, other) => Math.abs(other.weight) - Math.abs(one.weight))
		.slice(0, enough.deciding);
	// More is kept than anybody decides about: without a word of its own nothing is an advertisement.
	const sum = weighed.reduce((total, { weight }) => total + weight * damping, -2);
	const because = weighed.filter(({ weight }) => weight > 0.5).map(({ one }) => one);
	return { probability: 1 / (1 + Math.exp(-sum)), because };
}

const weightOf = ({ removed, kept }: Learned, sums: Learned): number =>
	Math.log((removed + 0.5) / (sums.removed + 1)) - Math.log((kept + 0.5) / (sums.kept + 1));

/** Reasons in words of the queue, at most four: `score:93`, `because:new`, `because:word:12:加賴`. */
export const saySpam = ({ probability, because }: { probability: number; because: readonly Learned[] }): string[] => [
	`score:${Math.min(99, Math.round(probability * 100))}`,
	...because.slice(0, 4).map(({ feature, shown, removed }) => {
		const kind = feature.split(':', 1)[0] ?? '';
		return kind === 'word' || kind === 'host' ? `because:${kind}:${removed}:${shown}` : `because:${kind}`;
	}),
];
