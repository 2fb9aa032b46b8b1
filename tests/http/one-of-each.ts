/** Beside a running product: makes one member of each role, and prints for each the link that signs them in. */
import { openProduct } from '#app/run.ts';
import { roles, system } from '#platform/actor.ts';
import { readSettings } from '#platform/settings.ts';
import { createMember, createSignInLink } from '#membership/server/index.ts';

const installation = await openProduct(readSettings(process.env), { worker: false, join: true });
const ctx = (await installation.site('home')).context({ actor: system, locale: 'zh-TW' });
const links: Record<string, string> = {};
for (const role of roles) {
	const { id } = await createMember(ctx, { name: role, email: `${role}@each.example`, role });
	links[role] = (await createSignInLink(ctx, { member: id })).path;
}
process.stdout.write(JSON.stringify(links));
await installation.close();
