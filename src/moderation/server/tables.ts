// Photographed from the migrated database. Do not edit: change a migration and photograph again.
import type { Generated, GeneratedAlways, Json, Time } from '#platform/database/column-types.ts';

export interface AppealTable {
	id: GeneratedAlways<number>;
	decision: number | null;
	measure: number | null;
	applicant: number | null;
	member: number | null;
	words: string;
	appealed: Time;
	outcome: string | null;
	answer: Generated<string>;
	answered: Time | null;
	answered_by: number | null;
}

export interface DecisionTable {
	id: GeneratedAlways<number>;
	comment: number;
	thread: number;
	member: number | null;
	verdict: string;
	reason: string | null;
	words: Generated<string>;
	stood: string;
	decided: Time;
	decided_by: number | null;
	undone: Time | null;
	undone_by: number | null;
}

export interface FlagTable {
	id: GeneratedAlways<number>;
	comment: number;
	member: number;
	reason: string;
	words: Generated<string>;
	flagged: Time;
	decision: number | null;
}

export interface ItemTable {
	comment: number;
	held_for: Generated<string[]>;
	opened: Time;
	decision: number | null;
}

export interface LearnedTable {
	feature: string;
	shown: string;
	removed: Generated<number>;
	kept: Generated<number>;
}

export interface LessonTable {
	comment: number;
	outcome: string;
	features: string[];
}

export interface MeasureTable {
	id: GeneratedAlways<number>;
	member: number;
	kind: string;
	decision: number | null;
	reason: string;
	words: Generated<string>;
	taken: Time;
	taken_by: number | null;
	until: Time | null;
	lifted: Time | null;
	lifted_by: number | null;
	about: string | null;
}

export interface ReportTable {
	id: GeneratedAlways<number>;
	message: number | null;
	member: number | null;
	author: number | null;
	reason: string;
	words: Generated<string>;
	copy: Json | null;
	reported: Time;
	opened: Time | null;
	opened_by: number | null;
	verdict: string | null;
	decided: Time | null;
	decided_by: number | null;
	about: Generated<string>;
	held_for: Generated<string[]>;
}

export interface RuleTable {
	one: Generated<boolean>;
	hold_first: Generated<number>;
}

export interface WatchedTable {
	word: string;
	added: Time;
}

declare module '#platform/database/tables.ts' {
	interface Tables {
		'moderation.appeal': AppealTable;
		'moderation.decision': DecisionTable;
		'moderation.flag': FlagTable;
		'moderation.item': ItemTable;
		'moderation.learned': LearnedTable;
		'moderation.lesson': LessonTable;
		'moderation.measure': MeasureTable;
		'moderation.report': ReportTable;
		'moderation.rule': RuleTable;
		'moderation.watched': WatchedTable;
	}
}
