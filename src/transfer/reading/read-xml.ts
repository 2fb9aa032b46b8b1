import { SaxesParser } from 'saxes';
import { Problem } from '#platform/problem.ts';

/** An element with its text (all of it, CDATA included) and its children. */
export interface XmlElement {
	name: string;
	attributes: Record<string, string>;
	text: string;
	children: XmlElement[];
}

/** Characters that one element may hold; a hundred times the longest article. */
const mostCharacters = 64 * 1024 * 1024;

// XML 1.0 forbids them and old editors put them in; without them the rest is read.
const unwritable = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]/g;

// Names that HTML knows and XML does not, as they stray into titles. Nothing else is ever resolved.
const strayEntities: Record<string, string> = {
	nbsp: '\u00A0',
	hellip: '…',
	mdash: '—',
	ndash: '–',
	lsquo: '‘',
	rsquo: '’',
	ldquo: '“',
	rdquo: '”',
	copy: '©',
	laquo: '«',
	raquo: '»',
};

/**
 * The elements at one depth of a document (1 is the root), each whole, as they come; what lies above is passed by. Memory
 * is that of one element and one piece. Entities that a document declares are never resolved, and one that declares a
 * document type is refused. Throws Problem `transfer.broken` `{ line, column }`, `transfer.doctype`, `transfer.too-long`.
 */
export async function* readXml(pieces: AsyncIterable<Uint8Array>, depth: number): AsyncGenerator<XmlElement> {
	const decoder = new TextDecoder('utf-8');
	const parser = new SaxesParser({ xmlns: false, position: true });
	Object.assign(parser.ENTITIES, strayEntities);
	const ready: XmlElement[] = [];
	const open: XmlElement[] = [];
	let level = 0;
	let size = 0;
	/** Where the parser last handed something over: a text that never ends stands in the parser, not yet in an element. */
	let handed = 0;

	const broken = (): Problem => new Problem('transfer.broken', 422, { line: parser.line, column: parser.column });
	const grow = (by: number): void => {
		size += by;
		if (size > mostCharacters) throw new Problem('transfer.too-long', 422, { line: parser.line });
	};
	const addText = (text: string): void => {
		handed = parser.position;
		const top = open.at(-1);
		if (!top) return;
		grow(text.length);
		top.text += text;
	};
	parser.on('error', () => {
		throw broken();
	});
	parser.on('doctype', () => {
		throw new Problem('transfer.doctype', 422);
	});
	parser.on('opentag', (tag) => {
		handed = parser.position;
		level++;
		if (level < depth) return;
		grow(tag.name.length + 64);
		const element: XmlElement = { name: tag.name, attributes: { ...tag.attributes }, text: '', children: [] };
		open.at(-1)?.children.push(element);
		open.push(element);
	});
	parser.on('closetag', () => {
		level--;
		const element = open.pop();
		if (!element || open.length) return;
		size = 0;
		ready.push(element);
	});
	parser.on('text', addText);
	parser.on('cdata', addText);

	/** What is whole is handed over, also before the place where it breaks. */
	function* after(work: () => void): Generator<XmlElement> {
		try {
			work();
		} catch (error) {
			yield* ready.splice(0);
			throw error;
		}
		yield* ready.splice(0);
	}
	const write = (text: string): void => void parser.write(text.replace(unwritable, ''));
	for await (const piece of pieces) {
		yield* after(() => write(decoder.decode(piece, { stream: true })));
		if (parser.position - handed > mostCharacters) throw new Problem('transfer.too-long', 422, { line: parser.line });
	}
	yield* after(() => {
		write(decoder.decode());
		parser.close();
	});
}

/** The text of the first child with this name; empty when there is none. */
export const childText = (element: XmlElement, name: string): string =>
	element.children.find((child) => child.name === name)?.text ?? '';
