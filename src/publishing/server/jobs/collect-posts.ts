import { sql } from 'kysely';
import { z } from 'zod';
import { command } from '#platform/context/command.ts';
import { job } from '#platform/job/job.ts';
import { inLanes } from '#publishing/server/in-lanes.ts';
import { collectPost } from '#publishing/server/jobs/collect-post.ts';

/** Posts that are taken at a time. */
const perTake = 40;
/** Accounts that are asked at a time. */
const lanes = 4;
/** How long one round goes on taking, in milliseconds: the next begins within a minute. */
const longest = 40_000;
/** When it is somebody else's again, should this process die over it, in milliseconds. */
const lease = 5 * 60_000;

/** Takes some of the posts that are to be looked at, so that no other process looks at them in the same round. */
const takeRipe = command(z.object({}), async (ctx) => {
	const { rows } = await sql<{ id: number; account: number }>`
		update publishing.post set next_collect = ${new Date(ctx.now.getTime() + lease)}
		where id in (
			select id from publishing.post where published is not null and next_collect <= ${ctx.now}
			order by next_collect limit ${perTake} for update skip locked)
		returning id, account`.execute(ctx.db);
	return rows;
});

/** Every minute: looks what came back under the posts whose turn it is. */
export const collectPosts = job(
	'publishing.collect-posts',
	{ every: '* * * * *', retries: 0, patient: true },
	async (ctx) => {
		const begun = performance.now();
		while (performance.now() - begun < longest) {
			const ripe = await takeRipe(ctx, {});
			if (!ripe.length) return;
			await inLanes(ripe, lanes, async ({ id }) => void (await collectPost(ctx, id)));
		}
	},
);
