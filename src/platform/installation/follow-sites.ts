import type { SiteRecord } from '#platform/installation/control.ts';
import type { Log } from '#platform/log.ts';

/** Pause between two looks at the list of sites, in milliseconds. */
const lookEvery = 2_000;

/**
 * Looks for sites that other processes made and opens each once; one that could not be opened is tried again at the next look. One
 * that is no more is closed. Returns how to stop, which waits for what is being opened. Looking, not listening: new sites are rare,
 * one short question is nothing, and it cannot be missed.
 */
export function followSites(
	list: () => Promise<readonly SiteRecord[]>,
	{ open, close }: { open: (site: SiteRecord) => Promise<unknown>; close: (name: string) => Promise<void> },
	log: Log,
	pause = lookEvery,
): () => Promise<void> {
	const opened = new Set<string>();
	let looking: Promise<void> | null = null;

	async function look(): Promise<void> {
		const sites = await list();
		// One that was removed may be made again under its name.
		const there = new Set(sites.map(({ name }) => name));
		for (const gone of [...opened].filter((name) => !there.has(name))) {
			opened.delete(gone);
			await close(gone);
		}
		for (const site of sites.filter(({ name }) => !opened.has(name))) {
			try {
				await open(site);
				opened.add(site.name);
			} catch (error) {
				log.error('a new site could not be opened', { site: site.name, error });
			}
		}
	}
	const timer = setInterval(() => {
		looking ??= look()
			.catch((error: unknown) => log.warn('the list of sites could not be read', { error }))
			.finally(() => (looking = null));
	}, pause);
	timer.unref();
	return async () => {
		clearInterval(timer);
		await looking;
	};
}
