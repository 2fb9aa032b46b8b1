/** How much there is to read: Chinese characters (and kana, hangul), and words of other scripts and numbers. */
export function countCharacters(text: string): { characters: number; words: number } {
	const characters =
		text.match(/[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Bopomofo}ー]/gu)
			?.length ?? 0;
	const words =
		text.match(
			/[^\P{L}ー\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Bopomofo}][\p{Script=Latin}\p{M}\p{N}'’-]*|\p{N}+(?:[.,]\p{N}+)*/gu,
		)?.length ?? 0;
	return { characters, words };
}

/** Whole minutes it takes to read a text, at least one: 350 Chinese characters or 220 words a minute. */
export function readingMinutes(text: string): number {
	const { characters, words } = countCharacters(text);
	return Math.max(1, Math.round(characters / 350 + words / 220));
}
