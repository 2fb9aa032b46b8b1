// Photographed from the migrated database. Do not edit: change a migration and photograph again.
import type { Generated, GeneratedAlways, Json, Time } from '#platform/database/column-types.ts';

export interface AdmissionTable {
	category: number;
	act: string;
	role: string | null;
	segment: number | null;
	member_group: number | null;
}

export interface AnswerTable {
	thread: number;
	comment: number;
	chosen: Time;
	chosen_by: number | null;
}

export interface BallotTable {
	thread: number;
	member: number;
	position: number;
	voted: Time;
}

export interface BegunTable {
	id: GeneratedAlways<number>;
	member: number | null;
	digest: string | null;
	address: Generated<string>;
	category: number | null;
	kind: Generated<string>;
	title: Generated<string>;
	text: Generated<string>;
	choices: Generated<string>;
	saved: Time;
	tags: Generated<string>;
}

export interface BookmarkTable {
	id: GeneratedAlways<number>;
	member: number;
	comment: number;
	note: Generated<string>;
	made: Time;
	remind: Time | null;
	reminded: Time | null;
}

export interface CategoryTable {
	id: GeneratedAlways<number>;
	slug: string;
	name: string;
	description: Generated<string>;
	position: Generated<number>;
	started_by: Generated<string>;
	created: Time;
	kinds: Generated<string[]>;
	close_days: Generated<number>;
	template: Generated<string>;
	seen_by: Generated<string>;
	answered_by: Generated<string>;
	icon: Generated<string>;
	locale: string | null;
	anonymous: Time | null;
}

export interface CategoryAddressTable {
	slug: string;
	category: number;
}

export interface ChoiceTable {
	thread: number;
	position: number;
	text: string;
	vote_count: Generated<number>;
}

export interface CommentTable {
	id: GeneratedAlways<number>;
	thread: number;
	parent: number | null;
	root: number | null;
	author: number | null;
	body: Json;
	body_html: string;
	body_text: string;
	posted: Time;
	edited: Time | null;
	edited_by: number | null;
	hidden: Time | null;
	hidden_by: number | null;
	deleted: Time | null;
	deleted_by: number | null;
	origin_network: string | null;
	origin_author: string | null;
	origin_url: string | null;
	origin_id: string | null;
	held: Time | null;
	edits: Generated<number>;
	nameless: Time | null;
	preview: number | null;
	stars: number | null;
	disclosed: string | null;
}

export interface DraftTable {
	member: number;
	thread: number;
	parent: number | null;
	quote: Generated<string>;
	text: string;
	saved: Time;
	stars: number | null;
	disclosed: string | null;
}

export interface FollowingTable {
	member: number;
	category: number;
	level: string;
}

export interface GroupCallTable {
	comment: number;
	member_group: number;
	author: number;
	called: Time;
}

export interface HeldTable {
	id: GeneratedAlways<number>;
	digest: string;
	thread: number;
	parent: number | null;
	body_text: string;
	address: Generated<string>;
	held: Time;
	expires: Time;
	released: Time | null;
	released_by: number | null;
	comment: number | null;
	quote: Generated<string>;
	stars: number | null;
	disclosed: string | null;
}

export interface HelperTable {
	span: string;
	member: number;
	answers: number;
	people: number;
	score: number;
}

export interface HighlightTable {
	week: string;
	thread: number;
	talkers: number;
	people: number;
	chosen: Time;
	told: Time | null;
	told_by: number | null;
}

export interface IdeaTable {
	thread: number;
	status: Generated<string>;
	decided: Time | null;
	decided_by: number | null;
	vote_count: Generated<number>;
}

export interface KeeperTable {
	thread: number;
	member: number;
	since: Time;
	given_by: number | null;
}

export interface LeaningTable {
	member: number | null;
	thread: number | null;
	level: string | null;
}

export interface ModestTable {
	member: number;
	since: Time;
}

export interface NoteTable {
	id: GeneratedAlways<number>;
	thread: number;
	kind: string;
	after: number;
	other: number | null;
	title: Generated<string>;
	comments: Generated<number>;
	noted: Time;
	noted_by: number | null;
}

