import { fromMarkdown } from '#platform/document/from-markdown.ts';
import { checkIn, keepGathering, publishGathering, signUp, walkIn } from '#gathering/server/index.ts';
import { events, members } from '#app/sample-brand/content/index.ts';
import { later } from '#app/sample-brand/moment.ts';
import type { StoredPictures } from '#app/sample-brand/store-pictures.ts';
import type { Deed, Story } from '#app/sample-brand/story.ts';

/** An afternoon in the old brewery: written, asked for, and on the day each ticket is checked at the door. */
export function tellEvents({ when }: Story, pictures: StoredPictures): Deed[] {
	const owner = members.find(({ role }) => role === 'owner')?.key ?? '';
	return events.flatMap((one): Deed[] => {
		const [published, begins, ends] = [when(one.published), when(one.begins), when(one.ends)];
		const ticket = (by: string): string => `ticket:${one.key}-${by}`;
		return [
			{
				key: `event:${one.key}`,
				time: published,
				by: owner,
				async once(ctx) {
					const { title, slug, excerpt, place, address, map, capacity } = one;
					const { id: picture } = await pictures.find(one.picture);
					const body = fromMarkdown(one.markdown, 'article');
					const text = { title, slug, excerpt, body, picture, locale: 'zh-TW' as const };
					const { id } = await keepGathering(ctx, { ...text, place, address, map, begins, ends, capacity });
					await publishGathering(ctx, { id });
					return id;
				},
			},
			...one.guests.map(({ by, note = '' }, index): Deed => ({
				key: ticket(by),
				time: later(published, 35 * (index + 1)),
				by,
				once: async (ctx, story) => (await signUp(ctx, { event: story.id(`event:${one.key}`), note })).ticket,
			})),
			...(one.walkIns.length || one.guests.some(({ came }) => came)
				? [
						{
							key: `door:${one.key}`,
							time: later(begins, 5),
							by: owner,
							async once(ctx, story) {
								const event = story.id(`event:${one.key}`);
								for (const { by, came } of one.guests)
									if (came) await checkIn(ctx, { event, ticket: story.id(ticket(by)) });
								for (const name of one.walkIns) await walkIn(ctx, { event, name });
								return undefined;
							},
						} satisfies Deed,
					]
				: []),
		];
	});
}
