// Photographed from the migrated database. Do not edit: change a migration and photograph again.
import type { Generated, GeneratedAlways, Json, Time } from '#platform/database/column-types.ts';

export interface ExportTable {
	id: GeneratedAlways<number>;
	asked: Time;
	asked_by: number | null;
	worker: string | null;
	seen: Time;
	ended: Time | null;
	outcome: string | null;
	trouble: Json | null;
	counts: Generated<Json>;
	missing: Generated<string[]>;
	bytes: number | null;
	forgotten: Time | null;
}

export interface FindingTable {
	id: GeneratedAlways<number>;
	run: number;
	kind: string;
	foreign_id: string;
	title: string;
	lost: boolean;
	code: string;
	details: Generated<Json>;
}

export interface ItemTable {
	origin: string;
	kind: string;
	foreign_id: string;
	home: string;
	digest: string;
	mark: Generated<string>;
	carried: Json | null;
	brought: Time;
	run: number | null;
}

export interface RunTable {
	id: GeneratedAlways<number>;
	source: string;
	origin: string | null;
	place: string;
	options: Generated<Json>;
	dry: boolean;
	asked: Time;
	asked_by: number | null;
	worker: string | null;
	seen: Time;
	stop_asked: Time | null;
	ended: Time | null;
	outcome: string | null;
	trouble: Json | null;
	position: Generated<number>;
	total: number | null;
	counts: Generated<Json>;
}

declare module '#platform/database/tables.ts' {
	interface Tables {
		'transfer.export': ExportTable;
		'transfer.finding': FindingTable;
		'transfer.item': ItemTable;
		'transfer.run': RunTable;
	}
}
