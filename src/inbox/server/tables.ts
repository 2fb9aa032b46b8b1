// Photographed from the migrated database. Do not edit: change a migration and photograph again.
import type { Generated, GeneratedAlways, Json, Time } from '#platform/database/column-types.ts';

export interface AnswerTable {
	id: GeneratedAlways<number>;
	conversation: number;
	comment: number | null;
	author: number | null;
	text: string;
	written: Time;
	key: string | null;
	armed: Time | null;
	tried: Time | null;
	tries: Generated<number>;
	next_try: Time | null;
	delivered: Time | null;
	failed: Time | null;
	unconfirmed: Time | null;
	trouble: string | null;
	trouble_details: Json | null;
	external_id: string | null;
	external_url: string | null;
}

export interface ConversationTable {
	id: GeneratedAlways<number>;
	kind: string;
	origin: string;
	comment: number | null;
	thread: number | null;
	foreign_comment: number | null;
	post: number | null;
	author: number | null;
	author_name: string;
	text: string;
	opened: Time;
	answered: Time | null;
	closed: Time | null;
	closed_by: number | null;
	account: number | null;
	person: string | null;
	heard: number | null;
	mention: number | null;
}

declare module '#platform/database/tables.ts' {
	interface Tables {
		'inbox.answer': AnswerTable;
		'inbox.conversation': ConversationTable;
	}
}
