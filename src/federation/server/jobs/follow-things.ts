import { sql } from 'kysely';
import { articleSeen } from '#content/events.ts';
import {
	categoryChanged,
	commentDeleted,
	commentEdited,
	commentHidden,
	commentPosted,
	commentShown,
	threadChanged,
	threadHidden,
	threadMerged,
	threadMoved,
	threadShown,
	threadSplit,
	threadStarted,
	threadWithdrawn,
} from '#community/events.ts';
import type { Ctx } from '#platform/context/context.ts';
import { reaction } from '#platform/job/job.ts';
import { tellThing } from '#federation/server/commands/tell-thing.ts';
import { readSwitch } from '#federation/server/setting.ts';

/** What changed here is told to those who follow from elsewhere, as it may be read at that moment. */
export const followThings = reaction(
	'federation.follow-things',
	[
		...articleSeen,
		commentPosted,
		commentEdited,
		commentDeleted,
		commentHidden,
		commentShown,
		threadStarted,
		threadChanged,
		threadHidden,
		threadShown,
		threadWithdrawn,
		threadMoved,
		threadMerged,
		threadSplit,
		categoryChanged,
	],
	async (ctx, { data }) => {
		if (!(await readSwitch(ctx))) return;
		const number = (name: string): number => Number(data[name] ?? 0);
		const things = new Set<string>();
		if (number('article')) things.add(`article:${number('article')}`);
		if (number('comment')) things.add(`comment:${number('comment')}`);
		if (number('category')) for (const one of await sentIn(ctx, 'category', number('category'))) things.add(one);
		for (const thread of [number('thread'), number('from')])
			if (thread && !number('comment')) for (const one of await sentIn(ctx, 'id', thread)) things.add(one);
		for (const thing of things) await tellThing(ctx, { thing });
	},
	{ patient: true, wanted: async (ctx) => Boolean(await readSwitch(ctx)) },
);

/** What others were told of a thread, or of all of a category, and the opening of a thread that they were not told of yet. */
async function sentIn(ctx: Ctx, by: 'id' | 'category', value: number): Promise<string[]> {
	const { rows } = await sql<{ thing: string }>`
		select sent.thing from federation.sent sent
		join community.comment c on sent.thing = 'comment:' || c.id
		join community.thread t on t.id = c.thread
		where ${sql.ref(`t.${by}`)} = ${value}::bigint order by sent.sent`.execute(ctx.db);
	const opening =
		by === 'id'
			? await ctx.db.selectFrom('community.thread').select('opening').where('id', '=', value).executeTakeFirst()
			: undefined;
	return [...rows.map(({ thing }) => thing), ...(opening?.opening ? [`comment:${opening.opening}`] : [])];
}
