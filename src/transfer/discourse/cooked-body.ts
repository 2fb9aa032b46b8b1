import { attribute, findAll, hasClass, textOf, type HtmlElement, type HtmlNode } from '#platform/document/html-tree.ts';
import { bodyOfHtml, made, madeText, signOf } from '#transfer/forum/body.ts';
import type { OldBody } from '#transfer/item.ts';

/** What Discourse made of a post (`cooked`), as a document: quotes, previews of links, pictures in frames, signs and polls become plain. */
export const bodyOfCooked = (cooked: string): OldBody => bodyOfHtml(cooked, tidy);

function tidy(element: HtmlElement): readonly HtmlNode[] | null {
	const name = element.tagName;
	if (name === 'img') return hasClass(element, 'emoji') ? [madeText(signOf(element))] : null;
	if (name === 'a' && hasClass(element, 'mention')) return [madeText(textOf(element))];
	if (name === 'a' && (hasClass(element, 'anchor') || hasClass(element, 'hashtag-cooked')))
		return hasClass(element, 'anchor') ? [] : [madeText(textOf(element).trim())];
	if (hasClass(element, 'lightbox-wrapper'))
		return findAll(element.childNodes, 'img').slice(0, 1).map(fullSize(element));
	if (name === 'aside' && hasClass(element, 'quote')) return quote(element);
	if (name === 'aside' && hasClass(element, 'onebox')) return preview(element);
	// Its choices and ballots are rows of their own.
	if (hasClass(element, 'poll')) return [];
	if (hasClass(element, 'meta') && name === 'div') return [];
	return null;
}

/** The picture in a frame leads to its full size. */
const fullSize =
	(frame: HtmlElement) =>
	(picture: HtmlElement): HtmlNode => {
		const [link] = findAll(frame.childNodes, 'a');
		const address = (link && attribute(link, 'href')) || attribute(picture, 'src');
		return made('img', [], { src: address, alt: attribute(picture, 'alt') });
	};

function quote(element: HtmlElement): HtmlNode[] {
	const who = attribute(element, 'data-username');
	const words = findAll(element.childNodes, 'blockquote')
		.slice(0, 1)
		.flatMap((one) => one.childNodes);
	return [made('blockquote', [...(who ? [made('p', [made('strong', [madeText(`@${who}`)])])] : []), ...words])];
}

function preview(element: HtmlElement): HtmlNode[] {
	const address =
		attribute(element, 'data-onebox-src') || attribute(findAll(element.childNodes, 'a')[0] ?? element, 'href');
	const [title] = findAll(element.childNodes, 'h3', 'h4');
	const words = title ? textOf(title).trim() : '';
	return address ? [made('p', [made('a', [madeText(words || address)], { href: address })])] : [];
}
