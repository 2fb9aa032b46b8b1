/**
 * The one document format: a ProseMirror-style tree whose names are those of TipTap's StarterKit, so that what an editor
 * returns is what is kept. `article` may use everything, `comment` what fits into a conversation.
 */
export type Profile = 'article' | 'comment';

const both = ['article', 'comment'] as const;
const articleOnly = ['article'] as const;

/**
 * Every node: the group it stands in, the group it holds, where it may be used. `block` holders have at least one
 * block, `item` holders at least one list item; `text` is text without marks.
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
	picture: { group: 'block', holds: 'nothing', profiles: both },
	embed: { group: 'block', holds: 'nothing', profiles: articleOnly },
	text: { group: 'inline', holds: 'nothing', profiles: both },
	hardBreak: { group: 'inline', holds: 'nothing', profiles: both },
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
} as const satisfies Record<Profile, { characters: number; nodes: number; depth: number; source: number }>;

/** Longest address of a link, picture or embed, and longest caption or alternative text, in UTF-16 units. */
export const attributeLimits = { address: 2_048, caption: 500 } as const;

export type NodeName = keyof typeof nodeTable;
export type MarkName = (typeof markOrder)[number];

/** A mark on a text; only a link has attributes. */
export type Mark =
	| { type: 'bold' }
	| { type: 'italic' }
	| { type: 'strike' }
	| { type: 'code' }
	| { type: 'link'; attrs: { href: string } };

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

export interface TextNode {
	type: 'text';
	text: string;
	marks?: Mark[];
}

/** What a line of text is made of. */
export type Inline = TextNode | { type: 'hardBreak' };

export interface ListItem {
	type: 'listItem';
	/** The first one is a paragraph. */
	content: Block[];
}

/** What a document is made of. */
export type Block =
	| { type: 'paragraph'; content?: Inline[] }
	| { type: 'heading'; attrs: { level: 2 | 3 | 4 }; content?: Inline[] }
	| { type: 'bulletList'; content: ListItem[] }
	| { type: 'orderedList'; attrs: { start: number }; content: ListItem[] }
	| { type: 'blockquote'; content: Block[] }
	| { type: 'codeBlock'; attrs: { language: string | null }; content?: TextNode[] }
	| { type: 'horizontalRule' }
	| { type: 'picture'; attrs: PictureAttributes }
	| { type: 'embed'; attrs: EmbedAttributes };

/** A validated document. Only `parseDocument` makes one. */
export interface Document {
	type: 'doc';
	content: Block[];
}

/** A document without a word, as an editor starts with it. */
export const emptyDocument = (): Document => ({ type: 'doc', content: [{ type: 'paragraph' }] });
