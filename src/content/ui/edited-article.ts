import type { Picture } from '#media/picture.ts';
import type { ComparedBlock, Piece } from '#platform/document/difference.ts';
import type { SlugStyle } from '#content/slug.ts';

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
	segment: number | null;
	locale: string;
	authors: number[];
	series: number | null;
	series_position: number | null;
	chosen_cover: number | null;
	path: string;
	published: Date | null;
	scheduled: Date | null;
	submitted: Date | null;
	returned: Date | null;
	approved: Date | null;
	approved_version: number | null;
}

/** What stands around an article while it is written. */
export interface Surroundings {
	/** Who may be among its authors. */
	writers: readonly { id: number; name: string }[];
	series: readonly { id: number; title: string }[];
	/** Its translations. */
	siblings: readonly { id: number; locale: string; title: string; published: Date | null }[];
	/** Articles that can be linked as its translation: none while it has one. */
	unlinked: readonly { id: number; path: string; title: string }[];
	/** The pictures of its text as it is saved, in order. */
	pictures: readonly Picture[];
	/** What the site makes addresses of. */
	slugStyle: SlugStyle;
	notes: readonly { id: number; kind: string; text: string; version: number; written: Date; by: string | null }[];
	/** A change to it that waits for an editor, or for its author again. */
	proposal: { by: string; proposed: Date; returned: Date | null } | null;
	/** Whose members alone may read the whole: those that can be named. */
	segments: readonly { id: number; name: string }[];
	may: { narrow: boolean; publish: boolean; review: boolean; delete: boolean; changePublished: boolean; send: boolean };
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
