import { diffArrays } from 'diff';

export type Change = 'same' | 'added' | 'removed';

/** A stretch of text that is in both versions, or in one. */
export interface Piece {
	text: string;
	change: Change;
}

/** A block (a paragraph, a heading, a picture) of two versions: in both, in one, or in both with other words. */
export interface ComparedBlock {
	change: Change | 'changed';
	pieces: Piece[];
}

/** Most steps that a comparison takes before two texts are called different as a whole: its cost grows with their square. */
const mostSteps = { blocks: 1000, words: 500 };

/** The part of words that two blocks share from which on one is a new wording of the other. */
const alike = 0.4;

/** Latin words and numbers whole, spaces together, every Chinese character and mark for itself. */
const words = (text: string): string[] => text.match(/[\p{Script=Latin}\p{M}\p{N}'’]+|\s+|./gsu) ?? [];

/** What must be added to and removed from `before` to become `after`, word by word, Chinese by character. */
export function compareText(before: string, after: string): Piece[] {
	if (before === after) return before ? [{ text: before, change: 'same' }] : [];
	const steps = diffArrays(words(before), words(after), { maxEditLength: mostSteps.words });
	const pieces: Piece[] = steps
		? steps.map(({ value, added, removed }) => ({
				text: value.join(''),
				change: added ? 'added' : removed ? 'removed' : 'same',
			}))
		: [
				{ text: before, change: 'removed' },
				{ text: after, change: 'added' },
			];
	return pieces.filter((piece) => piece.text);
}

/** Two versions of a text, block by block; a block that was only reworded is compared word by word. */
export function compareBlocks(before: readonly string[], after: readonly string[]): ComparedBlock[] {
	const steps = diffArrays([...before], [...after], { maxEditLength: mostSteps.blocks });
	if (!steps) return [...whole(before, 'removed'), ...whole(after, 'added')];
	const found: ComparedBlock[] = [];
	for (let at = 0; at < steps.length; at++) {
		const step = steps[at] as (typeof steps)[number];
		const next = steps[at + 1];
		if (step.removed && next?.added) {
			found.push(...pair(step.value, next.value));
			at++;
		} else found.push(...whole(step.value, step.added ? 'added' : step.removed ? 'removed' : 'same'));
	}
	return found;
}

const whole = (blocks: readonly string[], change: Change): ComparedBlock[] =>
	blocks.map((text) => ({ change, pieces: [{ text, change }] }));

/** Removed and added blocks in their order; those that say much the same stand together as one that changed. */
function pair(removed: readonly string[], added: readonly string[]): ComparedBlock[] {
	const found: ComparedBlock[] = [];
	let next = 0;
	for (const old of removed) {
		const window = added.slice(next, next + 4);
		const match = window.findIndex((fresh) => likeness(old, fresh) >= alike);
		if (match < 0) {
			found.push(...whole([old], 'removed'));
			continue;
		}
		found.push(...whole(window.slice(0, match), 'added'), {
			change: 'changed',
			pieces: compareText(old, window[match] as string),
		});
		next += match + 1;
	}
	return [...found, ...whole(added.slice(next), 'added')];
}

/** How many words two texts share, 0 to 1 (Sørensen–Dice over the words, each counted as often as it stands). */
function likeness(one: string, other: string): number {
	const [first, second] = [words(one), words(other)];
	const counts = new Map<string, number>();
	for (const word of first) counts.set(word, (counts.get(word) ?? 0) + 1);
	let shared = 0;
	for (const word of second) {
		const left = counts.get(word) ?? 0;
		if (left > 0) shared++;
		counts.set(word, left - 1);
	}
	return (2 * shared) / Math.max(1, first.length + second.length);
}
