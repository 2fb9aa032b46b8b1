/**
 * The one document format: a ProseMirror-style tree whose names are those of TipTap's own nodes, so that what an editor
 * returns is what is kept. `article` may use everything, `comment` what fits into a conversation.
 */
export type Profile = 'article' | 'comment';

const both = ['article', 'comment'] as const;
const articleOnly = ['article'] as const;

/**
 * Every node: the group it stands in, the group it holds, where it may be used. Holders have at least one of what they
 * hold, except of `inline` and `text`; `text` is text without marks.
 */
export const nodeTable = {
	doc: { group: 'top', holds: 'block', profiles: both },
	paragraph: { group: 'block', holds: 'inline', profiles: both },
	heading: { group: 'block', holds: 'inline', profiles: articleOnly },
	bulletList: { group: 'block', holds: 'item', profiles: both },
	orderedList: { group: 'block', holds: 'item', profiles: both },
	listItem: { group: 'item', holds: 'block', profiles: both },
	blockquote: { group: 'block', holds: 'block', profiles: both },
	codeBlock: { group: 'block', holds: 'text', profiles: both },
	horizontalRule: { group: 'block', holds: 'nothing', profiles: articleOnly },
	table: { group: 'block', holds: 'row', profiles: articleOnly },
	tableRow: { group: 'row', holds: 'cell', profiles: articleOnly },
	tableHeader: { group: 'cell', holds: 'paragraph', profiles: articleOnly },
	tableCell: { group: 'cell', holds: 'paragraph', profiles: articleOnly },
	picture: { group: 'block', holds: 'nothing', profiles: both },
	gallery: { group: 'block', holds: 'picture', profiles: articleOnly },
	embed: { group: 'block', holds: 'nothing', profiles: articleOnly },
	button: { group: 'block', holds: 'nothing', profiles: articleOnly },
	file: { group: 'block', holds: 'nothing', profiles: articleOnly },
	contents: { group: 'block', holds: 'nothing', profiles: articleOnly },
	moduleBlock: { group: 'block', holds: 'nothing', profiles: articleOnly },
	text: { group: 'inline', holds: 'nothing', profiles: both },
	hardBreak: { group: 'inline', holds: 'nothing', profiles: both },
	footnote: { group: 'inline', holds: 'nothing', profiles: articleOnly },
} as const;

/** Every mark, in the order in which they are kept on a text. `code` stands alone; a link wins over it. */
export const markOrder = ['link', 'bold', 'italic', 'strike', 'code'] as const;

/**
 * What a document may measure. `characters` are UTF-16 units of all its text, captions and alternative texts included;
 * `depth` counts nodes from the root; `source` is the length of HTML, Markdown, JSON or plain text taken for conversion.
 */
export const documentLimits = {
	article: { characters: 200_000, nodes: 20_000, depth: 32, source: 4_000_000 },
	comment: { characters: 10_000, nodes: 2_000, depth: 16, source: 200_000 },
} as const satisfies Record<Profile, DocumentLimits>;

/** What was said in another place before it came home: the largest that forums allow (Discourse 32,000 characters, Flarum 65,535 bytes). */
export const broughtLimits: DocumentLimits = { characters: 70_000, nodes: 10_000, depth: 16, source: 1_000_000 };

export interface DocumentLimits {
	characters: number;
	nodes: number;
	depth: number;
	source: number;
}

/**
 * Longest address of a link, picture or embed; longest caption or alternative text, label of a button, name of a file and
 * footnote, in UTF-16 units.
 */
export const attributeLimits = { address: 2_048, caption: 500, label: 80, fileName: 150, footnote: 1_000 } as const;

/** Columns and rows that a table may have, and pictures of one gallery. */
export const tableLimits = { columns: 30, rows: 500 } as const;
export const galleryLimits = { fewest: 2, most: 9 } as const;

export type NodeName = keyof typeof nodeTable;
export type MarkName = (typeof markOrder)[number];

/** What search engines are told of a link: it was paid for or given in return, or the house does not stand for it. */
export const linkRelations = ['sponsored', 'nofollow'] as const;
export type LinkRelation = (typeof linkRelations)[number];

/** A mark on a text; only a link has attributes. */
export type Mark =
	| { type: 'bold' }
	| { type: 'italic' }
	| { type: 'strike' }
	| { type: 'code' }
	| { type: 'link'; attrs: { href: string; rel?: LinkRelation } };

/** A picture of the media library; `id` is null when it is known by its address alone. Width and height in pixels. */
export interface PictureAttributes {
	id: number | null;
	src: string;
	alt: string;
	caption: string;
	width: number | null;
	height: number | null;
}

/** Something shown by another place, known by its public address. `provider` is a key of `embedProviders`. */
export interface EmbedAttributes {
	url: string;
	provider: string;
}

/** A call to action: what it says and where it leads, a path of this site or https. */
export interface ButtonAttributes {
	label: string;
	href: string;
	rel?: LinkRelation;
}

/** A file of this site to take away. `size` in bytes and `mediaType` (as in HTTP) are null when not known. */
export interface FileAttributes {
	src: string;
	name: string;
	size: number | null;
	mediaType: string | null;
}

/** What another module shows at this place, fresh each time: `kind` is that module's word, `id` its number. */
export interface ModuleBlockAttributes {
	kind: string;
	id: number;
}

export interface TextNode {
	type: 'text';
	text: string;
	marks?: Mark[];
}

/** A remark that stands at the end of the text; its number comes from its place. */
export interface Footnote {
	type: 'footnote';
	attrs: { text: string };
}

/** What a line of text is made of. */
export type Inline = TextNode | { type: 'hardBreak' } | Footnote;

export interface Paragraph {
	type: 'paragraph';
	content?: Inline[];
}

export interface ListItem {
	type: 'listItem';
	/** The first one is a paragraph. */
	content: Block[];
}

/** A header cell stands in the first row or the first column, and then all of that row or column are. */
export interface TableCell {
	type: 'tableHeader' | 'tableCell';
	content: Paragraph[];
}

/** Every row of a table has as many cells as the others. */
export interface TableRow {
	type: 'tableRow';
	content: TableCell[];
}

export interface Picture {
	type: 'picture';
	attrs: PictureAttributes;
}

/** What a document is made of. */
export type Block =
	| Paragraph
	| { type: 'heading'; attrs: { level: 2 | 3 | 4 }; content?: Inline[] }
	| { type: 'bulletList'; content: ListItem[] }
	| { type: 'orderedList'; attrs: { start: number }; content: ListItem[] }
	| { type: 'blockquote'; content: Block[] }
	| { type: 'codeBlock'; attrs: { language: string | null }; content?: TextNode[] }
	| { type: 'horizontalRule' }
	| { type: 'table'; content: TableRow[] }
	| Picture
	| { type: 'gallery'; content: Picture[] }
	| { type: 'embed'; attrs: EmbedAttributes }
	| { type: 'button'; attrs: ButtonAttributes }
	| { type: 'file'; attrs: FileAttributes }
	| { type: 'contents' }
	| { type: 'moduleBlock'; attrs: ModuleBlockAttributes };

/** A validated document. Only `parseDocument` makes one. */
export interface Document {
	type: 'doc';
	content: Block[];
}

/** A document without a word, as an editor starts with it. */
export const emptyDocument = (): Document => ({ type: 'doc', content: [{ type: 'paragraph' }] });
