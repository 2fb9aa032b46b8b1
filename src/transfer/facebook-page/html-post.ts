import {
	attribute,
	findAll,
	hasClass,
	isElement,
	type HtmlElement,
	type HtmlNode,
} from '#platform/document/html-tree.ts';
import { parseHtml } from '#platform/document/parse-html.ts';
import { digestOf } from '#transfer/facebook-page/json-post.ts';
import type { OldMedia, OldPost, OldWord } from '#transfer/facebook-page/old-post.ts';
import { seenLines } from '#transfer/facebook-page/seen-lines.ts';
import { readMoment } from '#transfer/facebook-page/read-moment.ts';

// Class names that parts of a block have had, the newer ones first. They are seen in downloads since 2018; that words beneath
// a picture are a `comment` with a `user` and a `meta` is remembered from older ones.
const names = {
	title: ['_a6-h', '_2lek', '_2pio'],
	body: ['_a6-p', '_2let'],
	time: ['_a72d', '_a6-o', '_2lem'],
	part: ['_2pin'],
	caption: ['_3-95'],
	word: ['comment'],
};
/** “Updated Jun 26, 2026 9:05:20 am” is no word of the page's. */
const changed =
	/^(?:(?:updated|已更新|更新於|更新)\s*[:：]?\s*)?(?:[a-z]{3,9}\.? \d|\d{1,2} [a-z]{3}|\d{1,2} ?月|\d{4} ?年)[^\n]{0,30}\d:\d\d(?::\d\d)?\s*(?:[ap]\.?m\.?|上午|下午)?$/i;
const fileEnd = /\.(?:jpe?g|png|gif|webp|mp4|mov|m4v|avi|webm|pdf)$/i;

/** A block of the HTML form; null where it is none that can be understood. */
export function postOfHtml(html: string, timeZone: string): OldPost | null {
	const tree = parseHtml(html);
	const [body] = withClass(tree, names.body);
	const times = withClass(tree, names.time);
	if (!body && !times.length) return null;
	const [heading] = [...withClass(tree, names.title), ...findAll(tree, 'h2')];
	const title = heading ? seenLines([heading]) : '';
	const said = times.map((one) => seenLines([one])).find(Boolean) ?? '';
	const inside = body ? body.childNodes : [];
	const words = withClass(inside, names.word).map((one) => wordOf(one, timeZone));
	const outer = inside.flatMap((node) => outermost(node, names.part));
	const parts = (outer.length ? outer.map((one) => one.childNodes) : [inside]).map((nodes) => partOf(nodes, timeZone));
	const text = [...new Set(parts.map((part) => part.text).filter(Boolean))].join('\n\n');
	const media = unique(
		parts.flatMap((part) => part.media),
		(one) => one.uri,
	);
	const links = unique(
		parts.flatMap((part) => part.links),
		(one) => one.url,
	).filter(({ url }) => !text.includes(url));
	// The same in every download: no name that is made anew for each, no signed address.
	const digest = digestOf([title, said, text, media, links, words]);
	return { digest, text, title, posted: readMoment(said, timeZone), media, links, words };
}

interface Part {
	text: string;
	media: OldMedia[];
	links: OldPost['links'];
}

/** What one part of a post is: words, or files with what is said of them, or a link. */
function partOf(nodes: readonly HtmlNode[], timeZone: string): Part {
	const media = mediaIn(nodes);
	if (media.length) return { text: '', media, links: [] };
	const text = seenLines(nodes);
	if (changed.test(text) && readMoment(text, timeZone)) return { text: '', media, links: [] };
	const links = findAll(nodes, 'a').flatMap((one) => {
		const url = attribute(one, 'href').trim();
		return /^https?:\/\//i.test(url) && !/\/\/(?:www\.)?facebook\.com\/dyi\//i.test(url)
			? [{ url, name: seenLines(one.childNodes) }]
			: [];
	});
	const only = links.length === 1 && (links[0]?.name === text || links[0]?.url === text);
	return { text: only ? '' : text, media, links };
}

/** The files of a download that some nodes show or lead to, each with the words beside it. */
function mediaIn(nodes: readonly HtmlNode[]): OldMedia[] {
	const shown = findAll(nodes, 'img', 'video', 'a').flatMap((one) => {
		const found = attribute(one, one.tagName === 'a' ? 'href' : 'src').trim();
		return fileEnd.test(found) && !/^(?:[a-z]+:|[/\\]{2})/i.test(found) ? [plain(found)] : [];
	});
	const uris = [...new Set(shown)];
	const captions = withClass(nodes, names.caption).filter(
		(one) => !findAll([one], 'img', 'video', 'table').length && !withClass(one.childNodes, names.word).length,
	);
	const said = captions.map((one) => seenLines([one])).filter(Boolean);
	return uris.map((uri, place) => ({ uri, description: (uris.length === said.length ? said[place] : said[0]) ?? '' }));
}

function wordOf(one: HtmlElement, timeZone: string): OldWord {
	const [user] = withClass(one.childNodes, ['user']);
	const [meta] = withClass(one.childNodes, ['meta']);
	const rest = one.childNodes.filter((node) => node !== user && node !== meta);
	return {
		author: user ? seenLines([user]) : '',
		text: seenLines(rest),
		posted: meta ? readMoment(seenLines([meta]), timeZone) : null,
	};
}

/** What the page itself said somewhere: a block of its list of comments. */
export function wordsOfHtml(html: string, timeZone: string): OldWord[] {
	const post = postOfHtml(html, timeZone);
	return post?.text ? [{ author: '', text: post.text, posted: post.posted }] : [];
}

const isOne = (node: HtmlElement, classes: readonly string[]): boolean => classes.some((name) => hasClass(node, name));

const outermost = (node: HtmlNode, classes: readonly string[]): HtmlElement[] => {
	if (!isElement(node)) return [];
	return isOne(node, classes) ? [node] : node.childNodes.flatMap((one) => outermost(one, classes));
};

function withClass(nodes: readonly HtmlNode[], classes: readonly string[]): HtmlElement[] {
	for (const name of classes) {
		const found = nodes.flatMap((node) => below(node, name));
		if (found.length) return found;
	}
	return [];
}

const below = (node: HtmlNode, name: string): HtmlElement[] =>
	isElement(node)
		? [...(hasClass(node, name) ? [node] : []), ...node.childNodes.flatMap((one) => below(one, name))]
		: [];

function unique<T>(all: readonly T[], key: (one: T) => string): T[] {
	return [...new Map(all.map((one) => [key(one), one])).values()];
}

/** A place in the download, however its address is written. */
function plain(uri: string): string {
	const bare = uri.replace(/^(?:\.{0,2}\/)+/, '');
	try {
		return decodeURI(bare);
	} catch {
		return bare;
	}
}
