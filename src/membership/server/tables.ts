// Photographed from the migrated database. Do not edit: change a migration and photograph again.
import type { Generated, GeneratedAlways, Json, Time } from '#platform/database/column-types.ts';

export interface ApplicantTable {
	id: GeneratedAlways<number>;
	email: string;
	name: string;
	locale: string;
	came_by_link: number | null;
	came_to: string | null;
	heard_from: string | null;
	news: boolean;
	notice: string | null;
	place: string;
	asked: Time;
	refused: Time | null;
	refused_by: number | null;
	reason: Generated<string>;
	answers: Json | null;
}

export interface ArrivalTable {
	digest: string;
	provider: number;
	subject: string;
	name: Generated<string>;
	email: string | null;
	verified: boolean;
	onward: Generated<string>;
	came: Time;
	expires: Time;
}

export interface AttemptTable {
	who: string;
	failures: number;
	last: Time;
	barred_until: Time;
}

export interface BlockTable {
	member: number;
	blocked: number;
	since: Time;
}

export interface BreachTable {
	id: GeneratedAlways<number>;
	found: Time;
	what: string;
	people: Generated<number>;
	measures: Generated<string>;
	noted: Time;
	noted_by: number | null;
	reported: Time | null;
	told: Time | null;
	closed: Time | null;
}

export interface ChallengeTable {
	digest: string;
	member: number | null;
	expires: Time;
}

export interface ClientTable {
	id: GeneratedAlways<number>;
	key: string;
	name: string;
	digest: string;
	redirects: string[];
	farewells: Generated<string[]>;
	made: Time;
	made_by: number | null;
	used: Time | null;
}

export interface ClientCodeTable {
	digest: string;
	client: number;
	member: number;
	session: number;
	redirect: string;
	scope: string;
	nonce: string | null;
	challenge: string;
	proved: Time;
	given: Time;
	used: Time | null;
}

export interface ClientTokenTable {
	digest: string;
	code: string;
	client: number;
	member: number;
	scope: string;
	given: Time;
	expires: Time;
}

export interface CodeTable {
	id: GeneratedAlways<number>;
	email: string;
	digest: string | null;
	browser: string;
	address: Generated<string>;
	tries: Generated<number>;
	asked: Time;
	expires: Time;
	used: Time | null;
	known: Generated<string>;
	mailbox: string;
	link: string | null;
}

export interface ConsentTable {
	id: GeneratedAlways<number>;
	member: number;
	what: string;
	decision: string;
	notice: number | null;
	place: string;
	address: Generated<string>;
	noted_by: number | null;
	said: Time;
}

export interface DoorTable {
	one: Generated<boolean>;
	second_factor_required: Time | null;
	required_by: number | null;
	joining: Generated<string>;
}

export interface FieldTable {
	id: GeneratedAlways<number>;
	key: string;
	name: string;
	name_en: Generated<string>;
	hint: Generated<string>;
	hint_en: Generated<string>;
	kind: string;
	choices: Json;
	seen_by: string;
	at_joining: Generated<boolean>;
	required: Generated<boolean>;
	position: number;
	created: Time;
	changed: Time;
	retired: Time | null;
}

export interface FieldAnswerTable {
	member: number;
	field: number;
	picked: Generated<number>;
	text: string | null;
	number: number | null;
	day: string | null;
	answered: Time;
	words: GeneratedAlways<string | null>;
}

export interface GroupMemberTable {
	member_group: number;
	member: number;
	asked: Time | null;
	joined: Time | null;
	let_in_by: number | null;
	hushed: Time | null;
}

export interface HeldActTable {
	digest: string;
	member: number;
	act: Buffer;
	held: Time;
	expires: Time;
}

export interface IdentityTable {
	id: GeneratedAlways<number>;
	member: number;
	kind: string;
	value: string;
	origin: string;
	reason: Generated<string>;
	joined: Time;
	joined_by: number | null;
	parted: Time | null;
	parted_by: number | null;
}

export interface InvitationTable {
	id: GeneratedAlways<number>;
	digest: string;
	email: string | null;
	role: string;
	made: Time;
	made_by: number | null;
	expires: Time;
	used: Time | null;
	used_by: number | null;
	revoked: Time | null;
	revoked_by: number | null;
}

export interface LabelTable {
	id: GeneratedAlways<number>;
	name: string;
	created: Time;
	created_by: number | null;
}

export interface LookTable {
	id: GeneratedAlways<number>;
	member: number;
	viewer: number | null;
	what: string;
	looked: Time;
}

export interface MemberTable {
	id: GeneratedAlways<number>;
	handle: string;
	name: string;
	email: string | null;
	role: Generated<string>;
	bio: Generated<string>;
	locale: Generated<string>;
	joined: Time;
	came_by_link: number | null;
	came_to: string | null;
	heard_from: string | null;
	suspended: Time | null;
	suspended_by: number | null;
	erased: Time | null;
	silenced_until: Time | null;
	suspended_until: Time | null;
}

export interface MemberGroupTable {
	id: GeneratedAlways<number>;
	handle: string;
	name: string;
	description: Generated<string>;
	joined_by: string;
	called_by: string;
	seen_by: string;
	created: Time;
	created_by: number | null;
	changed: Time;
}

export interface MemberLabelTable {
	member: number;
	label: number;
	put: Time;
	put_by: number | null;
}

export interface NoticeTable {
	id: GeneratedAlways<number>;
	kind: string;
	locale: string;
	title: string;
	body: string;
	hash: string;
	shown: Time;
}

