// Photographed from the migrated database. Do not edit: change a migration and photograph again.
import type { Generated, GeneratedAlways, Time } from '#platform/database/column-types.ts';

export interface ClosedDoorTable {
	member: number;
	closed: Time;
}

export interface MessageTable {
	id: GeneratedAlways<number>;
	talk: number;
	author: number | null;
	text: string;
	said: Time;
	taken_back: Time | null;
}

export interface SeatTable {
	talk: number;
	member: number;
	since: Time;
	departed: Time | null;
	seen: Generated<number>;
	unread: Time | null;
	active: Time;
	hushed: Time | null;
}

export interface TalkTable {
	id: GeneratedAlways<number>;
	title: Generated<string>;
	pair: string | null;
	begun: Time;
	changed: Time | null;
	begun_by: number | null;
}

declare module '#platform/database/tables.ts' {
	interface Tables {
		'message.closed_door': ClosedDoorTable;
		'message.message': MessageTable;
		'message.seat': SeatTable;
		'message.talk': TalkTable;
	}
}
