/** What an old address answers: moved for good, moved for now, gone. */
export const redirectStatuses = [301, 302, 410] as const;
export type RedirectStatus = (typeof redirectStatuses)[number];

/** An old address: its path and, where it matters, its query. */
export interface OldAddress {
	path: string;
	query: string;
}

/** Why an address cannot be used; a sentence `redirect.refusal.NAME` says it. */
export type Refusal =
	| 'from-missing'
	| 'from-elsewhere'
	| 'from-reserved'
	| 'from-answers'
	| 'from-too-long'
	| 'target-missing'
	| 'target-unneeded'
	| 'target-unsafe'
	| 'target-too-long'
	| 'status'
	| 'loop'
	| 'twice';

/** Doors and rooms of the product that nobody may be led away from. */
const rooms =
	/^\/(?:console|setup|account|login|logout|join|api|webhooks?|webmention|oauth|go|r|media|preview|practice|language|_app|healthz|readyz|metrics|\.well-known|robots\.txt|sitemap[^/]*\.xml|llms\.txt)(?:\/|$)/i;

/** Pages that always answer, so that a redirect from them would never be asked for. */
const answering = /^\/(?:articles|community|feed\.(?:xml|rss|json))?$/;

/** Signs that turn an address into another one for some reader of it: control characters, spaces, backslashes. */
const unsafe = /[\u0000- \u007f\\]/;

/** One path however it was encoded: `%e9%86%ac`, `%E9%86%AC` and `醬` are the same. A slash at the end is left out. */
export function plainPath(path: string): string {
	const parts = path.split('/').map((part) => {
		try {
			return encodeURIComponent(decodeURIComponent(part).normalize('NFC'));
		} catch {
			return encodeURIComponent(part);
		}
	});
	return parts.join('/').replace(/(?!^)\/+$/, '') || '/';
}

/** An old address as it is kept. It may be whole (with this site's own host) or begin with a slash. */
export function readOldAddress(text: string, siteUrl: string): OldAddress | Refusal {
	const local = withoutHost(text.trim(), siteUrl);
	if (!local) return 'from-missing';
	if (!local.startsWith('/') || /^\/[/\\]/.test(local) || unsafe.test(local)) return 'from-elsewhere';
	const [address = ''] = local.split('#', 1);
	const mark = address.indexOf('?');
	const path = plainPath(mark === -1 ? address : address.slice(0, mark));
	const query = mark === -1 ? '' : address.slice(mark + 1);
	if (path.length > 2000 || query.length > 500) return 'from-too-long';
	if (rooms.test(decodeOrKeep(path))) return 'from-reserved';
	if (answering.test(path) && !(path === '/' && query)) return 'from-answers';
	return { path, query };
}

/**
 * Where an old address leads, as it is kept: a path of this site or an https address of another. What a browser could
 * read as another host (`//`, `/\`, user names, control characters) is refused.
 */
export function readTarget(text: string, siteUrl: string): { target: string } | Refusal {
	const local = withoutHost(text.trim(), siteUrl);
	if (!local) return 'target-missing';
	if (local.length > 2000) return 'target-too-long';
	if (unsafe.test(local)) return 'target-unsafe';
	if (local.startsWith('/')) {
		if (local.startsWith('//')) return 'target-unsafe';
		const [, path = '', rest = ''] = /^([^?#]*)(.*)$/.exec(local) ?? [];
		return { target: plainPath(path) + rest };
	}
	if (!/^https:\/\/[^/]/i.test(local) || !URL.canParse(local)) return 'target-unsafe';
	const url = new URL(local);
	return url.username || url.password ? 'target-unsafe' : { target: url.href };
}

/** What the database is asked for a target that may itself have moved; null for another site's address. */
export function targetAddress(target: string): OldAddress | null {
	if (!target.startsWith('/')) return null;
	const [address = ''] = target.split('#', 1);
	const mark = address.indexOf('?');
	return {
		path: plainPath(mark === -1 ? address : address.slice(0, mark)),
		query: mark === -1 ? '' : address.slice(mark + 1),
	};
}

function withoutHost(text: string, siteUrl: string): string {
	const own = [siteUrl, siteUrl.replace(/^https:/, 'http:'), siteUrl.replace(/^http:/, 'https:')];
	for (const start of own) {
		if (text === start) return '/';
		if (text.startsWith(`${start}/`) || text.startsWith(`${start}?`))
			return text.slice(start.length).replace(/^\?/, '/?');
	}
	return text;
}

function decodeOrKeep(path: string): string {
	try {
		return decodeURIComponent(path);
	} catch {
		return path;
	}
}
