// Photographed from the migrated database. Do not edit: change a migration and photograph again.
import type { Generated, GeneratedAlways, Json, Time } from '#platform/database/column-types.ts';

export interface AnsweredCallTable {
	key: string;
	caller: string;
	fingerprint: string;
	status: number | null;
	body: Json | null;
	called: Time;
}

export interface EventTable {
	id: GeneratedAlways<number>;
	name: string;
	about: string;
	things: Generated<string[]>;
	actor: number | null;
	data: Generated<Json>;
	occurred: Time;
}

export interface MailTable {
	id: GeneratedAlways<number>;
	recipient: string;
	subject: string;
	body_text: string;
	body_html: string;
	kind: string;
	written: Time;
	sent: Time | null;
	tries: Generated<number>;
	trouble: string | null;
	failed: Time | null;
	kept: Time | null;
}

export interface MigrationTable {
	name: string;
	applied: Generated<Time>;
}

export interface SecretTable {
	purpose: string;
	value: Buffer;
	changed: Time;
}

declare module '#platform/database/tables.ts' {
	interface Tables {
		'platform.answered_call': AnsweredCallTable;
		'platform.event': EventTable;
		'platform.mail': MailTable;
		'platform.migration': MigrationTable;
		'platform.secret': SecretTable;
	}
}
