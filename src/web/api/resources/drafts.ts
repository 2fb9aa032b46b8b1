import { z } from 'zod';
import { randomToken } from '#platform/token.ts';
import { keepDraft, listCalendar, listDrafts, moveVariant, readDraft } from '#publishing/server/index.ts';
import { linkPlaces } from '#publishing/variant-shape.ts';
import { idParam, listOf, page, time, timeText } from '#web/api/common-shapes.ts';
import { readCursor, writeCursor } from '#web/api/cursor.ts';
import { endpoint } from '#web/api/endpoint.ts';
import { toldBack } from '#web/api/told-back.ts';

const id = z.number().int().positive();
const variant = z.object({
	id: z.number(),
	account: z.number(),
	text: z.string(),
	state: z.string(),
	due: time.nullable(),
	post: z.number().nullable(),
	trouble: z.string().nullable(),
});
const draft = z.object({
	id: z.number(),
	article: z.number().nullable(),
	target: z.string().nullable(),
	text: z.string(),
	hashtags: z.array(z.string()),
	labels: z.array(z.string()),
	pictures: z.array(z.number()),
	campaign: z.string().nullable(),
	created: time,
	changed: time,
	variants: z.array(variant),
});
type Known = Awaited<ReturnType<typeof readDraft>>;
const shape = ({ created, changed, variants, ...rest }: Known): z.output<typeof draft> => ({
	...rest,
	created: created.toISOString(),
	changed: changed.toISOString(),
	variants: variants.map((one) => ({
		id: one.id,
		account: one.account,
		text: one.text,
		state: one.state,
		due: timeText(one.due),
		post: one.post,
		trouble: one.trouble,
	})),
});

/** When something goes out: now, at a time, at the next regular time of each account, or not yet. */
const when = z.union([z.enum(['now', 'slot', 'none']), z.iso.datetime({ offset: true })]);
const timeOf = (said: z.output<typeof when>): { when: 'now' | 'slot' | 'none' | 'at'; at?: Date } =>
	said === 'now' || said === 'slot' || said === 'none' ? { when: said } : { when: 'at', at: new Date(said) };

const NewDraft = z.strictObject({
	article: id.nullable().default(null),
	/** A page of this site that the link leads to, when it is not about an article. */
	target: z.string().max(800).default(''),
	text: z.string(),
	hashtags: z.array(z.string()).default([]),
	labels: z.array(z.string()).default([]),
	/** Of `/media`. */
	pictures: z.array(id).default([]),
	campaign: z.string().nullable().default(null),
	/** Without a text of its own a variant is written by its network's rules. */
	variants: z
		.array(
			z.strictObject({
				account: id,
				text: z.string().nullable().default(null),
				link: z.enum(linkPlaces).default('usual'),
				thread: z.boolean().default(false),
				comment: z.string().default(''),
			}),
		)
		.min(1)
		.max(50),
	when: when.default('none'),
	/** True: the same words may go out again although they did lately. */
	anyway: z.boolean().default(false),
});

const entry = z.object({
	variant: z.number().nullable(),
	draft: z.number().nullable(),
	post: z.number().nullable(),
	account: z.number(),
	at: time,
	text: z.string(),
	state: z.string(),
	campaign: z.string().nullable(),
	labels: z.array(z.string()),
});

/** What is written, and when it goes out. */
export const draftEndpoints = [
	endpoint({
		method: 'GET',
		path: '/drafts',
		scope: 'post.list',
		summary: 'What is written for several accounts, newest first',
		query: page,
		answer: listOf(draft),
		async run(ctx, { query: { cursor, limit } }) {
			const { items, next } = await listDrafts(ctx, { limit, before: readCursor(ctx, cursor, 'number') });
			return { items: items.map(shape), next: writeCursor(ctx, next) };
		},
	}),
	endpoint({
		method: 'GET',
		path: '/drafts/{draft}',
		scope: 'post.list',
		summary: 'One draft with its variants',
		answer: draft,
		run: async (ctx, { params }) => shape(await readDraft(ctx, { id: params.draft })),
	}),
	endpoint({
		method: 'POST',
		path: '/drafts',
		scope: 'post.share',
		summary: 'Write a draft for several accounts and say when it goes out; what a network would refuse is refused',
		body: NewDraft,
		answer: draft,
		async run(ctx, { body: { variants, when: said, ...body } }) {
			const { draft: made } = await keepDraft(ctx, {
				...body,
				key: randomToken(24),
				variants: variants.map(({ link, ...one }) => ({ ...one, linkPlace: link })),
				...timeOf(said),
			});
			return shape(await readDraft(toldBack(ctx), { id: made }));
		},
	}),
	endpoint({
		method: 'PATCH',
		path: '/variants/{variant}',
		scope: 'draft.change',
		summary: 'Say when a variant goes out that has not gone out yet, or that it does not',
		body: z.strictObject({ when }),
		answer: z.object({ draft: z.number(), due: time.nullable() }),
		async run(ctx, { params, body }) {
			const { draft: of, due } = await moveVariant(ctx, { variant: params.variant, ...timeOf(body.when) });
			return { draft: of, due: timeText(due) };
		},
	}),
	endpoint({
		method: 'GET',
		path: '/schedule',
		scope: 'post.list',
		summary: 'What goes out and went out between two moments, in the order of its times',
		query: z.object({
			from: z.iso.datetime({ offset: true }),
			to: z.iso.datetime({ offset: true }),
			account: idParam.optional(),
		}),
		answer: listOf(entry),
		async run(ctx, { query: { from, to, account } }) {
			const { entries } = await listCalendar(ctx, {
				from: new Date(from),
				to: new Date(to),
				...(account ? { account } : {}),
			});
			return {
				items: entries.map(
					({ variant: of, draft: written, post, account: where, at, text, state, campaign, labels }) => ({
						variant: of,
						draft: written,
						post,
						account: where.id,
						at: at.toISOString(),
						text,
						state,
						campaign,
						labels,
					}),
				),
				next: null,
			};
		},
	}),
];
