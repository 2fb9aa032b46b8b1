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
}

export interface FormerPageSlugTable {
	slug: string;
	page: number;
	left_behind: Time;
}

export interface FormerSlugTable {
	slug: string;
	article: number;
	left_behind: Time;
}

export interface KeptDraftTable {
	member: number;
	place: string;
	article: number | null;
	version: number | null;
	fields: Json;
	body: Json;
	kept: Time;
}

export interface OpenEditorTable {
	article: number;
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
}

declare module '#platform/database/tables.ts' {
	interface Tables {
		'content.article': ArticleTable;
		'content.former_page_slug': FormerPageSlugTable;
		'content.former_slug': FormerSlugTable;
		'content.kept_draft': KeptDraftTable;
		'content.open_editor': OpenEditorTable;
		'content.page': PageTable;
		'content.revision': RevisionTable;
	}
}
