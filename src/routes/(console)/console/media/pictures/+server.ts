import { json, type RequestEvent } from '@sveltejs/kit';
import { mediaPath } from '#media/picture.ts';
import { listPictures } from '#media/server/index.ts';
import { answerProblem } from '#web/answer-problem.ts';

/** The library for a chooser: `?q=` words, `?before=` the last id of the page before. Answers { items, next }. */
export async function GET(event: RequestEvent) {
	return answerProblem(event, async () => {
		const { searchParams } = event.url;
		const { items, next } = await listPictures(event.locals.ctx, {
			search: (searchParams.get('q') ?? '').slice(0, 100),
			before: Number(searchParams.get('before')) || undefined,
		});
		const chosen = items.map(({ id, src, width, height, alt, caption, files }) => {
			return { id, src, width, height, alt, caption, thumb: mediaPath(files.webp[0]?.file ?? '') };
		});
		return json({ items: chosen, next });
	});
}
