/** Has a hundred comments wait in the queue of a running demo: ten members complain of ten each. */
import { openProduct } from '#app/run.ts';
import { system, type Actor } from '#platform/actor.ts';
import { readSettings } from '#platform/settings.ts';
import { postComment } from '#community/server/index.ts';
import { createMember } from '#membership/server/index.ts';
import { flagComment } from '#moderation/server/index.ts';

const installation = await openProduct(readSettings(process.env), { worker: false, join: true });
const site = await installation.site('demo');
const ctx = site.context({ actor: system, locale: 'zh-TW' });
const [thread] = await site.sql<{ id: number }[]>`
	select id from community.thread where category is not null and hidden is null and closed is null order by id limit 1`;
const joined = new Date(Date.now() - 40 * 86_400_000);
for (let number = 0; number < 10; number++) {
	const name = `檢舉人 ${number}`;
	const { id, handle } = await createMember(ctx, { name, email: `flag${number}@example.com`, role: 'member', joined });
	const actor: Actor = { kind: 'member', member: id, name, handle, role: 'member' };
	const [writer] = await site.sql<{ id: number }[]>`
		select id from membership.member where role = 'member' and id <> ${id} order by id limit 1`;
	for (let turn = 0; turn < 10; turn++) {
		const said = {
			thread: thread?.id ?? 0,
			author: writer?.id ?? 0,
			body: { text: `等著看的第 ${number * 10 + turn} 句` },
		};
		const { id: comment } = await postComment(ctx, said);
		await flagComment(site.context({ actor, locale: 'zh-TW' }), { comment, reason: 'spam' });
	}
}
await installation.close();
