// Photographed from the migrated database. Do not edit: change a migration and photograph again.
import type { Generated, GeneratedAlways, Json, Time } from '#platform/database/column-types.ts';

export interface AskTable {
	id: GeneratedAlways<number>;
	email: string;
	address: Generated<string>;
	asked: Time;
	mailbox: string;
}

export interface BundleTable {
	id: GeneratedAlways<number>;
	member: number;
	thread: number | null;
	opened: Time;
	due: Time;
	sealed: Time | null;
	taken: Time | null;
	tries: Generated<number>;
	sent: Time | null;
	skipped: Time | null;
	failed: Time | null;
	unconfirmed: Time | null;
	reason: string | null;
	said: string | null;
	talk: number | null;
}

export interface CadenceTable {
	member: number;
	matter: string;
	every: string;
}

export interface ClickTable {
	id: GeneratedAlways<number>;
	delivery: number;
	link: number;
	clicked: Time;
	counted: number | null;
	machine: string | null;
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

export interface DeliveryTable {
	id: GeneratedAlways<number>;
	mailing: number;
	subscriber: number | null;
	taken: Time | null;
	tries: Generated<number>;
	next_try: Time | null;
	sent: Time | null;
	skipped: Time | null;
	failed: Time | null;
	unconfirmed: Time | null;
	reason: string | null;
	said: string | null;
	bounced: Time | null;
	complained: Time | null;
}

export interface DeviceTable {
	id: GeneratedAlways<number>;
	member: number;
	session: number;
	endpoint: string;
	p256dh: Buffer;
	auth: Buffer;
	browser: string;
	added: Time;
	sent: Time | null;
	refused: Time | null;
	said: string | null;
}

export interface DoorTable {
	name: string;
	secret: Buffer;
	opened: Time;
	opened_by: number | null;
	used: Time | null;
	address: string | null;
}

export interface GreetingTable {
	step: number;
	subject: string;
	body: string;
	subject_en: string;
	body_en: string;
	retired: Time | null;
	changed: Time;
}

export interface HeardCallTable {
	door: string;
	call: string;
	heard: Time;
}

export interface MailboxTable {
	one: Generated<boolean>;
	host: string;
	port: number;
	security: string;
	login: string;
	secret: Buffer;
	folder: string;
	address: string | null;
	kept: Time;
	kept_by: number | null;
	validity: Generated<string>;
	read_to: Generated<number>;
	looked: Time | null;
	noted: Generated<number>;
	trouble: string | null;
	said: Generated<string>;
}

export interface MailingTable {
	id: GeneratedAlways<number>;
	article: number | null;
	topic: number;
	subject: string;
	preheader: Generated<string>;
	author: number | null;
	created: Time;
	changed: Time;
	scheduled: Time | null;
	started: Time | null;
	letter: Json | null;
	candidates: number | null;
	paused: Time | null;
	resumes: Time | null;
	troubles: Generated<number>;
	stopped: Time | null;
	done: Time | null;
	trouble: string | null;
	trouble_text: Generated<string>;
	segment: number | null;
}

export interface MissiveTable {
	id: GeneratedAlways<number>;
	member: number;
	matter: string;
	step: Generated<number>;
	since: Time;
	opened: Time;
	due: Time;
	taken: Time | null;
	tries: Generated<number>;
	sent: Time | null;
	skipped: Time | null;
	failed: Time | null;
	unconfirmed: Time | null;
	ended: GeneratedAlways<Time | null>;
	reason: string | null;
	said: string | null;
}

export interface NoticeTable {
	id: GeneratedAlways<number>;
	member: number;
	kind: string;
	thread: number;
	comment: number;
	actor: number | null;
	told: Time;
	read: Time | null;
	bundle: number | null;
	matter: GeneratedAlways<string>;
	member_group: number | null;
}

export interface PostOfficeTable {
	one: Generated<boolean>;
	per_second: number | null;
	per_hour: number | null;
	worker: string | null;
	seen: Time | null;
}

export interface PushTable {
	device: number;
	thread: number | null;
	due: Time | null;
	tries: Generated<number>;
	sent: Time | null;
	id: GeneratedAlways<number>;
	talk: number | null;
}

export interface ReplyTable {
	digest: string;
	bundle: number | null;
	received: Time;
	comment: number | null;
	refused: string | null;
}

export interface RhythmTable {
	member: number;
	time_zone: string | null;
	quiet_from: number | null;
	quiet_until: number | null;
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

export interface WishTable {
	member: number;
	kind: string;
	ways: string[];
}

declare module '#platform/database/tables.ts' {
	interface Tables {
		'notification.ask': AskTable;
		'notification.bundle': BundleTable;
		'notification.cadence': CadenceTable;
		'notification.click': ClickTable;
		'notification.consent': ConsentTable;
		'notification.delivery': DeliveryTable;
		'notification.device': DeviceTable;
		'notification.door': DoorTable;
		'notification.greeting': GreetingTable;
		'notification.heard_call': HeardCallTable;
		'notification.mailbox': MailboxTable;
		'notification.mailing': MailingTable;
		'notification.missive': MissiveTable;
		'notification.notice': NoticeTable;
		'notification.post_office': PostOfficeTable;
		'notification.push': PushTable;
		'notification.reply': ReplyTable;
		'notification.rhythm': RhythmTable;
		'notification.subscriber': SubscriberTable;
		'notification.subscription': SubscriptionTable;
		'notification.suppression': SuppressionTable;
		'notification.topic': TopicTable;
		'notification.wish': WishTable;
	}
}
