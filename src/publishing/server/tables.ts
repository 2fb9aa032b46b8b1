// Photographed from the migrated database. Do not edit: change a migration and photograph again.
import type { Generated, GeneratedAlways, Json, Time } from '#platform/database/column-types.ts';

export interface AccountTable {
	id: GeneratedAlways<number>;
	network: string;
	external_id: string;
	name: string;
	url: string | null;
	secret: string;
	connected: Time;
	connected_by: number | null;
	refused: Time | null;
	trouble: string | null;
	checked: Time | null;
	followers: number | null;
	expires: Time | null;
	renew: Time | null;
	renewing: Time | null;
	warned: number | null;
	disconnected: Time | null;
	disconnected_by: number | null;
	limits: Json | null;
}

export interface AdDeskTable {
	network: string;
	name: string;
	currency: string;
	secret: string;
	kept: Time;
	kept_by: number | null;
	telling: Time | null;
	read: Time | null;
	trouble: string | null;
	trouble_details: Json | null;
}

export interface AllowanceTable {
	network: string;
	account: Generated<string>;
	endpoint: Generated<string>;
	share: number;
	until: Time;
	noted: Time;
}

export interface AmendmentTable {
	id: GeneratedAlways<number>;
	post: number;
	text: string | null;
	asked: Time;
	asked_by: number | null;
	began: Time | null;
	tries: Generated<number>;
	next_try: Time | null;
	done: Time | null;
	failed: Time | null;
	trouble: string | null;
	trouble_details: Json | null;
}

export interface AppTable {
	network: string;
	secret: string;
	word: string;
	kept: Time;
	kept_by: number | null;
}

export interface AttemptTable {
	id: GeneratedAlways<number>;
	post: number;
	began: Time;
	ended: Time;
	kind: string;
	trouble: string | null;
	details: Json | null;
}

export interface CampaignTable {
	name: string;
	created: Time;
	created_by: number | null;
	retired: Time | null;
}

export interface CommentTable {
	id: GeneratedAlways<number>;
	post: number;
	external_id: string;
	external_parent: string | null;
	author_name: string;
	author_url: string | null;
	text: string;
	url: string | null;
	posted: Time;
	collected: Time;
	withdrawn: Time | null;
}

export interface ConversionTable {
	id: GeneratedAlways<number>;
	network: string;
	kind: string;
	subject: string;
	key: string;
	member: number;
	occurred: Time;
	amount: number | null;
	currency: string | null;
	tries: Generated<number>;
	next_try: Time | null;
	told: Time | null;
	dropped: Time | null;
	trouble: string | null;
}

export interface DraftTable {
	id: GeneratedAlways<number>;
	key: string;
	article: number | null;
	target: string | null;
	text: string;
	hashtags: Generated<string[]>;
	labels: Generated<string[]>;
	pictures: Generated<number[]>;
	campaign: string | null;
	author: number | null;
	created: Time;
	changed: Time;
}

export interface FollowUpTable {
	id: GeneratedAlways<number>;
	post: number;
	number: number;
	kind: string;
	text: string;
	key: string;
	armed: Time | null;
	tried: Time | null;
	tries: Generated<number>;
	next_try: Time | null;
	published: Time | null;
	failed: Time | null;
	unconfirmed: Time | null;
	trouble: string | null;
	trouble_details: Json | null;
	external_id: string | null;
	external_url: string | null;
}

export interface HandleTable {
	name: string;
	network: string;
	handle: string;
	kept: Time;
	kept_by: number | null;
}

export interface HouseRuleTable {
	name: string;
	since: Time;
	set_by: number | null;
}

export interface LinkTable {
	id: GeneratedAlways<number>;
	code: string;
	target: string;
	article: number | null;
	post: number | null;
	channel: string | null;
	label: Generated<string>;
	created: Time;
	author: number | null;
	place: string | null;
	words: Generated<string>;
	stopped: Time | null;
	stopped_by: number | null;
	campaign: string | null;
}

export interface MentionTable {
	id: GeneratedAlways<number>;
	network: string;
	account: number;
	external_id: string;
	url: string | null;
	author_name: string;
	author_url: string | null;
	text: string;
	path: string;
	posted: Time;
	found: Time;
	withdrawn: Time | null;
}

export interface MessageTable {
	id: GeneratedAlways<number>;
	account: number;
	person: string;
	external_id: string;
	kind: string;
	text: string;
	author_name: Generated<string>;
	sent: Time;
	received: Time;
	unwritten: Time | null;
}

