import { DocumentProblem } from './document-problem.ts';
import { readAttributes, readButton, readEmbed, readFile, readModuleBlock, readPicture } from './read-attributes.ts';
import { readCode, readInline } from './read-inline.ts';
import { readTable } from './read-table.ts';
import { documentLimits, emptyDocument, galleryLimits } from './schema.ts';
import type { Block, Document, DocumentLimits, Inline, ListItem, Picture, Profile } from './schema.ts';
import { children, countText, invalid, own, readNode, type Walk } from './walk.ts';

/**
 * Makes a document of anything, newly built from known parts only. The rule: what the format does not know (a node, a
 * mark, a shape, a part outside the profile) is refused; what it knows but cannot trust is removed (an unknown attribute,
 * a link to a forbidden address while its text stays, a picture without an address, an empty list or quote).
 * Throws DocumentProblem `document.too-long`, `document.too-deep`, `document.invalid`.
 */
export function parseDocument(
	value: unknown,
	profile: Profile,
	limits: DocumentLimits = documentLimits[profile],
): Document {
	const walk: Walk = { profile, limits, nodes: 0, characters: 0, contents: false };
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

const emptyParagraph = (block: Block | undefined): boolean => block?.type === 'paragraph' && !block.content;

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
		case 'codeBlock': {
			const [language, content] = [attrs('language'), readCode(source, walk, depth + 1, path)];
			const known = typeof language === 'string' && /^[A-Za-z0-9+#_-]{1,30}$/.test(language) ? language : null;
			return [{ type, attrs: { language: known }, ...(content.length && { content }) }];
		}
		case 'horizontalRule':
			return [{ type }];
		case 'table':
			return readTable(source, walk, depth, path);
		case 'picture':
			return readOnePicture(source, walk);
		case 'gallery':
			return readGallery(source, walk, depth + 1, path);
		case 'embed':
			return readEmbed(attrs);
		case 'button':
			return counted(readButton(attrs), walk);
		case 'file':
			return counted(readFile(attrs), walk);
		case 'moduleBlock':
			return readModuleBlock(attrs);
		case 'contents':
			if (walk.contents) return [];
			walk.contents = true;
			return [{ type }];
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

function readOnePicture(source: object, walk: Walk): Picture[] {
	const picture = readPicture(readAttributes(own(source, 'attrs')));
	if (!picture) return [];
	countText(walk, picture.alt.length + picture.caption.length);
	return [{ type: 'picture', attrs: picture }];
}

/** A gallery of as many pictures as one may have; more go on in the next, a single one stands alone. */
function readGallery(source: object, walk: Walk, depth: number, path: string): Block[] {
	const pictures = children(source, path, walk).flatMap((child, index) => {
		const found = readNode(child, walk, depth, `${path}.${index}`);
		if (found.type !== 'picture') throw invalid(`${path}.${index}`, 'place');
		return readOnePicture(found.source, walk);
	});
	const galleries: Block[] = [];
	for (let at = 0; at < pictures.length; at += galleryLimits.most) {
		const content = pictures.slice(at, at + galleryLimits.most);
		if (content.length < galleryLimits.fewest) galleries.push(...content);
		else galleries.push({ type: 'gallery', content });
	}
	return galleries;
}

/** A block whose words stand in its attributes, with these words counted. */
function counted(blocks: Block[], walk: Walk): Block[] {
	for (const block of blocks) {
		if (block.type === 'button') countText(walk, block.attrs.label.length);
		if (block.type === 'file') countText(walk, block.attrs.name.length);
	}
	return blocks;
}
