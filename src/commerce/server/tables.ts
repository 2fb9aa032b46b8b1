// Photographed from the migrated database. Do not edit: change a migration and photograph again.
import type { Generated, GeneratedAlways, Time } from '#platform/database/column-types.ts';

export interface OrderTable {
	id: GeneratedAlways<number>;
	source: number;
	external_id: string;
	email: string | null;
	member: number | null;
	matched: Time | null;
	currency: string;
	total: number;
	placed: Time;
	received: Time;
}

export interface OrderEntryTable {
	id: GeneratedAlways<number>;
	order: number;
	source: number;
	event: string;
	transition: string;
	reference: Generated<string>;
	amount: number;
	currency: string;
	occurred: Time;
	received: Time;
}

export interface OrderItemTable {
	order: number;
	place: number;
	sku: string;
	name: string;
	quantity: number;
	amount: number;
}

export interface ProductTable {
	id: GeneratedAlways<number>;
	sku: string;
	name: string;
	description: Generated<string>;
	price: number | null;
	currency: Generated<string>;
	url: string | null;
	created: Time;
	retired: Time | null;
	picture: number | null;
}

export interface SourceTable {
	id: GeneratedAlways<number>;
	handle: string;
	name: string;
	kind: string;
	secret: Buffer | null;
	created: Time;
	author: number | null;
	secret_made: Time | null;
	retired: Time | null;
}

declare module '#platform/database/tables.ts' {
	interface Tables {
		'commerce.order': OrderTable;
		'commerce.order_entry': OrderEntryTable;
		'commerce.order_item': OrderItemTable;
		'commerce.product': ProductTable;
		'commerce.source': SourceTable;
	}
}
