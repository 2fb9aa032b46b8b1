// Photographed from the migrated database. Do not edit: change a migration and photograph again.
import type { Generated, Json, Time } from '#platform/database/column-types.ts';

export interface AnnouncementTable {
	one: Generated<boolean>;
	text: Generated<string>;
	text_en: Generated<string>;
	link: Generated<string>;
	starts: Time | null;
	ends: Time | null;
	version: Generated<number>;
	changed: Time | null;
}

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
	icons: Json | null;
}

export interface ContactTable {
	one: Generated<boolean>;
	company: Generated<string>;
	company_en: Generated<string>;
	tax_id: Generated<string>;
	address: Generated<string>;
	address_en: Generated<string>;
	phone: Generated<string>;
	email: Generated<string>;
	hours: Generated<string>;
	hours_en: Generated<string>;
	changed: Time | null;
}

export interface DomainClaimTable {
	host: string;
	token: string;
	claimed: Time;
	claimed_by: number | null;
	looked: Time | null;
	seen: string | null;
}

export interface MenuTable {
	name: string;
	version: Generated<number>;
	changed: Time;
}

export interface MenuItemTable {
	menu: string;
	position: number;
	nested: Generated<boolean>;
	kind: string;
	page: number | null;
	article: number | null;
	target: string | null;
	label: Generated<string>;
	label_en: Generated<string>;
}

declare module '#platform/database/tables.ts' {
	interface Tables {
		'site.announcement': AnnouncementTable;
		'site.brand': BrandTable;
		'site.contact': ContactTable;
		'site.domain_claim': DomainClaimTable;
		'site.menu': MenuTable;
		'site.menu_item': MenuItemTable;
	}
}
