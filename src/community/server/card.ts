import type { Locale } from '#platform/language/locale.ts';
import type { IdeaStatus, ThreadKind } from '#community/kind.ts';
import { noStars } from '#community/stars.ts';
import type { PinPlace, ThreadCard } from '#community/thread.ts';

export interface CardRow {
	id: number;
	path: string;
	title: string;
	kind: string;
	answer: number | null;
	idea_status: string | null;
	idea_votes: number | null;
	counts: number[] | null;
	tags: string[];
	subject: string | null;
	nameless: Date | null;
	opened: Date;
	closed: Date | null;
	pinned_in: string | null;
	opening: number | null;
	comment_count: number;
	last_commented: Date | null;
	category_id: number | null;
	category_slug: string | null;
	category_name: string | null;
	category_locale: string | null;
	author_id: number | null;
	author_name: string | null;
	author_handle: string | null;
}

export const threadCard = (row: CardRow): ThreadCard => ({
	id: row.id,
	path: row.path,
	title: row.title,
	kind: row.kind as ThreadKind,
	answer: row.answer,
	idea: row.kind === 'idea' ? { status: (row.idea_status ?? 'open') as IdeaStatus, votes: row.idea_votes ?? 0 } : null,
	stars: row.kind === 'review' ? (row.counts ?? noStars) : null,
	tags: row.tags,
	subject: row.subject,
	category:
		row.category_id === null
			? null
			: { id: row.category_id, slug: row.category_slug ?? '', name: row.category_name ?? '' },
	locale: row.category_locale as Locale | null,
	author:
		row.author_name === null
			? null
			: { id: row.author_id ?? 0, name: row.author_name, handle: row.author_handle ?? '' },
	nameless: row.nameless !== null,
	opened: row.opened,
	closed: row.closed,
	pinned: row.pinned_in as PinPlace | null,
	comment_count: row.comment_count,
	replies: Math.max(0, row.comment_count - (row.opening === null ? 0 : 1)),
	last_commented: row.last_commented,
});
