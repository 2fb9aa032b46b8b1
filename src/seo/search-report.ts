import type { ComparedFigures, LossReason } from '#seo/search-console.ts';

/** A page or a query with its figures of the last days and of as many before. */
export interface ComparedRow extends ComparedFigures {
	name: string;
}

/** A page as the console shows it. `article` leads to its search panel. */
export interface SearchedPage extends ComparedRow {
	title: string;
	article: number | null;
}

/** How the site is found. Days are `2026-11-26`, by Pacific time. */
export interface SearchReport {
	/** The last day that is known. */
	last: string;
	total: ComparedFigures;
	days: { day: string; clicks: number; impressions: number }[];
	queries: ComparedRow[];
	pages: SearchedPage[];
	losing: (SearchedPage & { reason: LossReason })[];
}

/** How one page is found. */
export interface PageSearch {
	last: string;
	page: ComparedRow;
	reason: LossReason | null;
	queries: ComparedRow[];
}
