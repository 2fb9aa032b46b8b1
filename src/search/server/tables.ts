// Photographed from the migrated database. Do not edit: change a migration and photograph again.
import type { Generated, GeneratedAlways, Time } from '#platform/database/column-types.ts';

export interface EntryTable {
	id: GeneratedAlways<number>;
	kind: string;
	thing: number;
	audience: Generated<string>;
	part: Generated<number>;
	parts: Generated<number>;
	title: string;
	words: string;
	written: Time;
	authors: Generated<number[]>;
	category: number | null;
	tags: Generated<string[]>;
	thread_kind: string | null;
}

export interface WordTable {
	word: string;
	seen: Generated<number>;
}

declare module '#platform/database/tables.ts' {
	interface Tables {
		'search.entry': EntryTable;
		'search.word': WordTable;
	}
}
