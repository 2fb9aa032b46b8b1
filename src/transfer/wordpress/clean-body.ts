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
	let text = withoutMachinery(withoutBlocks(content, world));
	for (const [, rel = '', address = ''] of text.matchAll(linkedPicture))
		if (!/attachment/.test(rel) && !/\.(?:jpe?g|png|gif|webp|avif)(?:\?|$)/i.test(address))
			world.note({ code: 'picture-link', details: { address: address.slice(0, 300) } });
	if (/<!--nextpage-->/.test(text)) {
		world.note({ code: 'pages-joined' });
		text = text.replaceAll('<!--nextpage-->', '<hr>');
	}
	if (/<script\b/i.test(text)) world.note({ code: 'script' });
	if (/<(?:form|input|select|textarea)\b/i.test(text)) world.note({ code: 'form' });
	if (/<svg\b/i.test(text)) world.note({ code: 'drawing' });
	const html = (part: string): string => {
		const shown = expandShortcodes(part, world);
		for (const [, caption = ''] of shown.matchAll(pictureCaption))
			for (const [, address = ''] of caption.matchAll(/\bhref=["']([^"']{1,2000})["']/gi))
				world.note({ code: 'picture-link', details: { address: address.slice(0, 300) } });
		return blocks ? shown : lineEndsToHtml(shown);
	};
	const mark = more.exec(text);
	if (!mark) return { html: html(text), beginning: null };
	const beginning = html(text.slice(0, mark.index));
	return { html: beginning + html(text.slice(mark.index + mark[0].length)), beginning };
}

/** A picture that led somewhere; up to the address, which may say that it leads to the picture itself. */
const linkedPicture =
	/<a\b([^>]{0,1000}?)\bhref=["'](https?:[^"']{1,2000})["'][^>]{0,1000}>\s*<img\b[^>]{0,3000}>\s*<\/a>/gi;

/** What stands below a picture: words alone, here. */
const pictureCaption = /<img\b[^>]{0,3000}>\s*(?:<\/a>\s*)?<figcaption\b[^>]{0,300}>([\s\S]{0,3000}?)<\/figcaption>/gi;

/** Comments that say what a block is, taken out; blocks that stand elsewhere, put in. */
function withoutBlocks(content: string, world: ShortcodeWorld, depth = 0): string {
	return content.replace(
		blockComment,
		(whole, closing: string, name: string, json: string | undefined, empty: string, at: number) => {
			if (!closing && name === 'block') return reusedBlock(json ?? '', world, depth);
			if (empty) return dynamicBlock(name, json ?? '', world);
			if (closing || name !== 'cover') return '';
			// Before WordPress 5.8 the picture was a background that only the style told of.
			const url = /"url"\s*:\s*"(https?:[^"]{1,2000})"/.exec(json ?? '')?.[1]?.replaceAll('\\/', '/');
			const drawn = content.slice(at + whole.length, at + whole.length + 3000);
			return url && /^\s*<div\b[^>]*background-image:\s*url\(/.test(drawn) ? `<img src="${url}" alt="">` : '';
		},
	);
}

/** A block that is written once and stands in many articles. */
function reusedBlock(json: string, world: ShortcodeWorld, depth: number): string {
	const found = world.reused?.(/"ref"\s*:\s*(\d{1,18})/.exec(json)?.[1] ?? '');
	if (found !== undefined && depth < 3) return withoutBlocks(found, world, depth + 1);
	world.note({ code: 'block', details: { name: 'block' } });
	return '';
}

/** A poem is lines, not code; a file is its name, not the button beside it, nor the window into it. */
const withoutMachinery = (text: string): string =>
	text
		.replace(
			/<pre\b[^>]{0,300}\bwp-block-verse\b[^>]{0,300}>([\s\S]*?)<\/pre>/gi,
			(_, lines: string) => `<p>${lines.trim().replaceAll('\n', '<br>')}</p>`,
		)
		.replace(/(<\/a>\s{0,20})<a\b[^>]{0,2000}\bwp-block-file__button\b[^>]{0,2000}>[^<]{0,300}<\/a>/gi, '$1')
		.replace(/<object\b[^>]{0,2000}\bwp-block-file__embed\b[^>]{0,2000}>[^<]{0,300}<\/object>/gi, '');

function dynamicBlock(name: string, json: string, world: ShortcodeWorld): string {
	const url = /"url"\s*:\s*"(https?:[^"]{1,2000})"/.exec(json)?.[1]?.replaceAll('\\/', '/');
	if (url && /^(?:core-)?embed/.test(name)) return `<p>${url.replaceAll('\\u0026', '&').replaceAll('&', '&amp;')}</p>`;
	if (['spacer', 'separator', 'nextpage', 'more'].includes(name)) return '';
	world.note({ code: 'block', details: { name } });
	return '';
}
