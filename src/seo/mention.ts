import type { MentionKind } from '#seo/read-mention.ts';

/** What another site said about an article, a page or a series, as its page shows it. */
export interface ShownMention {
	source: string;
	kind: MentionKind;
	title: string;
	author: string;
	excerpt: string;
}
