import { linkAddress } from './address.ts';
import { cleanLines, cleanText } from './clean-text.ts';
import { DocumentProblem } from './document-problem.ts';
import { readAttributes, readEmbed, readPicture } from './read-attributes.ts';
import { documentLimits, emptyDocument, markOrder, nodeTable } from './schema.ts';
import type { Block, Document, Inline, ListItem, Mark, NodeName, Profile, TextNode } from './schema.ts';
import { tidyInline, tidyMarks } from './tidy-inline.ts';

/** What was counted so far. */
interface Walk {
	profile: Profile;
	nodes: number;
	characters: number;
}

/**
 * Makes a document of anything, newly built from known parts only. The rule: what the format does not know (a node, a
 * mark, a shape, a part outside the profile) is refused; what it knows but cannot trust is removed (an unknown attribute,
 * a link to a forbidden address while its text stays, a picture without an address, an empty list or quote).
 * Throws DocumentProblem `document.too-long`, `document.too-deep`, `document.invalid`.
 */
export function parseDocument(value: unknown, profile: Profile): Document {
	const walk: Walk = { profile, nodes: 0, characters: 0 };
	const { type, source } = readNode(value, walk, 1, 'doc');
	if (type !== 'doc') throw invalid('doc', 'node');
	const content = children(source, 'doc', walk).flatMap((child, index) => readBlock(child, walk, 2, `doc.${index}`));
	// The empty line an editor keeps at the end is a place for the cursor, not text.
	while (content.length && emptyParagraph(content.at(-1))) content.pop();
	return content.length ? { type: 'doc', content } : emptyDocument();
}

/** As `parseDocument`, from JSON text such as a form posts. */
export function parseDocumentJson(text: string, profile: Profile): Document {
	const limit = documentLimits[profile].source;
	if (text.length > limit) throw new DocumentProblem('document.too-long', { measure: 'source', limit });
	let value: unknown;
	try {
		value = JSON.parse(text);
	} catch {
		throw invalid('doc', 'json');
	}
	return parseDocument(value, profile);
}

const invalid = (path: string, reason: string): DocumentProblem =>
	new DocumentProblem('document.invalid', { path, reason });

const emptyParagraph = (block: Block | undefined): boolean => block?.type === 'paragraph' && !block.content;

/** An own property, so that nothing inherited or planted on a prototype is ever read. */
const own = (source: object, key: string): unknown =>
	Object.hasOwn(source, key) ? (source as Record<string, unknown>)[key] : undefined;

function readNode(value: unknown, walk: Walk, depth: number, path: string): { type: NodeName; source: object } {
	const limits = documentLimits[walk.profile];
	if (depth > limits.depth) throw new DocumentProblem('document.too-deep', { measure: 'depth', limit: limits.depth });
	walk.nodes += 1;
	if (walk.nodes > limits.nodes)
		throw new DocumentProblem('document.too-long', { measure: 'nodes', limit: limits.nodes });
	if (typeof value !== 'object' || value === null || Array.isArray(value)) throw invalid(path, 'shape');
	const type = own(value, 'type');
	if (typeof type !== 'string' || !Object.hasOwn(nodeTable, type)) throw invalid(path, 'node');
	const { profiles } = nodeTable[type as NodeName];
	if (!(profiles as readonly string[]).includes(walk.profile)) throw invalid(path, 'profile');
	return { type: type as NodeName, source: value };
}

function children(source: object, path: string, walk: Walk): unknown[] {
	const content = own(source, 'content') ?? [];
	if (!Array.isArray(content)) throw invalid(path, 'shape');
	const limit = documentLimits[walk.profile].nodes;
	if (content.length > limit) throw new DocumentProblem('document.too-long', { measure: 'nodes', limit });
	return content;
}

