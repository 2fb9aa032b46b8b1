import { attribute, findAll, hasClass, textOf, type HtmlElement, type HtmlNode } from '#platform/document/html-tree.ts';
import { bodyOfHtml, made, madeText } from '#transfer/forum/body.ts';
import { forumHandle } from '#transfer/forum/forum-item.ts';
import { signOf } from '#transfer/forum/sign.ts';
import type { OldBody } from '#transfer/item.ts';

/** What Discourse made of a post (`cooked`), as a document: quotes, previews of links, pictures in frames, signs and polls become plain. */
export const bodyOfCooked = (cooked: string): OldBody => bodyOfHtml(cooked, tidy);

function tidy(element: HtmlElement): readonly HtmlNode[] | null {
	const name = element.tagName;
	if (name === 'img') return hasClass(element, 'emoji') ? [madeText(signOf(element))] : null;
	if (name === 'a' && hasClass(element, 'mention')) return [calledText(textOf(element))];
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

/** Somebody is called by the handle that they have here. */
const calledText = (name: string): HtmlNode => {
	const plain = name.replace(/^@/, '');
	return madeText(`@${forumHandle(plain) || plain}`);
};

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
	return [made('blockquote', [...(who ? [made('p', [made('strong', [calledText(who)])])] : []), ...words])];
}

function preview(element: HtmlElement): HtmlNode[] {
	const address =
		attribute(element, 'data-onebox-src') || attribute(findAll(element.childNodes, 'a')[0] ?? element, 'href');
	const [title] = findAll(element.childNodes, 'h3', 'h4');
	const words = title ? textOf(title).trim() : '';
	return address ? [made('p', [made('a', [madeText(words || address)], { href: address })])] : [];
}
