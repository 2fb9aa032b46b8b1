/** Lets an hour go by for every session of a running product: its holder proved who they are that long ago. */
import { openProduct } from '#app/run.ts';
import { readSettings } from '#platform/settings.ts';

const installation = await openProduct(readSettings(process.env), { worker: false, join: true });
for (const { name } of await installation.listSites()) {
	const site = await installation.site(name);
	await site.sql`update membership.session set opened = opened - interval '1 hour'`;
}
await installation.close();
