import type { Ctx } from '#platform/context/context.ts';
import { startThread } from '#community/server/index.ts';

const day = 86_400_000;

/** Starts the thread that a form describes: a poll's choices stand one on each line, its end is days from now. */
export function startFromForm(
	ctx: Ctx,
	values: Record<string, string>,
	pictures: { id: string; alt: string }[],
): Promise<{ path: string }> {
	const kind = values['kind'] || undefined;
	const days = Number(values['days'] ?? 0);
	const choices = (values['choices'] ?? '').split(/\r?\n/).filter((line) => line.trim());
	const poll = {
		choices,
		most: Number(values['most'] ?? 1) || 1,
		results: values['results'] || undefined,
		closes: days > 0 ? new Date(ctx.now.getTime() + days * day) : null,
	};
	return startThread(ctx, {
		category: values['category'] ?? '',
		kind: kind as never,
		title: values['title'] ?? '',
		tags: values['tags'] ?? '',
		body: { text: values['text'] ?? '', pictures },
		nameless: values['nameless'] === 'on',
		poll: kind === 'poll' ? (poll as never) : null,
	});
}
