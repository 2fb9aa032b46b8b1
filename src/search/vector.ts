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

/**
 * A text as PostgreSQL's `tsvector`, written out. Chinese becomes pairs of neighbours (服務態度: 服务 务态 态度, and 度 alone
 * at the end), so that any two characters are found whatever a dictionary takes for a word; other words stand whole and
 * by their stem.
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
				characters.forEach((character, index) => put(character + (characters[index + 1] ?? ''), run.position + index));
			} else for (const form of formsOf(run.text)) put(form, run.position);
		}
		begin = end + 2;
	}
	// PostgreSQL keeps 255 places of a lexeme.
	return [...places].map(([lexeme, at]) => `${quoted(lexeme)}:${at.slice(0, 255).join(',')}`).join(' ');
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
