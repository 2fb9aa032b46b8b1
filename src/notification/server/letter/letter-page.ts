import { escapeHtml } from '#platform/document/escape-html.ts';
import type { Locale } from '#platform/language/locale.ts';
import { letterWidth } from '#platform/document/render-letter.ts';
import { palette } from '#ui/palette.ts';
import { slot } from '#notification/server/letter/slots.ts';

/** What stands around the text of a mail. Addresses are whole or tokens. */
export interface LetterFrame {
	locale: Locale;
	colour: string;
	subject: string;
	preheader: string;
	brand: string;
	home: string;
	title: string;
	/** Lines of the foot: who sends it and how they are reached. */
	sender: readonly string[];
	/** Why it comes. */
	why: string;
	preferences: { label: string; href: string };
	out: { label: string; href: string };
	/** A link that no person sees. */
	trap: string;
}

/** The colours of a mail in one scheme. */
export function letterColours(colour: string, scheme: 'light' | 'dark') {
	const all = palette(colour, scheme) as Record<string, string>;
	const of = (name: string): string => all[name] ?? '#000000';
	return {
		ground: of('surface'),
		text: of('text'),
		muted: of('muted'),
		line: of('line'),
		link: of('link'),
		accent: of('accent'),
		onAccent: of('on-accent'),
	};
}

/**
 * The HTML of a mail: one column without tables, styles on the elements, dark where the reader's program says so. The
 * marker of dark mode is the one media query, so that a preview can turn it on and off.
 */
export function letterPage(frame: LetterFrame, body: string): string {
	const light = letterColours(frame.colour, 'light');
	const dark = letterColours(frame.colour, 'dark');
	const small = `color:${light.muted};font-size:14px;line-height:1.6`;
	const link = (href: string, label: string): string =>
		`<a class="m" href="${escapeHtml(href)}" style="color:${light.muted}">${escapeHtml(label)}</a>`;
	const night =
		`@media (prefers-color-scheme: dark){body,.c{background:${dark.ground}!important;color:${dark.text}!important}` +
		`.t{color:${dark.text}!important}.m{color:${dark.muted}!important}.l{color:${dark.link}!important}` +
		`hr,pre,td,th,blockquote,.m{border-color:${dark.line}!important}` +
		`.b{background:${dark.accent}!important;color:${dark.onAccent}!important}}`;
	return [
		`<!doctype html><html lang="${frame.locale}"><head><meta charset="utf-8">`,
		'<meta name="viewport" content="width=device-width, initial-scale=1">',
		'<meta name="color-scheme" content="light dark"><meta name="supported-color-schemes" content="light dark">',
		`<title>${escapeHtml(frame.subject)}</title><style>${night}</style></head>`,
		`<body style="margin:0;background:${light.ground};color:${light.text}">`,
		`<div style="display:none;max-height:0;overflow:hidden">${escapeHtml(frame.preheader)}${frame.trap ? `<a href="${frame.trap}" tabindex="-1"></a>` : ''}</div>`,
		`<div class="c" style="max-width:${letterWidth}px;margin:0 auto;padding:24px 20px;background:${light.ground};color:${light.text};font-family:system-ui,-apple-system,'PingFang TC','Noto Sans TC','Microsoft JhengHei',sans-serif;font-size:17px;line-height:1.75">`,
		`<p style="margin:0 0 24px;font-weight:700">${`<a class="t" href="${frame.home}" style="color:${light.text};text-decoration:none">${escapeHtml(frame.brand)}</a>`}</p>`,
		`<h1 class="t" style="margin:0 0 20px;font-size:26px;line-height:1.35;color:${light.text}">${escapeHtml(frame.title)}</h1>`,
		body,
		`<div class="m" style="margin:36px 0 0;padding:16px 0 0;border-top:1px solid ${light.line};${small}">`,
		`<p style="margin:0 0 8px">${frame.sender.map(escapeHtml).join('<br>')}</p>`,
		`<p style="margin:0 0 8px">${escapeHtml(frame.why)}</p>`,
		`<p style="margin:0">${link(frame.preferences.href, frame.preferences.label)} · ${link(frame.out.href, frame.out.label)}</p>`,
		'</div></div></body></html>',
	].join('\n');
}

/** Where the holder of the key changes what they get, and where they end it. */
export const keyAddresses = (site: string) => ({
	preferences: `${site}/newsletter/preferences/${slot}`,
	out: `${site}/newsletter/out/${slot}`,
});
