import { z } from 'zod';
import { authorize, memberOf } from '#platform/actor.ts';
import { invalidInput } from '#platform/context/check-input.ts';
import { command, query } from '#platform/context/command.ts';
import type { Ctx } from '#platform/context/context.ts';
import { locales } from '#platform/language/locale.ts';
import { notFound, Problem, type FieldProblem } from '#platform/problem.ts';
import { renderBody } from '#content/server/index.ts';
import { findPictures, keepUses } from '#media/server/index.ts';
import { eventKept, eventMoved } from '#gathering/events.ts';
import { accesses, eventThing } from '#gathering/gathering.ts';
import { mayKeepEvents } from '#gathering/policy.ts';
import { findForUpdate } from '#gathering/server/find-for-update.ts';
import { freeSlug } from '#gathering/server/free-slug.ts';
import { seatNext } from '#gathering/server/seat-next.ts';

const time = z.date({ error: 'event-time' });

export const KeepGathering = z.object({
	/** Absent: a new draft. */
	id: z.coerce.number().int().positive().optional(),
	/** The version that was read; a newer one in the database refuses the save. */
	version: z.coerce.number().int().positive().optional(),
	title: z.string().trim().min(1, 'missing').max(150, 'too-long'),
	body: z.unknown(),
	/** Empty: made from the title; what is there keeps its address. */
	slug: z.string().trim().max(150, 'too-long').default(''),
	excerpt: z.string().trim().max(300, 'too-long').default(''),
	locale: z.enum(locales).optional(),
	/** Of the media library; what is left out stays. */
	picture: z.number().int().positive().nullable().optional(),
	place: z.string().trim().min(1, 'missing').max(150, 'too-long'),
	address: z.string().trim().max(300, 'too-long').default(''),
	map: z
		.union([z.literal('').transform(() => null), z.url({ protocol: /^https$/, error: 'map' }).max(2_000, 'too-long')])
		.nullable()
		.default(null),
	begins: time,
	ends: time,
	/** Seats; null: as many as come. */
	capacity: z.number().int('whole-number').min(1, 'seats').max(100_000, 'seats').nullable().default(null),
	opens: time.nullable().default(null),
	closes: time.nullable().default(null),
	access: z.enum(accesses).default('everybody'),
});

type Kept = z.output<typeof KeepGathering>;

/** Throws what `keepGathering` would refuse with: asked before anything is stored for the event. */
export const checkGathering = query(KeepGathering, async (ctx, input): Promise<void> => {
	const known = input.id
		? await ctx.db
				.selectFrom('gathering.gathering')
				.select(['cancelled', 'version'])
				.where('id', '=', input.id)
				.executeTakeFirst()
		: undefined;
	refuse(ctx, input, known);
	await renderBody(ctx, input.body, input.locale ?? ctx.locale);
});

/**
 * Writes an event: begins a draft, or changes one; one that is published changes for its readers at once. Whoever waits
 * gets a seat that is new; another time or place is told to everybody who comes. Nobody loses a seat by fewer of them.
 * Throws Problem `event.changed-meanwhile`, `event.cancelled` (409), `picture.not-found` (404), `document.*` (422).
 */
export const keepGathering = command(KeepGathering, async (ctx, input) => {
	const known = input.id ? await findForUpdate(ctx, input.id) : undefined;
	refuse(ctx, input, known);
	if (input.picture && !(await findPictures(ctx, [input.picture])).size) throw new Problem('picture.not-found', 404);
	const locale = input.locale ?? ctx.locale;
	const made = await renderBody(ctx, input.body, locale);
	const row = {
		slug: await freeSlug(ctx, { asked: input.slug || known?.slug || '', title: input.title, own: known?.id ?? 0 }),
		title: input.title,
		excerpt: input.excerpt || made.excerpt,
		body: made.body,
		body_html: made.body_html,
		body_text: made.body_text,
		locale,
		picture: input.picture === undefined ? (known?.picture ?? null) : input.picture,
		place: input.place,
		address: input.address,
		map_url: input.map,
		begins: input.begins,
		ends: input.ends,
		capacity: input.capacity,
		opens: input.opens,
		closes: input.closes,
		access: input.access,
		changed: ctx.now,
	};
	const moved = known?.published && isMoved(known, row) ? ctx.now : (known?.moved ?? null);
	const { id, version } = known
		? await ctx.db
				.updateTable('gathering.gathering')
				.set({ ...row, moved, version: known.version + 1 })
				.where('id', '=', known.id)
				.returning(['id', 'version'])
				.executeTakeFirstOrThrow()
		: await ctx.db
				.insertInto('gathering.gathering')
				.values({ ...row, author: memberOf(ctx.actor), created: ctx.now, turned: ctx.now })
				.returning(['id', 'version'])
				.executeTakeFirstOrThrow();
	await keepUses(ctx, {
		thing: eventThing(id),
		pictures: [...new Set([...made.pictures, ...(row.picture ? [row.picture] : [])])],
		files: made.files,
	});
	if (known) await seatNext(ctx, id);
	ctx.record({ name: eventKept, about: [eventThing(id), 'events'], data: { event: id } });
	if (known?.published && isMoved(known, row))
		ctx.record({ name: eventMoved, about: [eventThing(id), 'events'], data: { event: id } });
	return { id, slug: row.slug, version };
});

/** What stands against writing it. */
function refuse(ctx: Ctx, input: Kept, known: { cancelled: Date | null; version: number } | undefined): void {
	authorize(ctx.actor, 'event.keep', mayKeepEvents, null);
	if (input.id && !known) throw notFound('event');
	if (known?.cancelled) throw new Problem('event.cancelled', 409);
	if (known && input.version && input.version !== known.version) throw new Problem('event.changed-meanwhile', 409);
	checkTimes(input);
}

interface Where {
	begins: Date;
	ends: Date;
	place: string;
	address: string;
}

/** Whoever wrote it down in their calendar has to know. */
const isMoved = (one: Where, other: Where): boolean =>
	one.begins.getTime() !== other.begins.getTime() ||
	one.ends.getTime() !== other.ends.getTime() ||
	one.place !== other.place ||
	one.address !== other.address;

function checkTimes({ begins, ends, opens, closes }: Kept): void {
	const wrong: FieldProblem[] = [];
	if (ends <= begins) wrong.push({ path: 'ends', key: 'event-ends' });
	else if (ends.getTime() - begins.getTime() > longest) wrong.push({ path: 'ends', key: 'event-long' });
	if (opens && opens >= begins) wrong.push({ path: 'opens', key: 'event-opens' });
	if (closes && (closes > ends || (opens && closes <= opens))) wrong.push({ path: 'closes', key: 'event-closes' });
	if (wrong.length) throw invalidInput(wrong);
}

/** Thirty days: what is longer is no event, but a slip of the finger. */
const longest = 30 * 86_400_000;
