import { z } from 'zod';
import { system, type Actor, type Role } from '#platform/actor.ts';
import { command } from '#platform/context/command.ts';
import type { Ctx, RecordedFact } from '#platform/context/context.ts';
import { reactionsTo } from '#platform/job/registry.ts';
import { countHelpers } from '#community/server/index.ts';
import { checkTraits } from '#membership/server/index.ts';
import { catchUp } from '#search/server/index.ts';
import type { Moment } from '#app/sample-brand/content/index.ts';
import { momentsFrom } from '#app/sample-brand/moment.ts';
import { isLeft, type Past } from '#app/sample-brand/past.ts';

/** One thing that happened. */
export interface Deed {
	/** Unique: what was told under this key is not told again. */
	key: string;
	time: Date;
	/** Key of the member who does it; absent: the product itself. */
	by?: string;
	/** Tells it in one transaction with the note that it was told. Returns the id of what it made. */
	once?(ctx: Ctx, story: Story): Promise<number | undefined>;
	/** Tells what is safe to repeat; the note is made when all that it caused is done. */
	repeatable?(ctx: Ctx, story: Story): Promise<number | undefined>;
}

/** What has been told so far. */
export interface Story {
	past: Past;
	/** Turns a moment of the sample into a time. */
	when(moment: Moment): Date;
	/** Id of what a deed made. Throws when it is not told yet. */
	id(deed: string): number;
	tell(deed: Deed): Promise<void>;
}

const begun = 'sample.begun';
const told = 'sample.told';
const filled = 'sample.filled';

/** How far the sample of a site is: its day 0, whether the brand had been set up before, and whether all is told. */
export interface Progress {
	zero: string;
	ownBrand: boolean;
	done: boolean;
}

/** Null: nobody has begun. */
export async function readProgress(ctx: Ctx): Promise<Progress | null> {
	const facts = await ctx.db
		.selectFrom('platform.event')
		.select(['name', 'data'])
		.where('name', 'in', [begun, filled])
		.orderBy('id')
		.execute();
	const first = facts.find(({ name }) => name === begun)?.data as Pick<Progress, 'zero' | 'ownBrand'> | undefined;
	return first ? { zero: first.zero, ownBrand: first.ownBrand, done: facts.some(({ name }) => name === filled) } : null;
}

/** How many things are told, while there are more to tell; null when nothing is being told. */
export async function countTold(ctx: Ctx): Promise<number | null> {
	const progress = await readProgress(ctx);
	if (!progress || progress.done) return null;
	const { told: count } = await ctx.db
		.selectFrom('platform.event')
		.select(({ fn }) => fn.countAll<number>().as('told'))
		.where('name', '=', told)
		.executeTakeFirstOrThrow();
	return count;
}

/** Notes that the sample is begun, once and for all times with this day 0. */
export const beginSample = command(
	z.object({ zero: z.iso.date(), ownBrand: z.boolean() }),
	async (ctx, { zero, ownBrand }) => {
		ctx.record({ name: begun, about: 'sample', data: { zero, ownBrand } });
		return { zero, ownBrand, done: false };
	},
);

/** Notes that everything is told; now what is made of all of it is made. */
export const endSample = command(z.object({}), async (ctx) => {
	ctx.record({ name: filled, about: 'sample' });
	ctx.queue(catchUp, {});
	ctx.queue(checkTraits, {});
	ctx.queue(countHelpers, {});
});

const Told = z.object({ key: z.string(), work: z.custom<(ctx: Ctx) => Promise<number | undefined>>() });

/** What a deed changes and the note that it was told stand or fall together. */
const tellOnce = command(Told, async (ctx, { key, work }) => {
	const id = (await work(ctx)) ?? null;
	ctx.record({ name: told, about: `sample:${key}`, data: { id } });
	return id;
});

/** Goes on telling where an earlier run stopped. */
export async function openStory(past: Past, { zero, done }: Progress): Promise<Story> {
	const ctx = past.as(system);
	const facts = await ctx.db.selectFrom('platform.event').select(['about', 'data']).where('name', '=', told).execute();
	const ids = new Map(
		facts.map(({ about, data }) => [about.slice('sample:'.length), (data as unknown as { id: number | null }).id]),
	);
	const people = new Map<string, Actor>();
	const story: Story = {
		past,
		when: momentsFrom(zero),
		id(deed) {
			const id = ids.get(deed);
			if (id === undefined || id === null) throw new Error(`The sample has not told ${deed} yet`);
			return id;
		},
		async tell({ key, time, by, once, repeatable }) {
			if (ids.has(key)) return;
			past.setClock(time);
			const actor = by ? await person(by) : system;
			const id = await repeatable?.(past.as(actor), story);
			await past.runJobs();
			ids.set(
				key,
				await tellOnce(past.as(actor), { key, work: async (inside) => (await once?.(inside, story)) ?? id }),
			);
			await past.runJobs();
		},
	};
	// Once all is told, what happens here is the life of those who use it, and its jobs are the queue's.
	if (ids.size && !done) await causeAgain(past);
	return story;

	async function person(key: string): Promise<Actor> {
		const known = people.get(key);
		if (known) return known;
		const row = await ctx.db
			.selectFrom('membership.member')
			.select(['id', 'name', 'handle', 'role'])
			.where('id', '=', story.id(`member:${key}`))
			.executeTakeFirstOrThrow();
		const actor: Actor = { kind: 'member', member: row.id, name: row.name, handle: row.handle, role: row.role as Role };
		people.set(key, actor);
		return actor;
	}
}

/** An earlier run may have ended before what its last facts cause was done. Reactions are safe to run twice. */
async function causeAgain(past: Past): Promise<void> {
	const ctx = past.as(system);
	const [, before] = await ctx.db
		.selectFrom('platform.event')
		.select('id')
		.where('name', '=', told)
		.orderBy('id', 'desc')
		.limit(2)
		.execute();
	const facts = await ctx.db
		.selectFrom('platform.event')
		.select(['name', 'about', 'actor', 'data', 'occurred'])
		.where('id', '>', before?.id ?? 0)
		.orderBy('id')
		.execute();
	for (const fact of facts) {
		past.setClock(fact.occurred);
		const recorded = { ...fact, data: fact.data as RecordedFact['data'], occurred: fact.occurred.toISOString() };
		for (const job of reactionsTo(ctx.site, fact.name)) if (!isLeft(job.name)) await job.run(past.as(system), recorded);
		await past.runJobs();
	}
}
