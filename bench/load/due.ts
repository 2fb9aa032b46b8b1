/**
 * Posts that come due within one minute, every second one with a link home, sent by a worker of the product in this process.
 * Arguments: data folder, number of posts, address of the network. Writes one line of JSON: what was due, and when.
 */
import { z } from 'zod';
import { productJobs, productMigrations } from '#app/product.ts';
import { system } from '#platform/actor.ts';
import { systemClock } from '#platform/clock.ts';
import { command } from '#platform/context/command.ts';
import { openInstallation } from '#platform/installation/installation.ts';
import { createLog } from '#platform/log.ts';
import { offerNetworks } from '#network/known-networks.ts';
import { keepAccount } from '#publishing/server/commands/keep-account.ts';
import { sendAt } from '#publishing/server/jobs/send-variant.ts';
import { placeSettings } from '../place.ts';
import { random } from '../seed/random.ts';
import { dueNetwork } from './due-network.ts';

const [data = '', wanted = '10000', url = ''] = process.argv.slice(2);
/** Posts of one account within the minute: a few less than its network allows on the average. */
const each = 50;
const accounts = Math.max(1, Math.round(Number(wanted) / each));
const minute = 60_000;

offerNetworks([dueNetwork(url)]);
const installation = await openInstallation({
	settings: placeSettings(data),
	log: createLog('error'),
	clock: systemClock,
	jobs: productJobs,
	migrations: productMigrations(),
	worker: true,
	join: true,
});
const site = await installation.createSite('home', ['localhost']);
const context = () => site.context({ actor: system, locale: 'zh-TW' });
const ids: number[] = [];
for (let index = 0; index < accounts; index++) {
	const account = { id: `a${index}`, name: `a${index}`, url: null, connection: { token: 'x' } };
	ids.push((await keepAccount(context(), { network: 'due', account })).account);
}
const roll = random(7).next;
const begins = Date.now() + Math.max(20_000, accounts * 150);
const due = ids.flatMap((account, index) =>
	Array.from({ length: each }, (_, post) => ({
		account,
		name: `a${index}`,
		text: `第 ${post} 則，${index}`,
		link: post % 2 === 0,
		due: new Date(begins + Math.floor(roll() * minute)),
	})),
);
const schedule = command(z.object({ from: z.number() }), async (ctx, { from }) => {
	for (const { account, text, link, due: at } of due.slice(from, from + 500)) {
		const { id: draft } = await ctx.db
			.insertInto('publishing.draft')
			.values({ key: `due${account}-${text}`, text, target: link ? '/' : null, created: ctx.now, changed: ctx.now })
			.returning('id')
			.executeTakeFirstOrThrow();
		const { id } = await ctx.db
			.insertInto('publishing.variant')
			.values({ draft, account, text, due: at })
			.returning('id')
			.executeTakeFirstOrThrow();
		sendAt(ctx, id, at);
	}
});
for (let from = 0; from < due.length; from += 500) await schedule(context(), { from });
const late = Date.now() > begins;
const before = process.cpuUsage();
const open = async (): Promise<number> => {
	const [row] = await site.sql<{ n: number }[]>`
		select (select count(*) from publishing.variant where posted is null and refused is null)::int
			+ (select count(*) from publishing.post where published is null and failed is null and unconfirmed is null)::int as n`;
	return row?.n ?? 0;
};
const end = begins + 20 * minute;
do await new Promise((resolve) => setTimeout(resolve, 2_000));
while (Date.now() < end && (Date.now() < begins + minute || (await open()) > 0));
const left = await open();
const [failed] = await site.sql<
	{ n: number }[]
>`select count(*)::int as n from publishing.post where failed is not null or unconfirmed is not null`;
const seconds = ({ user, system: kernel }: NodeJS.CpuUsage): number => (user + kernel) / 1e6;
process.stdout.write(
	`${JSON.stringify({ late, left, cpu: seconds(process.cpuUsage(before)), failed: failed?.n ?? 0, due: due.map(({ name, text, due: at }) => ({ account: name, text, due: at.getTime() })) })}\n`,
);
await installation.close();
process.exit(0);
