/** Beside a running product: two members and a moderator, and a conversation of theirs; prints where it is and the links that sign them in. */
import { openProduct } from '#app/run.ts';
import { system, type Actor, type Role } from '#platform/actor.ts';
import { readSettings } from '#platform/settings.ts';
import { startThread } from '#community/server/index.ts';
import { createMember, createSignInLink, keepGroup } from '#membership/server/index.ts';

const installation = await openProduct(readSettings(process.env), { worker: false, join: true });
const site = await installation.site('home');
const ctx = site.context({ actor: system, locale: 'zh-TW' });
const joined = new Date(Date.now() - 40 * 86_400_000);
async function person(name: string, role: Role) {
	const { id, handle } = await createMember(ctx, {
		name,
		email: `${Buffer.from(name).toString('hex')}@example.com`,
		role,
		joined,
	});
	const actor: Actor = { kind: 'member', member: id, name, handle, role };
	return { actor, link: (await createSignInLink(ctx, { member: id })).path };
}
const mei = await person('小美', 'member');
const chen = await person('阿誠', 'member');
const boss = await person('版主', 'moderator');
/** Begun a while ago: whoever has just begun something waits some seconds before they speak. */
const earlier = (actor: Actor) => site.context({ actor, locale: 'zh-TW', now: new Date(Date.now() - 10 * 60_000) });
const { path } = await startThread(earlier(chen.actor), {
	category: 1,
	kind: 'question',
	title: '水溫要開幾度？',
	body: { text: '今天變冷了，大家的缸都還好嗎？' },
});
await keepGroup(site.context({ actor: system, locale: 'zh-TW' }), {
	handle: '試味道',
	name: '試味道的人',
	calledBy: 'members',
});
const idea = await startThread(earlier(boss.actor), {
	category: 1,
	kind: 'idea',
	title: '出一支補充包',
	body: { text: '瓶子可以一直用，只買裡面的。' },
});
const poll = await startThread(earlier(mei.actor), {
	category: 1,
	kind: 'poll',
	title: '下次做哪一種？',
	body: { text: '想聽聽大家怎麼說。' },
	poll: { choices: ['薄鹽', '辣味'], results: 'voted' },
});
process.stdout.write(
	JSON.stringify({ path, idea: idea.path, poll: poll.path, mei: mei.link, chen: chen.link, boss: boss.link }),
);
await installation.close();
