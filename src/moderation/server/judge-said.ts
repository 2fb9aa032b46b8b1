import type { Ctx, SiteHandle } from '#platform/context/context.ts';
import type { Said } from '#community/review.ts';
import { brakes, brakesFor } from '#community/rules.ts';
import { pairsOf, sameWords, type Pairs } from '#moderation/same-words.ts';
import { patternOf, plainly } from '#moderation/watched-words.ts';

/** What this process remembers of what was said lately, and for how long. */
const remembered = { most: 300, within: 3_600_000 } as const;
/** How often a member may say nearly the same within that time; a newcomer not even once. */
const mostSame = 2;
/** So many comments of newcomers within so many milliseconds are a burst: from then on theirs wait. */
const burst = { comments: 15, within: 300_000 } as const;

interface Memory {
	/** Watched words with their patterns; null: to be read. */
	words: { word: string; pattern: RegExp }[] | null;
	said: { at: number; author: number; newcomer: boolean; pairs: Pairs | null }[];
}
const memories = new WeakMap<SiteHandle, Memory>();

function memoryOf(site: SiteHandle): Memory {
	let memory = memories.get(site);
	if (!memory) memories.set(site, (memory = { words: null, said: [] }));
	return memory;
}

/** Has the watched words read again; called when `watched-words` changes. */
export const forgetWatched = (site: SiteHandle): void => void (memoryOf(site).words = null);

/**
 * Why something should wait for a person: `words:…`, and of newcomers `links`, `same-words`, `burst`; `same-words` also of members who say
 * it again and again. It asks this process's memory; watched words are read once after they changed. (Other processes remember
 * for themselves: what is said here and there in turn is found a little later.)
 */
export async function judgeSaid(ctx: Ctx, { author, joined, text, links, edited }: Said): Promise<string[]> {
	const memory = memoryOf(ctx.site);
	memory.words ??= await readWatched(ctx);
	const plain = plainly(text);
	const word = memory.words.find(({ pattern }) => pattern.test(plain))?.word;
	const newcomer = brakesFor(joined, ctx.now) === brakes.newcomer;
	const why = word === undefined ? [] : [`words:${word}`];
	if (newcomer && links > brakes.newcomer.links) why.push('links');
	return edited ? why : [...why, ...compare(memory, { author, newcomer, text }, ctx.now.getTime())];
}

/** Looks for the same words and for bursts, and remembers. */
function compare(
	memory: Memory,
	{ author, newcomer, text }: { author: number; newcomer: boolean; text: string },
	now: number,
) {
	const why: string[] = [];
	const pairs = pairsOf(text);
	memory.said = memory.said.filter(({ at }) => at > now - remembered.within).slice(-remembered.most);
	const same = pairs ? memory.said.filter((one) => one.pairs && sameWords(one.pairs, pairs)) : [];
	if (newcomer ? same.length > 0 : same.filter((one) => one.author === author).length >= mostSame)
		why.push('same-words');
	const rush = memory.said.filter((one) => one.newcomer && one.at > now - burst.within).length;
	if (newcomer && rush >= burst.comments) why.push('burst');
	memory.said.push({ at: now, author, newcomer, pairs });
	return why;
}

async function readWatched(ctx: Ctx): Promise<{ word: string; pattern: RegExp }[]> {
	const rows = await ctx.db.selectFrom('moderation.watched').select('word').orderBy('word').execute();
	return rows.map(({ word }) => ({ word, pattern: patternOf(word) }));
}
