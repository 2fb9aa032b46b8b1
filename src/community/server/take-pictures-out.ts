import { sql } from 'kysely';
import type { Ctx } from '#platform/context/context.ts';
import { mapPictures } from '#platform/document/map-pictures.ts';
import type { Document } from '#platform/document/schema.ts';
import { plainText } from '#platform/document/plain-text.ts';
import { keepUses } from '#media/server/index.ts';
import { commentEdited } from '#community/events.ts';
import { commentThing } from '#community/pictured.ts';
import { aboutThread } from '#community/server/insert-comment.ts';
import { drawComment } from '#community/server/render-comment.ts';

/** Takes the pictures out of everything that somebody said who leaves: their words stay where others answered them, their photographs do not. */
export async function takePicturesOut(ctx: Ctx, member: number): Promise<void> {
	const { rows } = await sql<{
		id: number;
		body: Document;
		thread: number;
		subject: string | null;
		category: number | null;
	}>`
		select c.id, c.body, c.thread, t.subject, t.category
		from community.comment c join community.thread t on t.id = c.thread
		where c.author = ${member}::bigint and c.deleted is null
			and exists (select from media.picture_use used where used.thing = 'comment:' || c.id)
		order by c.id for no key update of c`.execute(ctx.db);
	for (const { id, body, thread, subject, category } of rows) {
		const words = mapPictures(body, () => null);
		await ctx.db
			.updateTable('community.comment')
			.set({ body: words, body_html: drawComment(ctx, words, new Map()), body_text: plainText(words) })
			.where('id', '=', id)
			.execute();
		await keepUses(ctx, { thing: commentThing(id), pictures: [] });
		ctx.record({
			name: commentEdited,
			about: aboutThread({ id: thread, subject, category }),
			data: { thread, comment: id },
		});
	}
}
