/**
 * Posts through bad days, in a process of its own. Arguments: data folder, number of posts. Writes one line of JSON for each
 * network: what became of them.
 */
import { openPlace } from '../place.ts';
import { system } from '#platform/actor.ts';
import { silent } from '#platform/log.ts';
import { publishThrough } from '#testing/publish-through.ts';
import { everyWorld } from '#testing/publish-worlds.ts';

const [data = '', posts = '100'] = process.argv.slice(2);
const installation = await openPlace(data);
const site = await installation.createSite('home', ['localhost']);
const place = {
	sql: site.sql,
	system: (now: Date) => ({ ...site.context({ actor: system, locale: 'zh-TW', now }), log: silent }),
};
for (const world of everyWorld()) {
	await world.open();
	const begun = performance.now();
	const result = await publishThrough(world, place, { posts: Number(posts), seed: 7 });
	const seconds = (performance.now() - begun) / 1000;
	process.stdout.write(`${JSON.stringify({ network: world.name, tells: world.tells, seconds, ...result })}\n`);
	await world.close();
	await site.sql`truncate publishing.account, publishing.post, publishing.allowance cascade`;
}
await installation.close();
process.exit(0);
