import { z } from 'zod';

/** Signs that cannot be seen or that turn the reading direction could pass one person off as another. */
const deceiving = [
	/[\p{Cc}\p{Co}\u2028\u2029\u2800]/u,
	// Every sign that is ignored when it is shown, but for what colours emoji and picks the form of a character, and those below.
	/(?!\u200d|\p{Variation_Selector}|[\u{e0020}-\u{e007f}])\p{Default_Ignorable_Code_Point}/u,
	// A joiner that joins neither emoji nor letters behind a mark of theirs; tags behind anything but a flag.
	/(?<!\p{M}|\p{Emoji_Modifier}|\p{Extended_Pictographic})\u200d/u,
	/(?<!\u{1f3f4}|[\u{e0020}-\u{e007f}])[\u{e0020}-\u{e007f}]/u,
];
const deceives = (text: string): boolean => deceiving.some((signs) => signs.test(text));

/** Nothing in a text hides or turns the reading direction; lines may break. */
export const readable = (text: string): boolean => !deceives(text.replace(/[\n\t]/g, ''));

/** Alphabets whose letters are taken for each other's. Those of East Asia stand beside any of them. */
const alphabets = [
	/\p{Script=Latin}/u,
	/\p{Script=Cyrillic}/u,
	/\p{Script=Greek}/u,
	/\p{Script=Armenian}/u,
	/\p{Script=Cherokee}/u,
	/\p{Script=Coptic}/u,
	/\p{Script=Lisu}/u,
];

/** A word in letters of two such alphabets is meant to be read as another word: Аnn with a Cyrillic А. */
const mixed = (text: string): boolean =>
	text.split(/[^\p{L}\p{M}]+/u).some((word) => alphabets.filter((alphabet) => alphabet.test(word)).length > 1);

/** So many marks on one letter cover the lines above and below. */
const piled = /\p{M}{4}/u;

/** Letters and digits in their plain form (full width, mathematical, half-width kana); what else stands there stays as written. */
const plainLetters = (text: string): string =>
	text.replace(/[\p{L}\p{M}\p{Nd}\u2e80-\u2fdf]+/gu, (letters) => letters.normalize('NFKC')).normalize('NFC');

/**
 * A person's name as it is shown: 1–60 characters, at least one letter or digit, nothing invisible, no word of two alphabets that
 * are taken for each other (decision 0068), no address.
 */
export const nameField = z
	.string()
	.transform((name) =>
		plainLetters(name)
			.trim()
			.replace(/[ \t\u3000]+/g, ' '),
	)
	.pipe(
		z
			.string()
			.min(1, 'missing')
			.max(60, 'too-long')
			.refine((name) => !deceives(name) && !piled.test(name) && /[\p{L}\p{N}]/u.test(name), 'name')
			.refine((name) => !mixed(name), 'name-letters')
			.refine((name) => !/:\/\/|www\./i.test(name), 'name'),
	);

/** A name that may be left out; null then. */
export const nameOrNone = z
	.string()
	.transform((name) => name || null)
	.pipe(nameField.nullable());
