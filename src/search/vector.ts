import { stemmer } from 'stemmer';
import { fold } from '#platform/language/fold.ts';
import { runs } from '#search/runs.ts';

/** A part of a text: titles weigh A, tags B, everything else D. */
export interface Part {
	text: string;
	weight: 'A' | 'B' | 'D';
}

/** PostgreSQL counts positions no further; a longer text is cut (`cutText`). */
const lastPosition = 16_383;

/** A Chinese run that begins with this character, where something stands before it. No word has the sign. */
export const beginning = (character: string): string => `<${character}`;

/**
 * A text as PostgreSQL's `tsvector`, written out. Chinese becomes pairs of neighbours (服務態度: 服务 务态 态度, and 度 alone
 * at the end), so that any two characters are found whatever a dictionary takes for a word; other words stand whole and
 * by their stem. Each character is there for itself, too, without a place unless it ends a run (it would be most of the index), and those that begin one have
 * their sign: so that one character, and one beside letters (CP值), is looked up and not gathered from all pairs that begin with it.
 */
export function vectorOf(parts: readonly Part[]): string {
	const places = new Map<string, string[]>();
	let begin = 0;
	for (const { text, weight } of parts) {
		let end = begin;
		const put = (lexeme: string, position: number): void => {
			const place = begin + position;
			if (place > lastPosition) return;
			const known = places.get(lexeme);
			if (known) known.push(`${place}${weight}`);
			else places.set(lexeme, [`${place}${weight}`]);
			end = Math.max(end, place);
		};
		for (const run of runs(fold(text).text)) {
			if (run.kind === 'han') {
				const characters = [...run.text];
				characters.forEach((character, index) => {
					put(character + (characters[index + 1] ?? ''), run.position + index);
					if (!places.has(character)) places.set(character, []);
				});
				if (run.position > 1) put(beginning(characters[0] ?? ''), run.position);
			} else for (const form of formsOf(run.text)) put(form, run.position);
		}
		begin = end + 2;
	}
	// PostgreSQL keeps 255 places of a lexeme.
	return [...places]
		.map(([lexeme, at]) => (at.length ? `${quoted(lexeme)}:${at.slice(0, 255).join(',')}` : quoted(lexeme)))
		.join(' ');
}

/** A word, and its stem where that is another one. */
export function formsOf(word: string): string[] {
	if (!/^[a-z]+$/.test(word)) return [word];
	const stem = stemmer(word);
	return stem === word ? [word] : [word, `${stem}*`];
}

/** A lexeme as PostgreSQL reads it. */
export const quoted = (lexeme: string): string => `'${lexeme.replace(/['\\]/g, (sign) => sign + sign)}'`;

/** Characters of a text that are looked through together, and how many the next part repeats. */
const [most, repeated] = [8_000, 20];

/** A long text in parts that PostgreSQL can count; a phrase at a seam is whole in the next part. */
export function cutText(text: string): string[] {
	const parts: string[] = [];
	for (let from = 0; from === 0 || from + repeated < text.length; from += most - repeated)
		parts.push(text.slice(from, from + most));
	return parts;
}
