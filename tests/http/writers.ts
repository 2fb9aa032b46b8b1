/**
 * Beside a running product: makes sixteen moderators, whose pace nobody slows down, and prints for each where one has started
 * a thread and the link that signs them in. With `count`: what is kept of the comments, as JSON.
 */
import { openProduct } from '#app/run.ts';
import { system, type Actor } from '#platform/actor.ts';
import { readSettings } from '#platform/settings.ts';
import { createMember, createSignInLink } from '#membership/server/index.ts';
import { startThread } from '#community/server/index.ts';

const installation = await openProduct(readSettings(process.env), { worker: false, join: true });
const site = await installation.site('home');
if (process.argv[2] === 'count') {
	const rows = await site.sql<{ id: number; text: string }[]>`
		select id, body_text as text from community.comment order by id`;
	const [counter] = await site.sql<{ count: number }[]>`select sum(comment_count)::int as count from community.thread`;
	const [facts] = await site.sql<
		{ count: number }[]
	>`select count(*)::int as count from platform.event where name = 'comment.posted'`;
	process.stdout.write(JSON.stringify({ rows, counter: counter?.count, facts: facts?.count }));
} else {
	const asSystem = site.context({ actor: system, locale: 'zh-TW' });
	const writers = await Promise.all(
		Array.from({ length: 16 }, async (_, number) => {
			const name = `會員${number}`;
			const member = await createMember(asSystem, { name, email: `m${number}@example.com`, role: 'moderator' });
			const actor: Actor = { kind: 'member', member: member.id, name, handle: member.handle, role: 'moderator' };
			const { path } = await startThread(site.context({ actor, locale: 'zh-TW' }), {
				category: 1,
				title: `第 ${number} 個話題`,
				body: { text: '大家好，來聊聊。' },
			});
			return { thread: path, link: (await createSignInLink(asSystem, { member: member.id })).path };
		}),
	);
	process.stdout.write(JSON.stringify(writers));
}
await installation.close();
