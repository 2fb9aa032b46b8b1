// Photographed from the migrated database. Do not edit: change a migration and photograph again.
import type { Generated, GeneratedAlways, Time } from '#platform/database/column-types.ts';

export interface ClickTable {
	id: GeneratedAlways<number>;
	link: number;
	visitor: string;
	clicked: Time;
	source: string;
	member: number | null;
}

export interface DropTable {
	day: string;
	reason: string;
	agent: string;
	what: string;
	hits: number;
}

export interface ReadingTable {
	visit: number;
	thing: string;
	views: number;
}

export interface TallyTable {
	day: string;
	subject: string;
	visits: Generated<number>;
	views: Generated<number>;
}

export interface VisitTable {
	id: GeneratedAlways<number>;
	visitor: string;
	day: string;
	began: Time;
	last_seen: Time;
	entry_thing: Generated<string>;
	entry_path: string;
	link: number | null;
	source: string;
	channel: string;
	campaign: string | null;
	pages: number;
	member: number | null;
}

declare module '#platform/database/tables.ts' {
	interface Tables {
		'insight.click': ClickTable;
		'insight.drop': DropTable;
		'insight.reading': ReadingTable;
		'insight.tally': TallyTable;
		'insight.visit': VisitTable;
	}
}
