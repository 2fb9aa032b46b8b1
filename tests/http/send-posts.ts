/**
 * Sends posts to the accounts of `publish-peer.ts`, whose address it gets in PEER, until it is killed. Arguments: posts of each
 * account; how many minutes its clock is ahead; `end` to go on with what was left until there is nothing, and to print what became of every post.
 */
import { z } from 'zod';
import '#app/networks.ts';
import { productJobs, productMigrations } from '#app/product.ts';
import { system } from '#platform/actor.ts';
import { command } from '#platform/context/command.ts';
import { openInstallation } from '#platform/installation/installation.ts';
import { createLog } from '#platform/log.ts';
import { readSettings } from '#platform/settings.ts';
import { keepAccount } from '#publishing/server/commands/keep-account.ts';
import { deliverPost, keepPosts } from '#publishing/server/index.ts';
import { sowMember, sowPost } from '#publishing/server/sow.ts';

const [each = '10', minutes = '0', end] = process.argv.slice(2);
const peer = JSON.parse(process.env['PEER'] ?? '{}') as {
	settings: Record<string, string>;
	accounts: { network: string; id: string; token: string }[];
};
let ahead = Number(minutes) * 60_000;
const installation = await openInstallation({
	settings: readSettings({ ...process.env, ...peer.settings }),
	log: createLog('error'),
	clock: () => new Date(Date.now() + ahead),
	jobs: productJobs,
	migrations: productMigrations(),
	worker: !end,
	join: false,
});
const first = (await installation.listSites()).length === 0;
const site = first ? await installation.createSite('home', ['localhost']) : await installation.site('home');
const now = () => site.context({ actor: system, locale: 'zh-TW' });
const listOpen = async (): Promise<number[]> => {
	const rows = await site.sql<{ id: number }[]>`
		select id from publishing.post where published is null and failed is null and unconfirmed is null order by id`;
	return rows.map(({ id }) => id);
};
const queueAll = command(z.object({ posts: z.array(z.number()) }), (ctx, { posts }) => {
	for (const post of posts) ctx.queue(deliverPost, { post });
	return Promise.resolve();
});

if (first) {
	const { member } = await sowMember(site.sql, '林佳穎', 'editor');
	const queued = new Date();
	for (const { network, id, token } of peer.accounts) {
		const connected = { id, name: id, url: null, connection: { token } };
		const { account } = await keepAccount(now(), { network, account: connected });
		for (let index = 0; index < Number(each); index++)
			await sowPost(site.sql, { account, text: `${network} ${id} 第 ${index} 則`, author: member, queued });
	}
}
// All lines at once, so that packets are full; the product's own round would come to them within a minute.
if (!end) await queueAll(now(), { posts: await listOpen() });
else {
	// What comes back under posts is another matter.
	await site.sql`update publishing.post set next_collect = null`;
	for (let round = 0; round < 60 && (await listOpen()).length; round++) {
		await keepPosts.run(now(), {});
		ahead += 10 * 60_000;
	}
	const posts = await site.sql`
		select text, published is not null as published, failed is not null as failed, unconfirmed is not null as unconfirmed
		from publishing.post`;
	process.stdout.write(`${JSON.stringify({ posts })}\n`);
	await installation.close();
}
