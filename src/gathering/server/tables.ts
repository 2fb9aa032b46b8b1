// Photographed from the migrated database. Do not edit: change a migration and photograph again.
import type { Generated, GeneratedAlways, Json, Time } from '#platform/database/column-types.ts';

export interface GatheringTable {
	id: GeneratedAlways<number>;
	slug: string;
	title: string;
	excerpt: Generated<string>;
	body: Json;
	body_html: string;
	body_text: string;
	locale: string;
	picture: number | null;
	place: string;
	address: Generated<string>;
	map_url: string | null;
	begins: Time;
	ends: Time;
	capacity: number | null;
	taken: Generated<number>;
	opens: Time | null;
	closes: Time | null;
	access: Generated<string>;
	author: number | null;
	created: Time;
	changed: Time;
	version: Generated<number>;
	published: Time | null;
	cancelled: Time | null;
	moved: Time | null;
	turned: Time;
	self_key: string | null;
}

export interface TicketTable {
	id: GeneratedAlways<number>;
	gathering: number;
	member: number | null;
	name: Generated<string>;
	code: string;
	note: Generated<string>;
	asked: Time;
	seated: Time | null;
	cancelled: Time | null;
	checked_in: Time | null;
	checked_in_by: number | null;
	walked_in: Time | null;
	unreminded: Time | null;
	reminded: Time | null;
	told: Time | null;
}

declare module '#platform/database/tables.ts' {
	interface Tables {
		'gathering.gathering': GatheringTable;
		'gathering.ticket': TicketTable;
	}
}
