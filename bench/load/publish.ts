/**
 * Posts through bad days, in a process of its own. Arguments: data folder, number of posts, seed, names of networks with commas
 * between them (none: every one). Writes one line of JSON for each network: what became of them.
 */
import { openPlace } from '../place.ts';
import { system } from '#platform/actor.ts';
import { silent } from '#platform/log.ts';
import { publishThrough } from '#testing/publish-through.ts';
import { everyWorld } from '#testing/publish-worlds.ts';

const [data = '', posts = '100', seed = '7', networks = ''] = process.argv.slice(2);
const chosen = networks.split(',').filter(Boolean);
const installation = await openPlace(data);
const site = await installation.createSite('home', ['localhost']);
const place = {
	sql: site.sql,
	system: (now: Date) => ({ ...site.context({ actor: system, locale: 'zh-TW', now }), log: silent }),
};
for (const world of everyWorld().filter(({ name }) => !chosen.length || chosen.includes(name))) {
	await world.open();
	const begun = performance.now();
	const result = await publishThrough(world, place, { posts: Number(posts), seed: Number(seed) });
	const seconds = (performance.now() - begun) / 1000;
	process.stdout.write(`${JSON.stringify({ network: world.name, tells: world.tells, seconds, ...result })}\n`);
	await world.close();
	await site.sql`truncate publishing.account, publishing.post, publishing.allowance cascade`;
}
await installation.close();
process.exit(0);
