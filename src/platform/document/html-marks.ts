import { linkAddress } from './address.ts';
import { attribute, type HtmlElement } from './html-tree.ts';
import { readRelation } from './read-attributes.ts';
import type { Mark } from './schema.ts';

const named: Record<string, Exclude<Mark['type'], 'link'>> = {
	b: 'bold',
	strong: 'bold',
	i: 'italic',
	em: 'italic',
	cite: 'italic',
	dfn: 'italic',
	var: 'italic',
	s: 'strike',
	del: 'strike',
	strike: 'strike',
	code: 'code',
	kbd: 'code',
	samp: 'code',
	tt: 'code',
};

/**
 * The marks inside an element. Word and Google Docs say most of it in `style`, and wrap whole documents in a `<b>` that
 * is not bold; their redirecting links lead to where they lead.
 */
export function marksWithin(element: HtmlElement, marks: readonly Mark[]): readonly Mark[] {
	const name = element.tagName;
	const style = attribute(element, 'style').slice(0, 2_000).toLowerCase();
	const set = new Map(marks.map((mark) => [mark.type, mark]));
	if (Object.hasOwn(named, name)) set.set(named[name] as 'bold', { type: named[name] as 'bold' });
	if (name === 'a') {
		const href = linkAddress(direct(attribute(element, 'href').trim()));
		if (href) set.set('link', { type: 'link', attrs: { href, ...readRelation(attribute(element, 'rel')) } });
	}
	if (style) {
		const weight = /font-weight:\s*(\w+)/.exec(style)?.[1];
		if (weight && /^(?:bold|bolder|[6-9]00)$/.test(weight)) set.set('bold', { type: 'bold' });
		else if (weight && /^(?:normal|[1-5]00)$/.test(weight)) set.delete('bold');
		const slope = /font-style:\s*(\w+)/.exec(style)?.[1];
		if (slope === 'italic' || slope === 'oblique') set.set('italic', { type: 'italic' });
		else if (slope === 'normal') set.delete('italic');
		if (/text-decoration(?:-line)?:[^;]*line-through/.test(style)) set.set('strike', { type: 'strike' });
	}
	return [...set.values()];
}

function direct(href: string): string {
	if (!/^https:\/\/www\.google\.com\/url\?/.test(href) || !URL.canParse(href)) return href;
	return new URL(href).searchParams.get('q') ?? new URL(href).searchParams.get('url') ?? href;
}
