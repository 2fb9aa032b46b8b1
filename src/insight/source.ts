import { sourceRules, wayBackHosts, type Channel } from '#insight/source-rules.ts';

/** Where a visit came from. */
export interface Source {
	/** A rule's name (`facebook`), what `utm_source` said, a host name, or `direct`. */
	source: string;
	channel: Channel;
	/** What `utm_campaign` said. */
	campaign: string | null;
}

/** What a request tells about where it came from. */
export interface Arrival {
	referrer: string | undefined;
	userAgent: string;
	/** The query of the address that was asked for, with or without its question mark. */
	query: string | undefined;
	/** The site's own host, with or without port: a page of ours is no source. */
	host: string | undefined;
}

const byHost = new Map(sourceRules.flatMap((rule) => rule.hosts.map((host) => [host, rule] as const)));
const byName = new Map(sourceRules.map((rule) => [rule.source, rule]));
const wayBack = new Set(wayBackHosts);
const direct: Source = { source: 'direct', channel: 'direct', campaign: null };

/**
 * Where a visit came from. What the address says (utm) is believed first, then the page it came from, then the app
 * whose browser it is, then the click identifier that a network hung on.
 */
export function sourceOf({ referrer, userAgent, query, host }: Arrival): Source {
	const tagged = query && /utm_|clid=/.test(query) ? new URLSearchParams(query) : null;
	const campaign = word(tagged?.get('utm_campaign'));
	const named = word(tagged?.get('utm_source'));
	if (named) {
		const known = byName.get(named) ?? byHost.get(named);
		const channel =
			known?.channel ?? (/mail|newsletter|edm/.test(word(tagged?.get('utm_medium')) ?? '') ? 'mail' : 'campaign');
		return { source: known?.source ?? named, channel, campaign };
	}
	const found = fromReferrer(referrer, host) ?? fromApp(userAgent) ?? fromClick(tagged) ?? direct;
	return campaign ? { ...found, campaign } : found;
}

function fromReferrer(referrer: string | undefined, own: string | undefined): Source | null {
	const from = referrer ? hostOf(referrer) : null;
	if (!from || from === own?.replace(/:\d+$/, '').toLowerCase()) return null;
	const labels = from.split('.');
	for (let start = 0; start < labels.length - 1; start++) {
		const tail = labels.slice(start).join('.');
		if (wayBack.has(tail)) return null;
		const rule = byHost.get(tail);
		if (rule) return { source: rule.source, channel: rule.channel, campaign: null };
	}
	// Google searches from some two hundred country domains.
	if (/^(?:www\.)?google\.(?:[a-z]{2,3}|com?\.[a-z]{2})$/.test(from))
		return { source: 'google', channel: 'search', campaign: null };
	if (from === 'com.google.android.googlequicksearchbox')
		return { source: 'google', channel: 'search', campaign: null };
	return { source: from.replace(/^www\./, ''), channel: 'referral', campaign: null };
}

/** The host of a referrer, or null. Apps of Android say `android-app://package`. */
function hostOf(referrer: string): string | null {
	const found = /^(?:https?|android-app):\/\/([a-z0-9._-]{1,100})(?:[:/?#]|$)/i.exec(referrer);
	const host = found?.[1]?.toLowerCase() ?? null;
	return host?.includes('.') ? host : null;
}

function fromApp(userAgent: string): Source | null {
	const app = /FBAN|FBAV|FB_IAB/.test(userAgent)
		? 'facebook'
		: userAgent.includes('Instagram')
			? 'instagram'
			: userAgent.includes('Barcelona')
				? 'threads'
				: / Line\/\d/.test(userAgent)
					? 'line'
					: null;
	return app && { source: app, channel: 'social', campaign: null };
}

function fromClick(tagged: URLSearchParams | null): Source | null {
	if (tagged?.has('fbclid')) return { source: 'facebook', channel: 'social', campaign: null };
	if (tagged?.has('gclid')) return { source: 'google', channel: 'campaign', campaign: null };
	if (tagged?.has('msclkid')) return { source: 'bing', channel: 'campaign', campaign: null };
	return null;
}

/** A tag as it is kept: lower case, without control characters, at most 60 characters. */
function word(value: string | null | undefined): string | null {
	const kept = (value ?? '')
		.replace(/[\u0000-\u001f\u007f]/g, '')
		.toWellFormed()
		.trim()
		.toLowerCase()
		.slice(0, 60)
		.toWellFormed();
	return kept || null;
}
