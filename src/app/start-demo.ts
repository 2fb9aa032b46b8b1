import { system } from '#platform/actor.ts';
import type { Installation } from '#platform/installation/installation.ts';
import type { OpenSite } from '#platform/installation/open-site.ts';
import { Problem } from '#platform/problem.ts';
import { createSignInLink } from '#membership/server/index.ts';
import { readProgress } from '#app/sample-brand/story.ts';

/** Name of the site that shows the sample brand. */
export const demoName = 'demo';
/** Where it answers when another site has the installation's own host. Browsers resolve it to this machine (RFC 6761). */
const secondHost = 'demo.localhost';

/**
 * Makes the site `demo` unless it is there, fills it with the sample brand unless that is done, and returns the address
 * of a link that signs its owner in once. `tellWaiting` is called when there is something to wait for.
 */
export async function startDemo(installation: Installation, tellWaiting: () => void): Promise<string> {
	const site = await openDemo(installation);
	const ctx = site.context({ actor: system, locale: 'zh-TW' });
	if (!(await readProgress(ctx))?.done) tellWaiting();
	// Loaded only when it is wanted.
	const { fillSampleBrand } = await import('#app/sample-brand/fill.ts');
	const { owner } = await fillSampleBrand(site, ctx.now);
	const { path } = await createSignInLink(site.context({ actor: system, locale: 'zh-TW' }), { member: owner });
	return site.handle.url + path;
}

async function openDemo(installation: Installation): Promise<OpenSite> {
	const sites = await installation.listSites();
	if (sites.some(({ name }) => name === demoName)) return installation.site(demoName);
	const main = new URL(installation.product.settings.publicUrl ?? 'http://localhost').hostname;
	const host = sites.some(({ hosts }) => hosts.includes(main)) ? secondHost : main;
	try {
		return await installation.createSite(demoName, [host]);
	} catch (error) {
		// Another process was faster.
		if (error instanceof Problem && error.code === 'site.taken') return installation.site(demoName);
		throw error;
	}
}
