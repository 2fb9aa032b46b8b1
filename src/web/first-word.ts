import { redirect, type RequestEvent } from '@sveltejs/kit';
import { findCommentPath, postComment, readWords } from '#community/server/index.ts';
import { elsewherePath } from '#embed/address.ts';
import { openPage } from '#embed/server/index.ts';
import { readForm, submit } from '#web/form.ts';
import { holdWords } from '#web/hold-words.ts';
import { rateLimit } from '#web/rate-limit.ts';

/** Each new page is looked at from here: nobody has this house ask a thousand. */
const openings = rateLimit(5, 1);

/** Opens the conversation about a page elsewhere with its first comment: a member's is posted, a visitor's held until they have joined. */
export async function firstWord(event: RequestEvent) {
	const values = await readForm(event);
	const { ctx, actor, front } = event.locals;
	const text = values['text'] ?? '';
	return submit(event, values, async () => {
		// What cannot be said anywhere opens nothing, and has nobody asked.
		readWords({ text });
		openings.take(front.address, ctx.now.getTime());
		const { id, thread } = await openPage(ctx, { address: (values['address'] ?? '').slice(0, 4_000) });
		if (actor.kind !== 'visitor') {
			const made = await postComment(ctx, { thread, parent: null, quote: '', body: { text } });
			redirect(303, await findCommentPath(ctx, { id: made.id }));
		}
		await holdWords(event, { thread, parent: null, quote: '', text });
		redirect(303, `/join?to=${encodeURIComponent(elsewherePath(id))}`);
	});
}