export interface OfferTable {
	id: GeneratedAlways<number>;
	network: string;
	external_id: string;
	name: string;
	url: string | null;
	secret: string;
	expires: Time | null;
	renew: Time | null;
	offered: Time;
	member: number;
}

export interface PauseTable {
	id: GeneratedAlways<number>;
	paused: Time;
	paused_by: number | null;
	reason: Generated<string>;
	resumed: Time | null;
	resumed_by: number | null;
}

export interface PostTable {
	id: GeneratedAlways<number>;
	account: number;
	article: number | null;
	link: number | null;
	text: string;
	author: number | null;
	key: string;
	queued: Time;
	armed: Time | null;
	tried: Time | null;
	tries: Generated<number>;
	next_try: Time | null;
	published: Time | null;
	failed: Time | null;
	unconfirmed: Time | null;
	trouble: string | null;
	trouble_details: Json | null;
	external_id: string | null;
	external_url: string | null;
	reach: number | null;
	views: number | null;
	likes: number | null;
	comments: number | null;
	collected: Time | null;
	next_collect: Time | null;
	pictures: Generated<number[]>;
	staged: string | null;
	hinted: Time | null;
	edited: Time | null;
	withdrawn: Time | null;
	withdrawn_by: number | null;
	alts: Json | null;
	unreached: Time | null;
	clicks: number | null;
}

export interface RecurredTable {
	recurrence: number;
	due: Time;
	words: string | null;
	draft: number | null;
}

export interface RecurrenceTable {
	id: GeneratedAlways<number>;
	key: string;
	versions: string[];
	hashtags: Generated<string[]>;
	labels: Generated<string[]>;
	campaign: string | null;
	target: string | null;
	accounts: number[];
	weekdays: number[];
	at: string;
	weeks: number;
	made: Time;
	author: number | null;
	next: Time | null;
	trouble: string | null;
	stopped: Time | null;
	stopped_by: number | null;
	pictures: Generated<number[]>;
}

export interface ReviewTable {
	id: GeneratedAlways<number>;
	variant: number;
	kind: string;
	words: Generated<string>;
	digest: string;
	text: string;
	reviewed: Time;
	reviewed_by: number | null;
}

export interface SlotTable {
	id: GeneratedAlways<number>;
	account: number;
	weekday: number;
	at: string;
}

export interface SpendTable {
	network: string;
	campaign_id: string;
	campaign_name: string;
	campaign: string | null;
	day: string;
	currency: string;
	amount: number;
	shown: number | null;
	clicks: number | null;
	origin: string;
	noted: Time;
}

export interface UnnamedTable {
	network: string;
	author_name: string;
	since: Time;
	by: number | null;
}

export interface VariantTable {
	id: GeneratedAlways<number>;
	draft: number;
	account: number;
	text: string;
	edited: Time | null;
	due: Time | null;
	posted: Time | null;
	post: number | null;
	refused: Time | null;
	trouble: string | null;
	cancelled: Time | null;
	cancelled_by: number | null;
	link_place: Generated<string>;
	layout: Generated<string>;
	comment: Generated<string>;
	alts: Json | null;
}

export interface WayTable {
	state: string;
	secret: string;
	begun: Time;
}

declare module '#platform/database/tables.ts' {
	interface Tables {
		'publishing.account': AccountTable;
		'publishing.ad_desk': AdDeskTable;
		'publishing.allowance': AllowanceTable;
		'publishing.amendment': AmendmentTable;
		'publishing.app': AppTable;
		'publishing.attempt': AttemptTable;
		'publishing.campaign': CampaignTable;
		'publishing.comment': CommentTable;
		'publishing.conversion': ConversionTable;
		'publishing.draft': DraftTable;
		'publishing.follow_up': FollowUpTable;
		'publishing.handle': HandleTable;
		'publishing.house_rule': HouseRuleTable;
		'publishing.link': LinkTable;
		'publishing.mention': MentionTable;
		'publishing.message': MessageTable;
		'publishing.offer': OfferTable;
		'publishing.pause': PauseTable;
		'publishing.post': PostTable;
		'publishing.recurred': RecurredTable;
		'publishing.recurrence': RecurrenceTable;
		'publishing.review': ReviewTable;
		'publishing.slot': SlotTable;
		'publishing.spend': SpendTable;
		'publishing.unnamed': UnnamedTable;
		'publishing.variant': VariantTable;
		'publishing.way': WayTable;
	}
}
