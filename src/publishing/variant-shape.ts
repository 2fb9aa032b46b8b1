/** Where the link of a post stands: where its network wants it, in the first comment under it, or nowhere. */
export const linkPlaces = ['usual', 'comment', 'none'] as const;
export type LinkPlace = (typeof linkPlaces)[number];

/** How a draft is laid out on one network, beside its words. */
export interface VariantShape {
	linkPlace: LinkPlace;
	/** In parts that answer each other, instead of shortened. */
	thread: boolean;
	/** What we say ourselves in the first comment; empty: nothing. */
	comment: string;
	/** Descriptions of pictures that read differently here: id of the picture to text. */
	alts: Record<string, string>;
}

export const usualShape: VariantShape = { linkPlace: 'usual', thread: false, comment: '', alts: {} };
