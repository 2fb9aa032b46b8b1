import type { ComparedBlock, Piece } from '#content/difference.ts';

/** An article as its editor needs it. */
export interface EditedArticle {
	id: number;
	version: number;
	slug: string;
	title: string;
	excerpt: string;
	body: unknown;
	/** The same text for an editor without scripts. */
	markdown: string;
	tags: string[];
	access: string;
	locale: string;
	path: string;
	published: Date | null;
	scheduled: Date | null;
}

/** What the editor shows after a refusal. */
export interface EditorTrouble {
	message: string;
	code: string;
	/** Field name to sentence. */
	fields: Record<string, string>;
	values: Record<string, string>;
	/** Somebody saved meanwhile: what, and how it differs from what was typed. */
	conflict?: {
		version: number;
		by: string | null;
		changed: Date;
		difference: { fields: { field: string; pieces: Piece[] }[]; blocks: ComparedBlock[] };
	};
}
