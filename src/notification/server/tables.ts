// Photographed from the migrated database. Do not edit: change a migration and photograph again.
import type { Generated, GeneratedAlways, Time } from '#platform/database/column-types.ts';

export interface AskTable {
	id: GeneratedAlways<number>;
	email: string;
	address: Generated<string>;
	asked: Time;
}

export interface ConsentTable {
	id: GeneratedAlways<number>;
	subscriber: number;
	topic: number | null;
	act: string;
	place: string;
	wording: Generated<string>;
	network: Generated<string>;
	happened: Time;
}

export interface SubscriberTable {
	id: GeneratedAlways<number>;
	email: string;
	locale: Generated<string>;
	created: Time;
}

export interface SubscriptionTable {
	subscriber: number;
	topic: number;
	asked: Time;
	confirmed: Time | null;
	ended: Time | null;
}

export interface SuppressionTable {
	email: string;
	reason: string;
	note: Generated<string>;
	since: Time;
	added_by: number | null;
}

export interface TopicTable {
	id: GeneratedAlways<number>;
	name: string;
	name_en: Generated<string>;
	about: Generated<string>;
	about_en: Generated<string>;
	created: Time;
	retired: Time | null;
}

declare module '#platform/database/tables.ts' {
	interface Tables {
		'notification.ask': AskTable;
		'notification.consent': ConsentTable;
		'notification.subscriber': SubscriberTable;
		'notification.subscription': SubscriptionTable;
		'notification.suppression': SuppressionTable;
		'notification.topic': TopicTable;
	}
}
