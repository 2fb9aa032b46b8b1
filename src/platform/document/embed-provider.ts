/** Something of another place that can be shown on ours. */
export interface Embed {
	provider: string;
	/** Proper name of the place, the same in every language. */
	name: string;
	/** Public address, without what tracks. */
	url: string;
	/** Address to load in a frame after a click, or null when there is only the link. */
	frame: string | null;
}

interface Provider {
	/** Proper name, the same in every language. */
	name: string;
	hosts: readonly string[];
	find: (url: URL) => { url: string; frame: string | null } | null;
}

const keep = (url: URL, names: readonly string[]): string => {
	const kept = new URLSearchParams();
	for (const name of names) {
		const value = url.searchParams.get(name);
		if (value) kept.set(name, value);
	}
	return kept.size ? `?${kept}` : '';
};

/** Places whose content may be embedded by its link, by key. */
export const embedProviders: Record<string, Provider> = {
	youtube: {
		name: 'YouTube',
		hosts: ['youtube.com', 'www.youtube.com', 'm.youtube.com', 'youtu.be', 'www.youtube-nocookie.com'],
		find: (url) => {
			const path = url.hostname === 'youtu.be' ? /^\/([\w-]{11})\/?$/ : /^\/(?:shorts|live|embed|v)\/([\w-]{11})\/?$/;
			const id = path.exec(url.pathname)?.[1] ?? url.searchParams.get('v') ?? '';
			if (!/^[\w-]{11}$/.test(id)) return null;
			return { url: `https://www.youtube.com/watch?v=${id}`, frame: `https://www.youtube-nocookie.com/embed/${id}` };
		},
	},
	instagram: {
		name: 'Instagram',
		hosts: ['instagram.com', 'www.instagram.com'],
		find: (url) => {
			const [, kind, code] = /^\/(?:[\w.]+\/)?(p|reel|tv)\/([\w-]{5,40})(?:\/|$)/.exec(url.pathname) ?? [];
			if (!kind || !code) return null;
			const address = `https://www.instagram.com/${kind}/${code}/`;
			return { url: address, frame: `${address}embed/` };
		},
	},
	facebook: {
		name: 'Facebook',
		hosts: ['facebook.com', 'www.facebook.com', 'm.facebook.com', 'web.facebook.com', 'fb.watch'],
		find: (url) => {
			if (url.hostname === 'fb.watch')
				return /^\/[\w-]{6,}\/?$/.test(url.pathname) ? { url: `https://fb.watch${url.pathname}`, frame: null } : null;
			const video = /^\/(?:watch\/?$|reel\/\d+|[^/]+\/videos\/)/.test(url.pathname);
			const post = /^\/(?:[^/]+\/(?:posts|photos)\/|permalink\.php|story\.php|photo(?:\.php|\/)?$|share\/)/.test(
				url.pathname,
			);
			if (!video && !post) return null;
			const address = `https://www.facebook.com${url.pathname}${keep(url, ['v', 'story_fbid', 'fbid', 'id'])}`;
			return {
				url: address,
				frame: `https://www.facebook.com/plugins/${video ? 'video' : 'post'}.php?href=${encodeURIComponent(address)}`,
			};
		},
	},
	x: {
		name: 'X',
		hosts: ['x.com', 'www.x.com', 'twitter.com', 'www.twitter.com', 'mobile.twitter.com'],
		find: (url) => {
			const [, user, id] = /^\/(\w{1,20})\/status\/(\d{5,25})(?:\/|$)/.exec(url.pathname) ?? [];
			if (!user || !id) return null;
			return {
				url: `https://x.com/${user}/status/${id}`,
				frame: `https://platform.twitter.com/embed/Tweet.html?id=${id}&dnt=true`,
			};
		},
	},
	threads: {
		name: 'Threads',
		hosts: ['threads.net', 'www.threads.net', 'threads.com', 'www.threads.com'],
		find: (url) => {
			const [, user, code] = /^\/@([\w.]{1,40})\/post\/([\w-]{5,40})(?:\/|$)/.exec(url.pathname) ?? [];
			if (!user || !code) return null;
			const address = `https://www.threads.com/@${user}/post/${code}`;
			return { url: address, frame: `${address}/embed` };
		},
	},
	spotify: {
		name: 'Spotify',
		hosts: ['open.spotify.com'],
		find: (url) => {
			const path =
				/^\/(?:intl-[a-z-]+\/)?(?:embed\/)?((?:track|album|playlist|episode|show|artist)\/\w{10,40})\/?$/.exec(
					url.pathname,
				)?.[1];
			return path ? { url: `https://open.spotify.com/${path}`, frame: `https://open.spotify.com/embed/${path}` } : null;
		},
	},
	'google-maps': {
		name: 'Google Maps',
		hosts: [
			'www.google.com',
			'google.com',
			'www.google.com.tw',
			'google.com.tw',
			'maps.google.com',
			'maps.app.goo.gl',
			'goo.gl',
		],
		find: (url) => {
			// A shortened address says nothing about the place without asking Google, which only the reader may decide.
			if (url.hostname === 'maps.app.goo.gl')
				return /^\/\w{6,}$/.test(url.pathname) ? { url: `https://maps.app.goo.gl${url.pathname}`, frame: null } : null;
			if (url.hostname === 'goo.gl')
				return /^\/maps\/\w{4,}$/.test(url.pathname) ? { url: `https://goo.gl${url.pathname}`, frame: null } : null;
			if (url.hostname !== 'maps.google.com' && !/^\/maps(?:\/|$)/.test(url.pathname)) return null;
			const [, named] = /^\/maps\/(?:place|search)\/([^/]+)/.exec(url.pathname) ?? [];
			const [, point] = /\/@(-?[\d.]+,-?[\d.]+)/.exec(url.pathname) ?? [];
			// Read and written anew, so that a place cannot add to the question.
			const place = named === undefined ? (url.searchParams.get('q') ?? point) : decoded(named.replaceAll('+', ' '));
			const embedded = /^\/maps\/embed/.test(url.pathname)
				? `https://www.google.com/maps/embed${keep(url, ['pb'])}`
				: null;
			const address =
				embedded ??
				`https://www.google.com${url.hostname === 'maps.google.com' ? '/maps' : url.pathname}${keep(url, ['q', 'query', 'query_place_id', 'api'])}`;
			return {
				url: address,
				frame: embedded ?? (place ? `https://www.google.com/maps?q=${encodeURIComponent(place)}&output=embed` : null),
			};
		},
	},
};

function decoded(text: string): string {
	try {
		return decodeURIComponent(text);
	} catch {
		return text;
	}
}

/** The hosts from which a page may load a frame, all of them. The security policy of a page allows those it needs. */
export const frameHosts = [
	'www.youtube-nocookie.com',
	'www.instagram.com',
	'www.facebook.com',
	'platform.twitter.com',
	'www.threads.com',
	'open.spotify.com',
	'www.google.com',
] as const;

/** What a public address shows when it can be embedded, or null. The provider comes from the address, never from the asker. */
export function findEmbed(value: unknown): Embed | null {
	if (typeof value !== 'string' || value.length > 2_048 || !/^https?:\/\/\S+$/.test(value) || !URL.canParse(value))
		return null;
	const url = new URL(value);
	if (url.username || url.password || url.port) return null;
	for (const [provider, { name, hosts, find }] of Object.entries(embedProviders)) {
		if (!hosts.includes(url.hostname)) continue;
		const found = find(url);
		if (found) return { provider, name, ...found };
	}
	return null;
}
