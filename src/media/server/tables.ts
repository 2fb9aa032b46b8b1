// Photographed from the migrated database. Do not edit: change a migration and photograph again.
import type { Generated, GeneratedAlways, Json, Time } from '#platform/database/column-types.ts';

export interface PictureTable {
	id: GeneratedAlways<number>;
	digest: string;
	sizes: Json;
	fallback: string;
	width: number;
	height: number;
	colour: string;
	alt: Generated<string>;
	uploaded: Time;
	uploader: number | null;
}

declare module '#platform/database/tables.ts' {
	interface Tables {
		'media.picture': PictureTable;
	}
}
