/** A thread that somebody has begun to write; `saved` in milliseconds. */
export interface BegunThread {
	/** Where it is to stand; null: not chosen, or gone. */
	category: { id: number; slug: string } | null;
	kind: string;
	title: string;
	text: string;
	/** What it is to be about, as it is typed. */
	tags: string;
	/** Of a poll, one in each line. */
	choices: string;
	saved: number;
}

/** Where it is gone on with. */
export const goOnPath = (begun: Pick<BegunThread, 'category'>): string =>
	`/community/new?${begun.category ? `category=${encodeURIComponent(begun.category.slug)}&` : ''}draft=1`;
