import type {
	Block,
	Document,
	FileAttributes,
	Inline,
	ModuleBlockAttributes,
	PictureAttributes,
} from '#platform/document/schema.ts';

export interface Mapping {
	link?: (href: string) => string;
	picture?: (attributes: PictureAttributes) => PictureAttributes;
	file?: (attributes: FileAttributes) => FileAttributes;
	/** What another module shows; null: nothing any more. */
	block?: (attributes: ModuleBlockAttributes) => ModuleBlockAttributes | null;
}

/** The same document with other links, pictures and files. */
export const mapDocument = (document: Document, mapping: Mapping): Document =>
	mapNode(document, mapping) as unknown as Document;

type Node = Record<string, unknown> & { type: string; content?: Node[]; marks?: Inline[] };

function mapNode(node: unknown, mapping: Mapping): Node {
	const made = { ...(node as Node) };
	if (made.type === 'picture' && mapping.picture)
		made['attrs'] = mapping.picture((made as unknown as Extract<Block, { type: 'picture' }>).attrs);
	if (made.type === 'file' && mapping.file)
		made['attrs'] = mapping.file((made as unknown as Extract<Block, { type: 'file' }>).attrs);
	if (made.type === 'moduleBlock' && mapping.block) {
		const attributes = mapping.block(made['attrs'] as ModuleBlockAttributes);
		// A list or a quote may hold nothing else: an empty line takes the place.
		if (!attributes) return { type: 'paragraph' };
		made['attrs'] = attributes;
	}
	if (made.marks && mapping.link) {
		const { link } = mapping;
		made.marks = (made.marks as unknown as { type: string; attrs?: { href: string } }[]).map((mark) =>
			mark.type === 'link' && mark.attrs ? { ...mark, attrs: { ...mark.attrs, href: link(mark.attrs.href) } } : mark,
		) as never;
	}
	if (made.content) made.content = made.content.map((inner) => mapNode(inner, mapping));
	return made;
}
