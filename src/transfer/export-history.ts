import { z } from 'zod';
import { audiences, choiceShape, fieldKinds } from '#membership/field.ts';
import { locales } from '#platform/language/locale.ts';
import { talkKinds, type TalkLines } from '#transfer/export-talk.ts';

// What an export tells of the past of a house: lines of its lists. What later versions of the format added has a default, so
// that an older export is read, too.
const time = z.iso.datetime().transform((text) => new Date(text));
const maybe = time.nullable().default(null);
const text = z.string();
const number = z.number().int();
const handle = z.string().min(1).max(60).nullable();
const slug = z.string().min(1).max(300);
const document = z.record(z.string(), z.unknown());

export const RevisionLine = z.object({
	article: slug,
	number: number.positive(),
	title: text,
	slug: text,
	excerpt: text,
	tags: z.array(text),
	locale: z.enum(locales),
	access: z.enum(['public', 'members']),
	kept: time,
	keptBy: handle,
	published: maybe,
	restored: number.positive().nullable(),
	authors: z.array(text),
	series: slug.nullable(),
	seriesPosition: number.positive().nullable(),
	document,
});
export const ConsentLine = z.object({
	member: handle,
	what: z.enum(['membership', 'mail', 'line', 'push', 'ads', 'marketing']),
	decision: z.enum(['given', 'withdrawn']),
	place: text,
	said: time,
	notedBy: handle.default(null),
	notice: z
		.object({
			kind: z.enum(['privacy', 'mail', 'line', 'push', 'ads']),
			locale: z.enum(locales),
			title: text,
			body: text,
			hash: text,
			shown: time.optional(),
		})
		.nullable(),
});
/** A question that the house asks of its members. */
export const FieldLine = z.object({
	key: text,
	name: text,
	nameEn: text.default(''),
	hint: text.default(''),
	hintEn: text.default(''),
	kind: z.enum(fieldKinds),
	choices: z.array(choiceShape),
	seenBy: z.enum(audiences),
	atJoining: z.boolean().default(false),
	required: z.boolean().default(false),
	position: number,
	created: time,
	retired: maybe,
});
/** What a member answered, by the keys of the questions; what was picked by its name. */
export const FieldAnswerLine = z.object({
	member: z.string().min(1).max(60),
	answered: time,
	answers: z.record(text, z.union([text, z.number(), z.boolean(), z.array(text)])),
});
/** A member's own picture: the squares that pages show, by their place in the export. */
export const PortraitLine = z.object({
	member: z.string().min(1).max(60),
	small: text,
	large: text,
	kept: time,
});
export const LinkLine = z.object({
	code: text,
	target: text,
	channel: text.nullable(),
	label: text,
	/** Of a printed code; an older export knows of none. */
	place: text.nullable().default(null),
	words: text.default(''),
	stopped: maybe,
	article: slug.nullable(),
	author: handle,
	created: time,
});
export const PostLine = z.object({
	network: text,
	account: text,
	accountId: text.optional(),
	accountUrl: text.nullable().default(null),
	article: slug.nullable(),
	link: text.nullable(),
	text,
	/** Where its pictures lie in the export. */
	pictures: z.array(text).default([]),
	author: handle,
	key: text.optional(),
	queued: time,
	published: maybe,
	failed: maybe,
	unconfirmed: maybe,
	/** Its words were changed there; it was taken back there. */
	edited: maybe,
	withdrawn: maybe,
	trouble: text.nullable().default(null),
	id: text.nullable().default(null),
	address: text.nullable(),
	reach: number.nullable(),
	views: number.nullable(),
	likes: number.nullable(),
	comments: number.nullable(),
	clicks: number.nullable().default(null),
	collected: maybe,
});
export const ProductLine = z.object({
	sku: text,
	name: text,
	description: text,
	price: number.nullable(),
	currency: text,
	url: text.nullable(),
	/** Where its picture lies in the export. */
	picture: text.nullable().default(null),
	created: time,
	retired: maybe,
	/** Its conversation stands among the threads. */
	talk: z.boolean().default(false),
});
export const OrderLine = z.object({
	source: text,
	sourceName: text.optional(),
	number: text,
	email: text.nullable(),
	member: handle,
	matched: maybe,
	currency: text,
	total: number,
	placed: time,
	received: time.optional(),
	items: z.array(z.object({ sku: text, name: text, quantity: number, amount: number })),
	entries: z.array(
		z.object({
			event: text,
			transition: z.enum(['paid', 'refunded', 'cancelled']),
			reference: text,
			amount: number,
			currency: text,
			occurred: time,
			received: time.optional(),
		}),
	),
});

/** The past of a house, by kind. */
export interface HistoryLines extends TalkLines {
	field: z.output<typeof FieldLine>;
	'field-answer': z.output<typeof FieldAnswerLine>;
	consent: z.output<typeof ConsentLine>;
	portrait: z.output<typeof PortraitLine>;
	revision: z.output<typeof RevisionLine>;
	link: z.output<typeof LinkLine>;
	post: z.output<typeof PostLine>;
	product: z.output<typeof ProductLine>;
	order: z.output<typeof OrderLine>;
}
export type HistoryKind = keyof HistoryLines;
export const historyKinds: readonly string[] = [
	'field',
	'field-answer',
	'consent',
	'portrait',
	'revision',
	'link',
	'post',
	'product',
	'order',
	...talkKinds,
] satisfies HistoryKind[];
