// Photographed from the migrated database. Do not edit: change a migration and photograph again.
import type { Generated, GeneratedAlways, Time } from '#platform/database/column-types.ts';

export interface OverrideTable {
	article: number;
	title: string | null;
	description: string | null;
	unlisted: Time | null;
	changed: Time;
	changed_by: number | null;
}

export interface RedirectTable {
	id: GeneratedAlways<number>;
	path: string;
	query: Generated<string>;
	target: string | null;
	status: number;
	origin: Generated<string>;
	hits: Generated<number>;
	hit: Time | null;
	created: Time;
	created_by: number | null;
}

export interface SettingTable {
	one: Generated<boolean>;
	feed_content: Generated<string>;
	hub: string | null;
	index_now: Time | null;
	webmention: Time | null;
}

declare module '#platform/database/tables.ts' {
	interface Tables {
		'seo.override': OverrideTable;
		'seo.redirect': RedirectTable;
		'seo.setting': SettingTable;
	}
}