function readBlock(value: unknown, walk: Walk, depth: number, path: string): Block[] {
	const { type, source } = readNode(value, walk, depth, path);
	const attrs = readAttributes(own(source, 'attrs'));
	const blocks = (): Block[] =>
		children(source, path, walk).flatMap((child, index) => readBlock(child, walk, depth + 1, `${path}.${index}`));
	const items = (): ListItem[] =>
		children(source, path, walk).flatMap((child, index) => readItem(child, walk, depth + 1, `${path}.${index}`));
	const inline = (): { content?: Inline[] } => readInline(source, walk, depth + 1, path);
	switch (type) {
		case 'paragraph':
			return [{ type, ...inline() }];
		case 'heading': {
			const level = Number(attrs('level'));
			return [{ type, attrs: { level: level >= 4 ? 4 : level === 3 ? 3 : 2 }, ...inline() }];
		}
		case 'bulletList': {
			const content = items();
			return content.length ? [{ type, content }] : [];
		}
		case 'orderedList': {
			const [content, start] = [items(), Number(attrs('start') ?? 1)];
			return content.length
				? [{ type, attrs: { start: Number.isInteger(start) && start >= 0 && start < 1e6 ? start : 1 }, content }]
				: [];
		}
		case 'blockquote': {
			const content = blocks();
			return content.length ? [{ type, content }] : [];
		}
		case 'codeBlock':
			return [readCode(source, attrs('language'), walk, depth + 1, path)];
		case 'horizontalRule':
			return [{ type }];
		case 'picture': {
			const picture = readPicture(attrs);
			if (!picture) return [];
			count(walk, picture.alt.length + picture.caption.length);
			return [{ type, attrs: picture }];
		}
		case 'embed':
			return readEmbed(attrs);
		default:
			throw invalid(path, 'place');
	}
}

function readItem(value: unknown, walk: Walk, depth: number, path: string): ListItem[] {
	const { type, source } = readNode(value, walk, depth, path);
	if (type !== 'listItem') throw invalid(path, 'place');
	const content = children(source, path, walk).flatMap((child, index) =>
		readBlock(child, walk, depth + 1, `${path}.${index}`),
	);
	// An editor's list item begins with a paragraph, always.
	if (content[0]?.type !== 'paragraph') content.unshift({ type: 'paragraph' });
	return [{ type, content }];
}

function readInline(parent: object, walk: Walk, depth: number, path: string): { content?: Inline[] } {
	const content = tidyInline(
		children(parent, path, walk).map((child, index): Inline => {
			const { type, source } = readNode(child, walk, depth, `${path}.${index}`);
			if (type === 'hardBreak') return { type };
			if (type !== 'text') throw invalid(`${path}.${index}`, 'place');
			const marks = tidyMarks(readMarks(own(source, 'marks'), `${path}.${index}`));
			const text = cleanText(readText(source, walk, `${path}.${index}`));
			return marks.length ? { type, text, marks } : { type, text };
		}),
	);
	return content.length ? { content } : {};
}

function readCode(parent: object, language: unknown, walk: Walk, depth: number, path: string): Block {
	const text = children(parent, path, walk).map((child, index) => {
		const { type, source } = readNode(child, walk, depth, `${path}.${index}`);
		if (type !== 'text') throw invalid(`${path}.${index}`, 'place');
		return cleanLines(readText(source, walk, `${path}.${index}`));
	});
	const known = typeof language === 'string' && /^[A-Za-z0-9+#_-]{1,30}$/.test(language) ? language : null;
	const content: TextNode[] = text.join('') ? [{ type: 'text', text: text.join('') }] : [];
	return { type: 'codeBlock', attrs: { language: known }, ...(content.length && { content }) };
}

function readText(source: object, walk: Walk, path: string): string {
	const text = own(source, 'text');
	if (typeof text !== 'string') throw invalid(path, 'text');
	count(walk, text.length);
	return text;
}

function count(walk: Walk, characters: number): void {
	const limit = documentLimits[walk.profile].characters;
	walk.characters += characters;
	if (walk.characters > limit) throw new DocumentProblem('document.too-long', { measure: 'characters', limit });
}

function readMarks(value: unknown, path: string): Mark[] {
	if (value === undefined || value === null) return [];
	if (!Array.isArray(value) || value.length > 16) throw invalid(path, 'mark');
	return value.flatMap((mark: unknown): Mark[] => {
		const type = typeof mark === 'object' && mark !== null ? own(mark, 'type') : undefined;
		if (!(markOrder as readonly unknown[]).includes(type)) throw invalid(path, 'mark');
		if (type !== 'link') return [{ type } as Mark];
		const href = linkAddress(readAttributes(own(mark as object, 'attrs'))('href'));
		return href ? [{ type, attrs: { href } }] : [];
	});
}
