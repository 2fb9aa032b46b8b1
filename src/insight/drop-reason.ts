import type { IncomingHttpHeaders } from 'node:http';
import { isbot, isbotMatch } from 'isbot';

/** Why a hit was not counted. */
export const dropReasons = [
	'robot',
	'preview',
	'monitoring',
	'prefetch',
	'no-agent',
	'staff',
	'script',
	'head',
	'overload',
	'scanner',
] as const;
export type DropReason = (typeof dropReasons)[number];

/** A program that is not a reader: what it does, and the family it is told as. */
export interface NotAReader {
	reason: 'robot' | 'preview' | 'monitoring' | 'no-agent';
	agent: string;
}

/** Programs that fetch a page to show a small picture of it under a link. LINE's says `facebookexternalhit … line-poker`. */
const previewers =
	/line-poker|facebookexternalhit|facebookcatalog|facebot|twitterbot|slackbot|slack-imgproxy|discordbot|telegrambot|whatsapp|linkedinbot|pinterestbot|skypeuripreview|cardyb|mastodon|embedly|iframely|redditbot|plurkbot|kakaotalk-scrap|vkshare|bitlybot|google-pagerenderer|snap url preview/i;

/** Programs that look whether the site is up. */
const monitors =
	/uptimerobot|uptime-kuma|pingdom|statuscake|site24x7|better ?uptime|better stack|kube-probe|googlehc|elb-healthchecker|newrelicpinger|datadog|hetrixtools|freshping|checkly|updown\.io|montastic|nagios|check_http|zabbix|prometheus|blackbox/i;

/** What this user agent is, if it is no reader; null for a browser. */
export function notAReader(userAgent: string): NotAReader | null {
	if (!userAgent.trim()) return { reason: 'no-agent', agent: '' };
	const preview = previewers.exec(userAgent);
	if (preview) return { reason: 'preview', agent: family(preview[0]) };
	const monitor = monitors.exec(userAgent);
	if (monitor) return { reason: 'monitoring', agent: family(monitor[0]) };
	if (!isbot(userAgent)) return null;
	const name =
		/([a-z][a-z0-9_-]*(?:bot|spider|crawler)[a-z0-9_-]*)/i.exec(userAgent)?.[1] ?? isbotMatch(userAgent) ?? '';
	return { reason: 'robot', agent: family(name) };
}

/** Why this request is no reading, whoever sent it; null when it may be one. */
export function notAReading(headers: IncomingHttpHeaders): 'prefetch' | 'script' | null {
	const purpose = headers['sec-purpose'] ?? headers['purpose'] ?? headers['x-purpose'];
	if (purpose !== undefined && /prefetch|prerender|preview/i.test(String(purpose))) return 'prefetch';
	if (headers['x-moz'] === 'prefetch') return 'prefetch';
	const target = headers['sec-fetch-dest'];
	return target !== undefined && target !== 'document' && target !== 'iframe' ? 'script' : null;
}

const family = (name: string): string =>
	name
		.split('/')[0]
		?.replace(/[^a-z0-9 ._-]/gi, '')
		.trim()
		.slice(0, 40) ?? '';
