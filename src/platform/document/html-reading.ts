import type { BlockBuilder } from './block-builder.ts';
import type { FoundFootnotes } from './html-footnotes.ts';
import type { HtmlNode } from './html-tree.ts';
import type { Block, DocumentLimits, PictureAttributes } from './schema.ts';

/** Finds the picture of the media library for an address found in the input; null leaves the address as it is. */
export type FindPicture = (address: string) => Partial<PictureAttributes> | null;

/** What whoever reads knows of the input. */
export interface ReadOptions {
	picture?: FindPicture;
	/** How long it may be, where that is not the profile's own. */
	limits?: DocumentLimits;
}

/** What is carried along while a foreign tree is read. */
export interface HtmlReading {
	picture: FindPicture;
	/** Pictures that were found by it. */
	own: Set<Block>;
	footnotes: FoundFootnotes;
	/** Levels of quotes and lists around. */
	depth: number;
	/** The blocks inside an element. */
	within: (nodes: readonly HtmlNode[], reading: HtmlReading) => Block[];
}

/** Deeper than anybody writes, levels of quotes and lists fall together. */
export const deepest = 5;

export const addAll = (builder: BlockBuilder, blocks: readonly Block[]): void => void builder.blocks.push(...blocks);
