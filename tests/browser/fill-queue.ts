/**
 * Has a hundred comments wait in the queue of a running demo: ten members complain of ten each. With `few`: one of four comments of
 * somebody loud, and a private message that was handed over; prints where the four stand.
 */
import { openProduct } from '#app/run.ts';
import { system, type Actor } from '#platform/actor.ts';
import { readSettings } from '#platform/settings.ts';
import { postComment, startThread } from '#community/server/index.ts';
import { createMember } from '#membership/server/index.ts';
import { beginTalk } from '#message/server/index.ts';
import { flagComment, reportMessage } from '#moderation/server/index.ts';

const installation = await openProduct(readSettings(process.env), { worker: false, join: true });
const site = await installation.site('demo');
const ctx = site.context({ actor: system, locale: 'zh-TW' });
const joined = new Date(Date.now() - 40 * 86_400_000);
async function person(name: string, email: string) {
	const { id, handle } = await createMember(ctx, { name, email, role: 'member', joined });
	const actor: Actor = { kind: 'member', member: id, name, handle, role: 'member' };
	return { id, handle, as: site.context({ actor, locale: 'zh-TW' }) };
}
if (process.argv[2] === 'few') {
	const [loud, quiet] = [await person('大聲公', 'loud@example.com'), await person('安靜的人', 'quiet@example.com')];
	const [place] = await site.sql<{ id: number }[]>`
		select id from community.category where kinds @> array['discussion'] order by id limit 1`;
	const title = '今天的缸邊閒聊';
	const { id: talk, path } = await startThread(ctx, {
		...{ category: place?.id ?? 0, author: quiet.id, kind: 'discussion', title, body: { text: '大家好嗎？' } },
	});
	const said = [];
	for (const number of [1, 2, 3, 4])
		said.push(await postComment(ctx, { thread: talk, author: loud.id, body: { text: `便宜手錶第 ${number} 支` } }));
	await flagComment(quiet.as, { comment: said[0]?.id ?? 0, reason: 'spam' });
	const { talk: letters } = await beginTalk(loud.as, { to: quiet.handle, text: '我家也有便宜手錶。' });
	const [letter] = await site.sql<{ id: number }[]>`select id from message.message where talk = ${letters} limit 1`;
	await reportMessage(quiet.as, { message: letter?.id ?? 0, reason: 'spam' });
	process.stdout.write(path);
	await installation.close();
	process.exit();
}
const [thread] = await site.sql<{ id: number }[]>`
	select id from community.thread where category is not null and hidden is null and closed is null order by id limit 1`;
for (let number = 0; number < 10; number++) {
	const { id, as } = await person(`檢舉人 ${number}`, `flag${number}@example.com`);
	const [writer] = await site.sql<{ id: number }[]>`
		select id from membership.member where role = 'member' and id <> ${id} order by id limit 1`;
	for (let turn = 0; turn < 10; turn++) {
		const said = {
			thread: thread?.id ?? 0,
			author: writer?.id ?? 0,
			body: { text: `等著看的第 ${number * 10 + turn} 句` },
		};
		const { id: comment } = await postComment(ctx, said);
		await flagComment(as, { comment, reason: 'spam' });
	}
}
await installation.close();
