import { z } from 'zod';
import { command } from '#platform/context/command.ts';
import { judgeClicks } from '#notification/server/judge-clicks.ts';
import type { FixedLetter } from '#notification/server/letter/letter.ts';
import { readSubscriberKey } from '#notification/server/subscriber-key.ts';

export const NoteMailClick = z.object({
	/** From the address that was followed. */
	key: z.string().max(200),
	link: z.number().int().positive(),
	/** insight.click; null: not counted there, because a program says what it is or it was only asked whether it is there. */
	counted: z.number().int().positive().nullable(),
});

/** A receiver's links that are looked at together; a scanner that follows more is known by then. */
const most = 200;

/**
 * Notes that a receiver of a mailing followed one of its links, and judges anew which of theirs a program followed.
 * Returns the clicks that were counted and should not have been. A key that is not ours, or another mailing's link, is
 * nobody's click.
 */
export const noteMailClick = command(NoteMailClick, async (ctx, { key, link, counted }): Promise<number[]> => {
	const holder = readSubscriberKey(ctx.site, key);
	if (!holder) return [];
	const delivery = await ctx.db
		.selectFrom('notification.delivery as d')
		.innerJoin('notification.mailing as m', 'm.id', 'd.mailing')
		.select(['d.id', 'd.taken', 'd.sent', 'm.letter'])
		.where('d.mailing', '=', holder.mailing)
		.where('d.subscriber', '=', holder.subscriber)
		.forUpdate('d')
		.executeTakeFirst();
	const letter = delivery?.letter as unknown as FixedLetter | null | undefined;
	if (!delivery || !letter || (link !== letter.trap && !letter.links.includes(link))) return [];
	await ctx.db
		.insertInto('notification.click')
		.values({ delivery: delivery.id, link, clicked: ctx.now, counted, machine: counted === null ? 'known' : null })
		.execute();
	const clicks = await ctx.db
		.selectFrom('notification.click')
		.select(['id', 'link', 'clicked', 'counted', 'machine'])
		.where('delivery', '=', delivery.id)
		.where((eb) => eb.or([eb('machine', 'is', null), eb('machine', '<>', 'known')]))
		.orderBy('id', 'desc')
		.limit(most)
		.execute();
	// What is not marked as sent yet was handed over a moment ago.
	const sent = (delivery.sent ?? delivery.taken ?? ctx.now).getTime();
	const machines = judgeClicks(
		clicks.map((click) => ({ link: click.link, clicked: click.clicked.getTime() })),
		{ sent, trap: letter.trap },
	);
	const wrong: number[] = [];
	for (const [index, click] of clicks.entries()) {
		const machine = machines[index] ?? null;
		if (machine === click.machine) continue;
		if (machine && click.counted !== null) wrong.push(click.counted);
		await ctx.db
			.updateTable('notification.click')
			.set({ machine, ...(machine ? { counted: null } : {}) })
			.where('id', '=', click.id)
			.execute();
	}
	return wrong;
});