export interface PollTable {
	thread: number;
	most: Generated<number>;
	results: Generated<string>;
	closes: Time | null;
	closed: Time | null;
	voter_count: Generated<number>;
}

export interface PreviewTable {
	id: GeneratedAlways<number>;
	address: string;
	asked: Time;
	found: Time | null;
	title: Generated<string>;
	description: Generated<string>;
	source: Generated<string>;
	picture: number | null;
}

export interface RatedTable {
	thread: number;
	counts: Generated<number[]>;
}

export interface ReactionTable {
	comment: number;
	member: number;
	sign: string;
	thread: number;
	reacted: Time;
}

export interface ReactionCountTable {
	comment: number;
	sign: string;
	count: number;
}

export interface ReadingTable {
	member: number;
	thread: number;
	level: string | null;
	seen_comment: number | null;
	seen: Time | null;
	unread: number | null;
}

export interface RuleTable {
	one: Generated<boolean>;
	previews_off: Time | null;
	tags_from: Generated<number>;
}

export interface SharedCommentTable {
	comment: number;
	since: Time;
	shared_by: number | null;
}

export interface SignTable {
	sign: string;
	position: number;
	retired: Time | null;
}

export interface TagFollowingTable {
	member: number;
	tag: string;
	level: string;
}

export interface ThreadTable {
	id: GeneratedAlways<number>;
	category: number | null;
	subject: string | null;
	title: string;
	slug: string;
	path: string;
	author: number | null;
	opened: Time;
	opening: number | null;
	closed: Time | null;
	closed_by: number | null;
	hidden: Time | null;
	hidden_by: number | null;
	withdrawn: Time | null;
	comment_count: Generated<number>;
	last_commented: Time | null;
	active: GeneratedAlways<Time>;
	kind: Generated<string>;
	pinned: Time | null;
	pinned_in: string | null;
	pinned_by: number | null;
	slow_seconds: Generated<number>;
	close_days: number | null;
	merged_into: number | null;
	merged: Time | null;
	merged_by: number | null;
	nameless: Time | null;
	tags: Generated<string[]>;
}

export interface TrustTable {
	member: number;
	level: number;
	weighed: Time;
}

export interface UnheardTable {
	id: GeneratedAlways<number>;
	member: number;
	network: string;
	person: string;
	name: string;
	since: Time;
}

export interface VersionTable {
	comment: number;
	number: number;
	body: Json;
	body_text: string;
	written: Time;
	written_by: number | null;
	stars: number | null;
	disclosed: string | null;
}

export interface VisitTable {
	member: number;
	seen: Time;
	before: Time | null;
	news_since: Time | null;
}

export interface VoteTable {
	thread: number;
	member: number;
	voted: Time;
}

declare module '#platform/database/tables.ts' {
	interface Tables {
		'community.admission': AdmissionTable;
		'community.answer': AnswerTable;
		'community.ballot': BallotTable;
		'community.begun': BegunTable;
		'community.bookmark': BookmarkTable;
		'community.category': CategoryTable;
		'community.category_address': CategoryAddressTable;
		'community.choice': ChoiceTable;
		'community.comment': CommentTable;
		'community.draft': DraftTable;
		'community.following': FollowingTable;
		'community.group_call': GroupCallTable;
		'community.held': HeldTable;
		'community.helper': HelperTable;
		'community.highlight': HighlightTable;
		'community.idea': IdeaTable;
		'community.keeper': KeeperTable;
		'community.leaning': LeaningTable;
		'community.modest': ModestTable;
		'community.note': NoteTable;
		'community.poll': PollTable;
		'community.preview': PreviewTable;
		'community.rated': RatedTable;
		'community.reaction': ReactionTable;
		'community.reaction_count': ReactionCountTable;
		'community.reading': ReadingTable;
		'community.rule': RuleTable;
		'community.shared_comment': SharedCommentTable;
		'community.sign': SignTable;
		'community.tag_following': TagFollowingTable;
		'community.thread': ThreadTable;
		'community.trust': TrustTable;
		'community.unheard': UnheardTable;
		'community.version': VersionTable;
		'community.visit': VisitTable;
		'community.vote': VoteTable;
	}
}
