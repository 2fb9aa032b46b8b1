import { sql } from 'kysely';
import type { Ctx } from '#platform/context/context.ts';
import { runs } from '#search/runs.ts';
import { nearestWord, slipsIn, spelt } from '#search/spelling.ts';

/** Words of the house that are compared with one that was typed. */
const compared = 5_000;

/**
 * Folded terms with their typing errors put right by the words of the house; null: none is one. Whoever calls shows it only where the
 * asker finds something by it, so that nobody learns of a word that they may not read.
 */
export async function correctTerms(ctx: Ctx, terms: readonly string[]): Promise<string[] | null> {
	let changed = false;
	const corrected: string[] = [];
	for (const term of terms) {
		let text = term;
		for (const { kind, text: word } of runs(term)) {
			const right = kind === 'word' && spelt.test(word) ? await correct(ctx, word) : null;
			if (!right) continue;
			text = text.replace(word, right);
			changed = true;
		}
		corrected.push(text);
	}
	return changed ? corrected : null;
}

/** Looks among words that begin with one of the first two letters: a slip changes at most one of them. */
async function correct(ctx: Ctx, typed: string): Promise<string | null> {
	const most = slipsIn(typed);
	const { rows } = await sql<{ word: string; seen: number }>`
		select word, seen from search.word
		where left(word, 1) = any(${[typed[0] ?? '', typed[1] ?? '']}::text[])
			and length(word) between ${typed.length - most}::int and ${typed.length + most}::int
		order by seen desc limit ${compared}::int`.execute(ctx.db);
	if (rows.some(({ word }) => word === typed)) return null;
	return nearestWord(typed, rows);
}
