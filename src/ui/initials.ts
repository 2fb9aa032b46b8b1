/** How many tints the theme has. */
const tints = 6;

const graphemes = new Intl.Segmenter('zh-TW', { granularity: 'grapheme' });
const chinese = /\p{Script=Han}/u;
const letter = /[\p{L}\p{N}]/u;

/**
 * What stands in an avatar without a picture. A Chinese name is known by its last two characters (王小明 → 小明, 阿雄 →
 * 阿雄), any other by the first letters of its first and last word. A name of symbols gives its first one; no name, a dot.
 */
export function initials(name: string): string {
	const characters = [...graphemes.segment(name.trim())].map((part) => part.segment);
	const han = characters.filter((character) => chinese.test(character));
	if (han.length > 0) return han.slice(-2).join('');
	const words = name.split(/[\s._-]+/u).filter((word) => letter.test(word));
	const firsts = words.map(
		(word) => [...graphemes.segment(word)].map((part) => part.segment).find((part) => letter.test(part)) ?? '',
	);
	const chosen = firsts.length > 1 ? [firsts[0], firsts.at(-1)] : firsts;
	return chosen.join('').toLocaleUpperCase('en') || characters[0] || '·';
}

/** Which of the theme's tints (1–6) belongs to a name; the same name always has the same (FNV-1a). */
export function tintOf(name: string): number {
	let hash = 0x811c9dc5;
	for (const character of name) hash = Math.imul(hash ^ (character.codePointAt(0) ?? 0), 0x01000193) >>> 0;
	return (hash % tints) + 1;
}
