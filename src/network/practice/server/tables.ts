// Photographed from the migrated database. Do not edit: change a migration and photograph again.
import type { Generated, GeneratedAlways, Time } from '#platform/database/column-types.ts';

export interface CommentTable {
	id: GeneratedAlways<number>;
	post: number;
	parent: number | null;
	follower: number | null;
	key: string | null;
	text: string;
	posted: Time;
}

export interface FollowerTable {
	id: GeneratedAlways<number>;
	page: number;
	name: string;
}

export interface LikingTable {
	post: number;
	follower: number;
	liked: Time;
}

export interface PageTable {
	id: GeneratedAlways<number>;
	key: string;
	name: string;
	token: string;
	created: Time;
	fault: string | null;
	fault_calls: Generated<number>;
	fault_hold: Generated<number>;
}

export interface PostTable {
	id: GeneratedAlways<number>;
	page: number;
	key: string;
	text: string;
	link: string | null;
	posted: Time;
	shown: Generated<number>;
}

export interface SightingTable {
	post: number;
	follower: number;
	seen: Time;
	times: Generated<number>;
}

declare module '#platform/database/tables.ts' {
	interface Tables {
		'practice.comment': CommentTable;
		'practice.follower': FollowerTable;
		'practice.liking': LikingTable;
		'practice.page': PageTable;
		'practice.post': PostTable;
		'practice.sighting': SightingTable;
	}
}
