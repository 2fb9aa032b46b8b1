import { lineEndsToHtml } from '#transfer/reading/paragraphs.ts';
import { expandShortcodes, type ShortcodeWorld } from '#transfer/wordpress/shortcodes.ts';

/** Blocks that a theme or plug-in fills when the page is shown: they have no text of their own to carry. */
const blockComment = /<!--\s+(\/?)wp:([a-z][a-z0-9-]*(?:\/[a-z][a-z0-9-]*)?)\s+(\{[\s\S]{0,20000}?\}\s+)?(\/?)-->/g;
const more = /<!--more(?:[^>]{0,200}?)-->/;

export interface CleanBody {
	html: string;
	/** HTML before the “read more” mark; null without one. */
	beginning: string | null;
}

/** The body of a WordPress article as plain HTML, whichever of its editors wrote it. */
export function cleanBody(content: string, world: ShortcodeWorld): CleanBody {
	const blocks = content.includes('<!-- wp:');
	let text = content.replace(
		blockComment,
		(_, closing: string, name: string, json: string | undefined, empty: string) => {
			if (empty) return dynamicBlock(name, json ?? '', world);
			if (!closing && name === 'block') world.note({ code: 'block', details: { name } });
			return '';
		},
	);
	if (/<!--nextpage-->/.test(text)) {
		world.note({ code: 'pages-joined' });
		text = text.replaceAll('<!--nextpage-->', '<hr>');
	}
	if (/<script\b/i.test(text)) world.note({ code: 'script' });
	if (/<(?:form|input|select|textarea)\b/i.test(text)) world.note({ code: 'form' });
	const html = (part: string): string => {
		const shown = expandShortcodes(part, world);
		return blocks ? shown : lineEndsToHtml(shown);
	};
	const mark = more.exec(text);
	if (!mark) return { html: html(text), beginning: null };
	const beginning = html(text.slice(0, mark.index));
	return { html: beginning + html(text.slice(mark.index + mark[0].length)), beginning };
}

function dynamicBlock(name: string, json: string, world: ShortcodeWorld): string {
	const url = /"url"\s*:\s*"(https?:[^"]{1,2000})"/.exec(json)?.[1]?.replaceAll('\\/', '/');
	if (url && /^(?:core-)?embed/.test(name)) return `<p>${url.replaceAll('\\u0026', '&').replaceAll('&', '&amp;')}</p>`;
	if (['spacer', 'separator', 'nextpage', 'more'].includes(name)) return '';
	world.note({ code: 'block', details: { name } });
	return '';
}
