import { SaxesParser } from 'saxes';
import { cleanLines } from '#platform/document/clean-text.ts';
import { DocumentProblem } from '#platform/document/document-problem.ts';
import { fromTree } from '#platform/document/from-tree.ts';
import type { HtmlElement, HtmlNode } from '#platform/document/html-tree.ts';
import { broughtLimits } from '#platform/document/schema.ts';
import { bodyOfMarkdown, made, madeText } from '#transfer/forum/body.ts';
import type { OldBody } from '#transfer/item.ts';

/** Elements of the parsed text (s9e\TextFormatter) and what they are in HTML; the words of every other stay. */
const elements: Record<string, string> = {
	STRONG: 'strong',
	B: 'strong',
	EM: 'em',
	I: 'em',
	DEL: 's',
	S: 's',
	STRIKE: 's',
	C: 'code',
	CODE: 'pre',
	QUOTE: 'blockquote',
	LI: 'li',
	HR: 'hr',
	p: 'p',
	br: 'br',
	TABLE: 'table',
	TR: 'tr',
	TD: 'td',
	TH: 'th',
};

/**
 * What Flarum keeps of a post, as a document: XML of which `<s>`, `<e>` and `<i>` are the signs that were typed; `<t>` is plain text. What is no such XML (older
 * exports) is read as Markdown.
 */
export function bodyOfS9e(content: string, handle: (called: CalledThere) => string): OldBody {
	if (!/^\s*<[rt](?:>|\s|\/)/.test(content)) return bodyOfMarkdown(content);
	return {
		source: content,
		read(picture) {
			const limit = broughtLimits.source;
			if (content.length > limit) throw new DocumentProblem('document.too-long', { measure: 'source', limit });
			return fromTree(treeOf(cleanLines(content), handle), 'comment', { picture, limits: broughtLimits });
		},
	};
}

/** The post that a post answers: the first that it names (`@"name"#p12`). */
export const answeredIn = (content: string): string | null =>
	/^<r>(?:<p>)?\s*<POSTMENTION\b[^>]{0,500}?\sid="(\d+)"/.exec(content)?.[1] ?? null;

/** Whom a text calls, as far as it says. */
export interface CalledThere {
	id: string;
	username: string;
	name: string;
}

interface Open {
	name: string;
	attributes: Record<string, string>;
	children: HtmlNode[];
}

/** The XML as a tree of HTML. Entities that it declares are never resolved; broken XML ends where it breaks. */
function treeOf(xml: string, handle: (called: CalledThere) => string): HtmlNode[] {
	const parser = new SaxesParser({ xmlns: false });
	const open: Open[] = [{ name: '', attributes: {}, children: [] }];
	let muted = 0;
	const close = (): void => {
		const one = open.pop();
		if (one && open.length) open.at(-1)?.children.push(...htmlOf(one, handle));
	};
	parser.on('error', () => {
		throw new Broken();
	});
	parser.on('doctype', () => {
		throw new Broken();
	});
	parser.on('opentag', ({ name, attributes }) => {
		if (muted || /^[sei]$/.test(name)) muted++;
		else open.push({ name, attributes: attributes as Record<string, string>, children: [] });
		if (open.length > 200) throw new DocumentProblem('document.too-deep', { measure: 'depth', limit: 200 });
	});
	parser.on('closetag', () => (muted ? void muted-- : close()));
	parser.on('text', (text) => {
		if (!muted && text) open.at(-1)?.children.push(madeText(text));
	});
	try {
		parser.write(xml).close();
	} catch (error) {
		if (!(error instanceof Broken)) throw error;
	}
	while (open.length > 1) close();
	return open[0]?.children ?? [];
}

class Broken extends Error {}

function htmlOf({ name, attributes, children }: Open, handle: (called: CalledThere) => string): readonly HtmlNode[] {
	const at = (key: string): string => attributes[key] ?? '';
	switch (name) {
		case 'URL':
		case 'EMAIL':
			return [made('a', children, { href: name === 'EMAIL' ? `mailto:${at('email')}` : at('url') })];
		case 'IMG':
		case 'UPL-IMAGE-PREVIEW':
		case 'UPL-IMAGE':
			return [made('img', [], { src: at('src') || at('url'), alt: at('alt') })];
		case 'USERMENTION':
		case 'POSTMENTION': {
			const called = { id: name === 'USERMENTION' ? at('id') : '', username: at('username'), name: at('displayname') };
			return [madeText(`@${handle(called) || called.username || called.name}`)];
		}
		case 'EMOJI':
			return children;
		case 'LIST':
			return [made(/^(?:decimal|1)/.test(at('type')) ? 'ol' : 'ul', children)];
		case 'QUOTE':
			return [
				made('blockquote', [
					...(at('author') ? [made('p', [made('strong', [madeText(at('author'))])])] : []),
					...children,
				]),
			];
		case 'CODE':
			return [made('pre', [made('code', children)])];
		default:
			if (/^H[1-6]$/.test(name)) return [made(name.toLowerCase(), children)];
			return elements[name]
				? [made(elements[name], children) as HtmlElement]
				: name === 't'
					? plain(children)
					: children;
	}
}

/** Plain text: an empty line begins a paragraph (`<br/>` ends a line already). */
const plain = (children: readonly HtmlNode[]): HtmlNode[] => [made('p', children)];
