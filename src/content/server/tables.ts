// Photographed from the migrated database. Do not edit: change a migration and photograph again.
import type { Generated, GeneratedAlways, Json, Time } from '#platform/database/column-types.ts';

export interface ArticleTable {
	id: GeneratedAlways<number>;
	slug: string;
	title: string;
	excerpt: Generated<string>;
	body: Json;
	body_html: string;
	body_text: string;
	tags: Generated<string[]>;
	locale: string;
	access: Generated<string>;
	author: number;
	cover: number | null;
	reading_minutes: Generated<number>;
	created: Time;
	changed: Time;
	version: Generated<number>;
	published: Time | null;
	scheduled: Time | null;
	thread: number | null;
	submitted: Time | null;
	submitted_by: number | null;
	approved: Time | null;
	approved_by: number | null;
	approved_version: number | null;
	returned: Time | null;
	deleted: Time | null;
	deleted_by: number | null;
	published_before: Time | null;
	leads_to_article: number | null;
	leads_to: string | null;
	thread_stays: Generated<boolean>;
	series: number | null;
	series_position: number | null;
	translates: number | null;
	teaser_html: string | null;
	terms: Generated<string[]>;
	segment: number | null;
	chosen_cover: number | null;
}

export interface ArticleAuthorTable {
	article: number;
	member: number;
	position: number;
}

export interface DeskTable {
	one: Generated<boolean>;
	review_required: Time | null;
	required_by: number | null;
	slug_style: Generated<string>;
	featured: number | null;
}

export interface FormerPageSlugTable {
	slug: string;
	page: number;
	left_behind: Time;
}

export interface FormerSeriesSlugTable {
	slug: string;
	series: number;
	left_behind: Time;
}

export interface FormerSlugTable {
	slug: string;
	article: number;
	left_behind: Time;
}

export interface FormerTagTable {
	name: string;
	leads_to: string;
	left_behind: Time;
}

export interface GoneAddressTable {
	path: string;
	leads_to_article: number | null;
	leads_to: string | null;
	title: string;
	gone: Time;
}

export interface GoneSlugTable {
	slug: string;
	leads_to_article: number | null;
	leads_to: string | null;
	thread: number | null;
	title: string;
	gone: Time;
}

export interface KeptDraftTable {
	member: number;
	place: string;
	article: number | null;
	version: number | null;
	fields: Json;
	body: Json;
	kept: Time;
	page: number | null;
}

export interface NoteTable {
	id: GeneratedAlways<number>;
	article: number;
	version: number;
	member: number | null;
	kind: string;
	text: string;
	written: Time;
}

export interface OpenEditorTable {
	article: number | null;
	page: number | null;
	member: number;
	seen: Time;
}

export interface PageTable {
	id: GeneratedAlways<number>;
	slug: string;
	title: string;
	excerpt: Generated<string>;
	body: Json;
	body_html: string;
	body_text: string;
	locale: string;
	role: string | null;
	translates: number | null;
	author: number | null;
	created: Time;
	changed: Time;
	version: Generated<number>;
	published: Time | null;
	withdrawn: Time | null;
}

export interface PageRevisionTable {
	page: number;
	number: number;
	title: string;
	slug: string;
	excerpt: string;
	body: Json;
	locale: string;
	kept: Time;
	kept_by: number | null;
}

export interface ProposalTable {
	article: number;
	title: string;
	excerpt: string;
	body: Json;
	tags: string[];
	access: string;
	series: number | null;
	series_position: number | null;
	proposed: Time;
	proposed_by: number;
	returned: Time | null;
}

export interface RelatedTable {
	article: number;
	other: number;
	position: number;
	score: number;
}

export interface RevisionTable {
	article: number;
	number: number;
	title: string;
	slug: string;
	excerpt: string;
	body: Json;
	tags: string[];
	locale: string;
	access: string;
	kept: Time;
	kept_by: number | null;
	published: Time | null;
	restored: number | null;
	authors: Generated<number[]>;
	series: number | null;
	series_position: number | null;
}

export interface SeriesTable {
	id: GeneratedAlways<number>;
	slug: string;
	title: string;
	description: Generated<string>;
	created: Time;
	created_by: number | null;
	changed: Time;
}

export interface TagTable {
	name: string;
	description: string;
	changed: Time;
}

declare module '#platform/database/tables.ts' {
	interface Tables {
		'content.article': ArticleTable;
		'content.article_author': ArticleAuthorTable;
		'content.desk': DeskTable;
		'content.former_page_slug': FormerPageSlugTable;
		'content.former_series_slug': FormerSeriesSlugTable;
		'content.former_slug': FormerSlugTable;
		'content.former_tag': FormerTagTable;
		'content.gone_address': GoneAddressTable;
		'content.gone_slug': GoneSlugTable;
		'content.kept_draft': KeptDraftTable;
		'content.note': NoteTable;
		'content.open_editor': OpenEditorTable;
		'content.page': PageTable;
		'content.page_revision': PageRevisionTable;
		'content.proposal': ProposalTable;
		'content.related': RelatedTable;
		'content.revision': RevisionTable;
		'content.series': SeriesTable;
		'content.tag': TagTable;
	}
}
