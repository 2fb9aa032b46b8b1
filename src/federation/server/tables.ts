// Photographed from the migrated database. Do not edit: change a migration and photograph again.
import type { Generated, GeneratedAlways, Json, Time } from '#platform/database/column-types.ts';

export interface BlockedTable {
	host: string;
	reason: Generated<string>;
	blocked: Time;
	blocked_by: number | null;
}

export interface DeliveryTable {
	id: GeneratedAlways<number>;
	speaker: string;
	inbox: string;
	verb: string;
	thing: string | null;
	activity: Json | null;
	asked: Time;
}

export interface FollowerTable {
	speaker: string;
	address: string;
	inbox: string;
	followed: Time;
}

export interface HeardTable {
	activity: string;
	heard: Time;
}

export interface LikedTable {
	thing: string;
	address: string;
	liked: Time;
	how: string;
}

export interface SaidTable {
	address: string;
	comment: number;
	thread: number;
	author: string;
	inbox: string | null;
}

export interface SentTable {
	thing: string;
	speaker: string;
	digest: string;
	sent: Time;
	changed: Time | null;
	withdrawn: Time | null;
	thread: number | null;
}

export interface SettingTable {
	one: Generated<boolean>;
	switched: Time | null;
	name: Generated<string>;
}

export interface SpeakerTable {
	id: string;
	rsa_public: Json;
	rsa_private: Buffer;
	ed_public: Json;
	ed_private: Buffer;
	made: Time;
}

declare module '#platform/database/tables.ts' {
	interface Tables {
		'federation.blocked': BlockedTable;
		'federation.delivery': DeliveryTable;
		'federation.follower': FollowerTable;
		'federation.heard': HeardTable;
		'federation.liked': LikedTable;
		'federation.said': SaidTable;
		'federation.sent': SentTable;
		'federation.setting': SettingTable;
		'federation.speaker': SpeakerTable;
	}
}
