// Photographed from the migrated database. Do not edit: change a migration and photograph again.
import type { Generated, GeneratedAlways, Time } from '#platform/database/column-types.ts';

export interface MentionTable {
	id: GeneratedAlways<number>;
	source: string;
	target: string;
	article: number | null;
	kind: Generated<string>;
	title: Generated<string>;
	author: Generated<string>;
	excerpt: Generated<string>;
	asked: Time;
	verified: Time | null;
	gone: Time | null;
	approved: Time | null;
	approved_by: number | null;
	hidden: Time | null;
	hidden_by: number | null;
	page: number | null;
	series: number | null;
}

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

export interface SearchConsoleTable {
	one: Generated<boolean>;
	property: string;
	account: string;
	secret: Buffer;
	connected: Time;
	connected_by: number | null;
	collected: string | null;
	asked: Time | null;
	trouble: string | null;
	troubled: Time | null;
}

export interface SearchDayTable {
	day: string;
	clicks: number;
	impressions: number;
	position: number;
}

export interface SearchRowTable {
	day: string;
	page: string;
	query: string;
	clicks: number;
	impressions: number;
	position: number;
}

export interface SettingTable {
	one: Generated<boolean>;
	feed_content: Generated<string>;
	hub: string | null;
	index_now: Time | null;
	webmention: Time | null;
}

export interface ToldMentionTable {
	article: number | null;
	target: string;
	told: Time;
	outcome: string;
	page: number | null;
}

declare module '#platform/database/tables.ts' {
	interface Tables {
		'seo.mention': MentionTable;
		'seo.override': OverrideTable;
		'seo.redirect': RedirectTable;
		'seo.search_console': SearchConsoleTable;
		'seo.search_day': SearchDayTable;
		'seo.search_row': SearchRowTable;
		'seo.setting': SettingTable;
		'seo.told_mention': ToldMentionTable;
	}
}
