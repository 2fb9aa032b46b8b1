import { sql } from 'kysely';
import type { Ctx, SiteHandle } from '#platform/context/context.ts';
import type { Document } from '#platform/document/schema.ts';
import type { Said } from '#community/review.ts';
import { brakes, brakesFor, countContents } from '#community/rules.ts';
import { levelNow } from '#community/trust.ts';
import { pairsOf, sameWords, type Pairs } from '#moderation/same-words.ts';
import { featuresOf, judgeSpam, saySpam, suspicious, type Learned } from '#moderation/spam.ts';
import { patternOf, plainly } from '#moderation/watched-words.ts';

/** What this process remembers of what was said lately, and for how long. */
const remembered = { most: 300, within: 3_600_000 } as const;
/** How often a member may say nearly the same within that time; a newcomer not even once. */
const mostSame = 2;
/** So many comments of newcomers within so many milliseconds are a burst: from then on theirs wait. */
const burst = { comments: 15, within: 300_000 } as const;

/** Of somebody new: so many comments that link to one place are advertising (Discourse's three), among so many of their last. */
const sameHost = { comments: 3, among: 20 } as const;

interface Memory {
	/** Watched words with their patterns; null: to be read. */
	words: { word: string; pattern: RegExp }[] | null;
	/** First comments of newcomers that wait. */
	holdFirst: number;
	said: { at: number; author: number; newcomer: boolean; pairs: Pairs | null }[];
}
const memories = new WeakMap<SiteHandle, Memory>();

function memoryOf(site: SiteHandle): Memory {
	let memory = memories.get(site);
	if (!memory) memories.set(site, (memory = { words: null, holdFirst: 0, said: [] }));
	return memory;
}

/** Has the watched words read again; called when `watched-words` changes. */
export const forgetWatched = (site: SiteHandle): void => void (memoryOf(site).words = null);

/**
 * Why something should wait for a person: `words:…`; more `links` than their author should have; of newcomers `first`, `pictures` (their first), `same-host:…` (a third
 * comment that leads there), `same-words`, `burst`, `profile` (their own page waits);
 * `same-words` also of members who say it again and again; `score:…` with its `because:…` of whoever is not at home here. It asks this process's
 * memory, and for what was learned the database, of newcomers alone; watched words are read once after they changed. (Other processes
 * remember for themselves: what is said here and there in turn is found a little later.)
 */
export async function judgeSaid(ctx: Ctx, said: Said): Promise<string[]> {
	const { author, known, text, links, edited } = said;
	const memory = memoryOf(ctx.site);
	if (!memory.words) [memory.words, memory.holdFirst] = await readRules(ctx);
	const plain = plainly(text);
	const word = memory.words.find(({ pattern }) => pattern.test(plain))?.word;
	const brake = brakesFor(known, ctx.now);
	const newcomer = brake === brakes.newcomer;
	const why = word === undefined ? [] : [`words:${word}`];
	if (links > brake.links) why.push('links');
	if (newcomer && !edited && memory.holdFirst && (await isFirst(ctx, author, memory.holdFirst))) why.push('first');
	if (newcomer && author > 0 && (await isUnlooked(ctx, author))) why.push('profile');
	const host = newcomer && !edited && said.hosts.length ? await findSameHost(ctx, said) : undefined;
	if (host !== undefined) why.push(`same-host:${host}`);
	if (newcomer && said.pictures && (await isFirstPicture(ctx, author))) why.push('pictures');
	if (!edited) why.push(...compare(memory, { author, newcomer, text }, ctx.now.getTime()));
	if (brake !== brakes.regular && known.level < 2) why.push(...(await askLearned(ctx, said)));
	return why;
}

/** The watched words in a text. */
export async function watchedIn(ctx: Ctx, text: string): Promise<string[]> {
	const memory = memoryOf(ctx.site);
	if (!memory.words) [memory.words, memory.holdFirst] = await readRules(ctx);
	const plain = plainly(text);
	return memory.words.filter(({ pattern }) => pattern.test(plain)).map(({ word }) => word);
}

/** Whether the author's own page, with the name that stands beside what they say, waits for a person. */
async function isUnlooked(ctx: Ctx, author: number): Promise<boolean> {
	const { rows } = await sql<{ waits: boolean }>`select moderation.unlooked(${author}::bigint) as waits`.execute(
		ctx.db,
	);
	return rows[0]?.waits ?? false;
}

/** Whether fewer comments of the author than these were ever shown. */
async function isFirst(ctx: Ctx, author: number, most: number): Promise<boolean> {
	const shown = await ctx.db
		.selectFrom('community.comment')
		.select('id')
		.where('author', '=', author)
		.where('hidden', 'is', null)
		.limit(most)
		.execute();
	return shown.length < most;
}

/** Whether nothing of the author with a picture was ever shown to others. */
async function isFirstPicture(ctx: Ctx, author: number): Promise<boolean> {
	const { rows } = await sql`
		select from community.comment c
		where c.author = ${author}::bigint and c.hidden is null and c.deleted is null
			and exists (select from media.picture_use used where used.thing = 'comment:' || c.id)
		limit 1`.execute(ctx.db);
	return !rows.length;
}

/** The place that the author links to in comment after comment. */
async function findSameHost(ctx: Ctx, { author, hosts }: Said): Promise<string | undefined> {
	const rows = await ctx.db
		.selectFrom('community.comment')
		.select('body')
		.where('author', '=', author)
		.where('deleted', 'is', null)
		.orderBy('id', 'desc')
		.limit(sameHost.among)
		.execute();
	const before = rows.map(({ body }) => countContents(body as Document, new URL(ctx.site.url).host).hosts);
	return hosts.find((host) => before.filter((one) => one.includes(host)).length + 1 >= sameHost.comments);
}

/** What the decisions of this house say about it. */
async function askLearned(ctx: Ctx, { known, ...said }: Said): Promise<string[]> {
	const features = [...featuresOf({ ...said, level: levelNow(known, ctx.now) }).keys()];
	const { rows } = await sql<Learned>`
		select feature, shown, removed, kept from moderation.learned where feature = any(${['', ...features]}::text[])`.execute(
		ctx.db,
	);
	const judged = judgeSpam(new Set(features), rows);
	return judged && judged.probability >= suspicious ? saySpam(judged) : [];
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

async function readRules(ctx: Ctx): Promise<[{ word: string; pattern: RegExp }[], number]> {
	const rows = await ctx.db.selectFrom('moderation.watched').select('word').orderBy('word').execute();
	const rule = await ctx.db.selectFrom('moderation.rule').select('hold_first').executeTakeFirst();
	return [rows.map(({ word }) => ({ word, pattern: patternOf(word) })), rule?.hold_first ?? 0];
}
