// Photographed from the migrated database. Do not edit: change a migration and photograph again.
import type { GeneratedAlways, Time } from '#platform/database/column-types.ts';

export interface HostTable {
	origin: string;
	allowed: Time;
	allowed_by: number | null;
}

export interface PageTable {
	id: GeneratedAlways<number>;
	address: string;
	title: string;
	opened: Time;
}

declare module '#platform/database/tables.ts' {
	interface Tables {
		'embed.host': HostTable;
		'embed.page': PageTable;
	}
}
