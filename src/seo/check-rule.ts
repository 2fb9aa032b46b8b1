import type { Document } from '#platform/document/schema.ts';

/** Everything that the checker looks for. */
export const allRules = [
	'title-long',
	'title-short',
	'title-twin',
	'description-missing',
	'description-short',
	'description-long',
	'picture-missing',
	'picture-small',
	'picture-heavy',
	'alt-missing',
	'heading-skipped',
	'heading-none',
	'slug-long',
	'slug-empty',
	'text-short',
	'link-paid',
	'link-text',
	'review-own',
	'hreflang-one-way',
	'members-only',
	'unlisted',
] as const;
export type Rule = (typeof allRules)[number];

/** An article as the checker looks at it: plain data, published or not. */
export interface CheckedArticle {
	/** What a search result would say: the override or the title. */
	title: string;
	/** What it would say below; empty when nobody wrote a summary. */
	description: string;
	slug: string;
	body: Document;
	/** Pixels and bytes of the largest file that pages show. */
	cover: { width: number; height: number; bytes: number } | null;
	/** Bytes of the pictures in the text by their id. */
	pictureBytes: ReadonlyMap<number, number>;
	/** Titles of other published articles that say the same. */
	twins: readonly string[];
	/** Other languages' versions; `mutual` when that version names this one. */
	translations: readonly { locale: string; mutual: boolean }[];
	siteHost: string;
	members: boolean;
	indexed: boolean;
}

/** What was found; sentences `check.RULE`, `check.RULE.why` and `check.RULE.do` say it. */
export interface Finding {
	rule: Rule;
	/** `wrong` keeps the page from being shown well; `better` is worth a minute; `note` is only to know. */
	level: 'wrong' | 'better' | 'note';
	values: Record<string, string | number>;
}

/** Widths in half-width signs, counts in characters or words, sizes in pixels and bytes. */
export const checkLimits = {
	titleLongest: 60,
	titleShortest: 12,
	descriptionShortest: 50,
	descriptionLongest: 156,
	slugLongest: 250,
	textShortest: 300,
	headingsFrom: 1200,
	pictureWidth: 1200,
	pictureBytes: 500_000,
} as const;
