/** Posts comments as fast as it can until it is killed; prints the id of each one that was acknowledged. */
import { openProduct } from '#app/run.ts';
import { system, type Actor } from '#platform/actor.ts';
import { readSettings } from '#platform/settings.ts';
import { createMember } from '#membership/server/index.ts';
import { createCategory, postComment, startThread } from '#community/server/index.ts';

const installation = await openProduct(readSettings(process.env), { worker: false, join: false });
if (process.argv[2] === 'count') {
	const site = await installation.site('home');
	const rows = await site.sql<{ id: number }[]>`select id from community.comment order by id`;
	const [counter] = await site.sql<{ count: number }[]>`select sum(comment_count)::int as count from community.thread`;
	const [facts] = await site.sql<
		{ count: number }[]
	>`select count(*)::int as count from platform.event where name = 'comment.posted'`;
	process.stdout.write(
		JSON.stringify({ ids: rows.map((row) => row.id), counter: counter?.count, facts: facts?.count }),
	);
	await installation.close();
} else {
	const site = await installation.createSite('home', ['localhost']);
	const asSystem = site.context({ actor: system, locale: 'zh-TW' });
	const category = await createCategory(asSystem, { slug: 'talk', name: '聊聊' });
	const writers = await Promise.all(
		Array.from({ length: 16 }, async (_, number) => {
			const member = await createMember(asSystem, {
				name: `會員${number}`,
				email: `m${number}@example.com`,
				role: 'moderator',
			});
			const actor: Actor = {
				kind: 'member',
				member: member.id,
				name: `會員${number}`,
				handle: member.handle,
				role: 'moderator',
			};
			const ctx = site.context({ actor, locale: 'zh-TW' });
			const thread = await startThread(ctx, {
				category: category.id,
				title: `第 ${number} 個話題`,
				body: { text: '大家好，來聊聊。' },
			});
			return { ctx, thread: thread.id };
		}),
	);
	process.stdout.write('ready\n');
	await Promise.all(
		writers.map(async ({ ctx, thread }) => {
			for (let number = 0; ; number++) {
				const { id } = await postComment(
					{ ...ctx, now: new Date() },
					{ thread, body: { text: `第 ${number} 則，${Math.random()}` } },
				);
				process.stdout.write(`${id}\n`);
			}
		}),
	);
}
