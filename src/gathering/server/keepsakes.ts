import { sql } from 'kysely';
import type { Locale } from '#platform/language/locale.ts';
import { document, maybe, number, text, the, time, type Keepsake, type Row } from '#platform/keepsake/keepsake.ts';
import { renderBody } from '#content/server/index.ts';
import { eventThing } from '#gathering/gathering.ts';
import { eventKept } from '#gathering/events.ts';
import { keepUses } from '#media/server/index.ts';

const gathering: Keepsake = {
	name: 'event',
	file: 'events',
	table: 'gathering.gathering',
	columns: {
		slug: text,
		title: text,
		excerpt: text,
		body: document,
		locale: text,
		picture: maybe('picture'),
		place: text,
		address: text,
		map_url: text,
		begins: time,
		ends: time,
		capacity: number,
		opens: time,
		closes: time,
		access: text,
		author: maybe('person'),
		created: time,
		changed: time,
		version: number,
		published: time,
		cancelled: time,
		moved: time,
	},
	stays: {
		id: 'a number of this house',
		body_html: 'made of the document',
		body_text: 'made of the document',
		taken: 'counted from the tickets',
		turned: 'looked at anew',
		self_key: 'hangs at a door, which leads to the house that it was printed for',
	},
	key: ['slug'],
	order: ['id'],
	async ready(ctx, row): Promise<Row | null> {
		try {
			const { body, body_html, body_text } = await renderBody(ctx, row['body'], row['locale'] as Locale);
			return { ...row, body, body_html, body_text, turned: ctx.now };
		} catch {
			return null;
		}
	},
	async settle(ctx, rows) {
		for (const { row, id } of rows) {
			const made = await renderBody(ctx, row['body'], row['locale'] as Locale);
			const pictures = [...new Set([...made.pictures, ...(row['picture'] ? [Number(row['picture'])] : [])])];
			await keepUses(ctx, { thing: eventThing(id), pictures, files: made.files });
		}
		const about = rows.map(({ id }) => eventThing(id));
		ctx.record({ name: eventKept, about: [...about, 'events'], data: { imported: rows.length } });
	},
};

/** Who comes. The code is printed and in mailboxes: it keeps its worth. */
const ticket: Keepsake = {
	name: 'ticket',
	file: 'tickets',
	table: 'gathering.ticket',
	columns: {
		gathering: the('event'),
		member: maybe('person'),
		name: text,
		code: text,
		note: text,
		asked: time,
		seated: time,
		cancelled: time,
		checked_in: time,
		checked_in_by: maybe('person'),
		walked_in: time,
		unreminded: time,
		reminded: time,
		told: time,
	},
	stays: { id: 'a number of this house' },
	key: ['code'],
	order: ['id'],
	async settle(ctx, rows) {
		const events = [...new Set(rows.map(({ row }) => Number(row['gathering'])))];
		await sql`
			update gathering.gathering g set taken = (select count(*) from gathering.ticket t
				where t.gathering = g.id and t.seated is not null and t.cancelled is null)
			where g.id = any(${events}::bigint[])`.execute(ctx.db);
		ctx.record({ name: eventKept, about: [...events.map(eventThing), 'events'], data: { imported: rows.length } });
	},
};

/** What leaves with a site of what it invites to. */
export const gatheringKeepsakes = [gathering, ticket];
