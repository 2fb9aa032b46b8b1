// Photographed from the migrated database. Do not edit: change a migration and photograph again.
import type { Generated, Time } from '#platform/database/column-types.ts';

export interface BrandTable {
	one: Generated<boolean>;
	name: Generated<string>;
	tagline: Generated<string>;
	colour: Generated<string>;
	layout: Generated<string>;
	locale: Generated<string>;
	time_zone: Generated<string>;
	logo: string | null;
	logo_width: number | null;
	logo_height: number | null;
	facebook_page: string | null;
	ready: Time | null;
	setup_digest: string | null;
}

declare module '#platform/database/tables.ts' {
	interface Tables {
		'site.brand': BrandTable;
	}
}