export interface PasskeyTable {
	id: GeneratedAlways<number>;
	member: number;
	credential: string;
	public_key: Buffer;
	counter: number;
	transports: Generated<string[]>;
	name: string;
	created: Time;
	used: Time | null;
}

export interface PasswordTable {
	member: number;
	hash: string;
	chosen: Time;
}

export interface PreferenceTable {
	member: number;
	mail: Time | null;
	line: Time | null;
	push: Time | null;
	refused: Time | null;
	ads: Time | null;
}

export interface ProviderTable {
	id: GeneratedAlways<number>;
	key: string;
	kind: string;
	name: Generated<string>;
	issuer: Generated<string>;
	client: string;
	secret: Buffer;
	opened: Time;
	opened_by: number | null;
	trouble: string | null;
	troubled: Time | null;
}

export interface ProviderAccountTable {
	id: GeneratedAlways<number>;
	provider: number;
	subject: string;
	member: number;
	name: Generated<string>;
	email: string | null;
	joined: Time;
	used: Time | null;
}

export interface ProviderReturnTable {
	digest: string;
	address: Generated<string>;
	came: Time;
}

export interface RecoveryCodeTable {
	digest: string;
	member: number;
	made: Time;
	used: Time | null;
}

export interface RemarkTable {
	id: GeneratedAlways<number>;
	member: number;
	text: string;
	written: Time;
	author: number | null;
	words: GeneratedAlways<string | null>;
}

export interface RequestTable {
	id: GeneratedAlways<number>;
	member: number;
	kind: string;
	text: Generated<string>;
	made: Time;
	noted_by: number | null;
	due: Time;
	extended: Time | null;
	extension: Generated<string>;
	done: Time | null;
	refused: Time | null;
	withdrawn: Time | null;
	decided_by: number | null;
	answer: Generated<string>;
}

export interface RetentionTable {
	kind: string;
	days: number;
}

export interface SecondFactorTable {
	member: number;
	secret: Buffer;
	created: Time;
	confirmed: Time | null;
	last_step: Generated<number>;
}

export interface SegmentTable {
	id: GeneratedAlways<number>;
	name: string;
	definition: Json;
	created: Time;
	created_by: number | null;
	version: Generated<number>;
	changed: Time;
	retired: Time | null;
	kept: Time | null;
}

export interface SegmentMemberTable {
	segment: number;
	member: number;
}

export interface SessionTable {
	id: GeneratedAlways<number>;
	digest: string;
	member: number;
	way: string;
	browser: Generated<string>;
	opened: Time;
	seen: Time;
	expires: Time;
	proved: Time | null;
}

export interface SignInLinkTable {
	digest: string;
	member: number;
	created: Time;
	expires: Time;
}

export interface SigningKeyTable {
	name: string;
	public: Json;
	private: Buffer;
	made: Time;
	begun: Time;
}

export interface TokenTable {
	id: GeneratedAlways<number>;
	digest: string;
	prefix: string;
	name: string;
	member: number;
	role: string;
	scopes: string[];
	created: Time;
	created_by: number | null;
	used: Time | null;
	revoked: Time | null;
	revoked_by: number | null;
	expires: Time | null;
}

export interface TraitTable {
	member: number;
	joined: Time;
	bought: Time | null;
	commented: Time | null;
	visited: Time | null;
	clicked: Time | null;
	came_by_link: number | null;
	enters: boolean;
	mail: Generated<boolean>;
	line: Generated<boolean>;
	push: Generated<boolean>;
	role: string;
	locale: string;
	source: string | null;
	campaign: string | null;
	said: Generated<number[]>;
}

declare module '#platform/database/tables.ts' {
	interface Tables {
		'membership.applicant': ApplicantTable;
		'membership.arrival': ArrivalTable;
		'membership.attempt': AttemptTable;
		'membership.block': BlockTable;
		'membership.breach': BreachTable;
		'membership.challenge': ChallengeTable;
		'membership.client': ClientTable;
		'membership.client_code': ClientCodeTable;
		'membership.client_token': ClientTokenTable;
		'membership.code': CodeTable;
		'membership.consent': ConsentTable;
		'membership.door': DoorTable;
		'membership.field': FieldTable;
		'membership.field_answer': FieldAnswerTable;
		'membership.group_member': GroupMemberTable;
		'membership.held_act': HeldActTable;
		'membership.identity': IdentityTable;
		'membership.invitation': InvitationTable;
		'membership.label': LabelTable;
		'membership.look': LookTable;
		'membership.member': MemberTable;
		'membership.member_group': MemberGroupTable;
		'membership.member_label': MemberLabelTable;
		'membership.notice': NoticeTable;
		'membership.passkey': PasskeyTable;
		'membership.password': PasswordTable;
		'membership.preference': PreferenceTable;
		'membership.provider': ProviderTable;
		'membership.provider_account': ProviderAccountTable;
		'membership.provider_return': ProviderReturnTable;
		'membership.recovery_code': RecoveryCodeTable;
		'membership.remark': RemarkTable;
		'membership.request': RequestTable;
		'membership.retention': RetentionTable;
		'membership.second_factor': SecondFactorTable;
		'membership.segment': SegmentTable;
		'membership.segment_member': SegmentMemberTable;
		'membership.session': SessionTable;
		'membership.sign_in_link': SignInLinkTable;
		'membership.signing_key': SigningKeyTable;
		'membership.token': TokenTable;
		'membership.trait': TraitTable;
	}
}
