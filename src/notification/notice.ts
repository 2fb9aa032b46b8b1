/** What a member is told of their own words: that they wait for a person, were taken away (with a warning, with silence), or are shown. */
export const orderKinds = ['held', 'hidden', 'warned', 'silenced', 'shown'] as const;
export type OrderKind = (typeof orderKinds)[number];

/** Something that a member is told. */
export interface Notice {
	id: number;
	kind: 'reply' | 'mention' | 'comment' | 'answer' | 'reaction' | 'reminder' | OrderKind;
	/** Null: somebody on a network, or who has left. */
	name: string | null;
	/** How many people it is of; the last of them has the name. */
	people: number;
	/** The group as which they were called; null: by their own name, or not called. */
	group: string | null;
	title: string;
	/** The beginning of the comment. */
	text: string;
	comment: number;
	told: Date;
	read: Date | null;
}
