import { setTimeout as pause } from 'node:timers/promises';
import { z } from 'zod';
import type { OutsideAnswer } from '#platform/outside/ask-outside.ts';
import { Problem } from '#platform/problem.ts';
import { htmlText } from '#transfer/reading/html-text.ts';
import { askOldPlace } from '#transfer/reading/ask-old-place.ts';
import type { ReadingOptions, ReadingWorld } from '#transfer/source.ts';

/** A WordPress site as its REST API answers. */
export interface RestApi {
	/** The site's own address, without a slash at the end, and its name. */
	home: string;
	name: string;
	/** True: somebody who may edit is asking, so that everything is told as it is kept. */
	signedIn: boolean;
	/** Whether a collection of things is there at all, and how many it has. */
	count(route: string, query?: Record<string, string>): Promise<number>;
	/** The kinds of content that the site has, by their names there. */
	types(): Promise<string[]>;
	/** The orders of things that the site has: their names there, and the routes of their terms. */
	taxonomies(): Promise<{ name: string; route: string }[]>;
	/** All of a collection, by their number, a hundred at a time. */
	each(route: string, query?: Record<string, string>): AsyncGenerator<Record<string, unknown>>;
}

/** Things of one question; the API gives no more. */
const perPage = 100;
/** Bytes of one answer: a hundred long articles. */
const most = 64 * 1024 * 1024;
/** Milliseconds to wait before a question is asked again that the site had no time for. */
const waits = [1_000, 5_000, 20_000];

const Root = z.object({ home: z.url(), name: z.string().default(''), namespaces: z.array(z.string()) });
const Taxonomies = z.record(z.string(), z.looseObject({ rest_base: z.string() }));

/**
 * Finds the API of a site by its address: `/wp-json/`, or `?rest_route=` where addresses are not readable there. Throws
 * Problem `transfer.no-rest`, and what `askOldPlace` throws.
 */
export async function openRestApi(place: string, options: ReadingOptions, world: ReadingWorld): Promise<RestApi> {
	const base = place.replace(/\/+$/, '');
	for (const address of [
		(route: string) => `${base}/wp-json${route}`,
		(route: string) => `${base}/?rest_route=${route}`,
	]) {
		const answer = await askOldPlace(address('/'), options, world, { most: 8_000_000 });
		const root = Root.safeParse(answer.status === 200 ? parse(answer.text) : null);
		if (!root.success || !root.data.namespaces.includes('wp/v2')) continue;
		// The address that really answered: from `http` to `https`, with or without `www`.
		const found = new URL(answer.url);
		const at = (route: string, query: Record<string, string>): string => {
			const url = new URL(found.searchParams.has('rest_route') ? found : new URL('wp-json', `${base}/`));
			if (!found.searchParams.has('rest_route')) {
				url.protocol = found.protocol;
				url.host = found.host;
				url.pathname = found.pathname.replace(/\/?$/, route);
			} else url.searchParams.set('rest_route', route);
			for (const [name, value] of Object.entries(query)) url.searchParams.set(name, value);
			return url.href;
		};
		return api({ ...root.data, home: root.data.home.replace(/\/+$/, '') }, at, options, world);
	}
	throw new Problem('transfer.no-rest', 422, { address: base });
}

function api(
	{ home, name }: { home: string; name: string },
	at: (route: string, query: Record<string, string>) => string,
	options: ReadingOptions,
	world: ReadingWorld,
): RestApi {
	const { user } = options;
	const { password } = world;
	const signedIn = user !== undefined && password !== undefined;
	const headers: Record<string, string> = { accept: 'application/json' };
	if (signedIn) headers['authorization'] = `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`;

	const ask = async (route: string, query: Record<string, string>): Promise<OutsideAnswer> => {
		const address = at(`/wp/v2/${route}`, { ...query, ...(signedIn ? { context: 'edit' } : {}) });
		if (signedIn && !address.startsWith('https:') && !options.privateToo)
			throw new Problem('transfer.rest-unsafe', 422, { address: new URL(address).origin });
		for (let tried = 0; ; tried++) {
			// A password goes to the address that was named and to no other: no redirect is followed.
			const answer = await askOldPlace(address, options, world, { most, timeout: 60_000, redirects: 0, headers });
			if (![429, 502, 503, 504].includes(answer.status) || tried >= waits.length) return answer;
			const asked = Number(answer.headers['retry-after']) * 1_000;
			await pause(Math.min(asked > 0 ? asked : (waits[tried] ?? 0), 60_000), undefined, { signal: world.signal });
		}
	};
	const refused = ({ status, text }: OutsideAnswer, route: string): Problem => {
		const said = parse(text) as { code?: unknown; message?: unknown } | null;
		const reason = typeof said?.message === 'string' ? said.message.slice(0, 200) : '';
		return new Problem('transfer.rest-refused', 502, { route, status, reason });
	};
	return {
		home,
		name: htmlText(name),
		signedIn,
		async count(route, query = {}) {
			const answer = await ask(route, { ...query, per_page: '1' });
			if (answer.status === 404) return 0;
			if (answer.status !== 200) throw refused(answer, route);
			return Number(answer.headers['x-wp-total']) || 0;
		},
		async types() {
			const answer = await ask('types', {});
			const found = answer.status === 200 ? parse(answer.text) : null;
			return found && typeof found === 'object' ? Object.keys(found).slice(0, 200) : [];
		},
		async taxonomies() {
			const answer = await ask('taxonomies', {});
			const found = Taxonomies.safeParse(answer.status === 200 ? parse(answer.text) : null);
			return Object.entries(found.data ?? {})
				.slice(0, 50)
				.map(([called, { rest_base: route }]) => ({ name: called, route }));
		},
		async *each(route, query = {}) {
			for (let page = 1, pages = 1; page <= pages; page++) {
				const asked = { orderby: 'id', order: 'asc', ...query, per_page: String(perPage), page: String(page) };
				const answer = await ask(route, asked);
				// Something was deleted meanwhile, and with it the last page.
				if (answer.status === 400 && page > 1 && /invalid_page_number/.test(answer.text)) return;
				const rows = answer.status === 200 ? parse(answer.text) : null;
				if (!Array.isArray(rows)) throw refused(answer, route);
				pages = Math.min(Number(answer.headers['x-wp-totalpages']) || 1, 100_000);
				yield* rows as Record<string, unknown>[];
			}
		},
	};
}

/** JSON, whatever a plug-in printed before it; null where there is none. */
function parse(text: string): unknown {
	try {
		return JSON.parse(text.replace(/^\uFEFF/, ''));
	} catch {
		return null;
	}
}
