import { joinGroup, keepGroup, seatInGroup } from '#membership/server/index.ts';
import { later } from '#app/sample-brand/moment.ts';
import type { Deed, Story } from '#app/sample-brand/story.ts';

/** Who is in the circle that tastes first, and who would like to be. */
const tasters = ['meihui', 'chunchun', 'guo', 'puff', 'nini'];
const asking = 'sunny';

/** The brand's groups: those who taste first, put in and asked for, and whoever likes to cook, who walk in by themselves. */
export function tellGroups({ when }: Story): Deed[] {
	const begun = when([-36, 9, 20]);
	const make = (handle: string, more: object, minutes: number): Deed => ({
		key: `group:${handle}`,
		time: later(begun, minutes),
		by: 'aying',
		once: async (ctx) => (await keepGroup(ctx, { handle, name: handle, seenBy: 'everybody', ...more } as never)).id,
	});
	const join = (key: string, handle: string, minutes: number): Deed => ({
		key: `join/${handle}/${key}`,
		time: later(begun, minutes),
		by: key,
		once: async (ctx, story) => void (await joinGroup(ctx, { group: story.id(`group:${handle}`) })),
	});
	return [
		make(
			'試味道',
			{
				joinedBy: 'asking',
				calledBy: 'group',
				description: '新的一批出缸之前，先請老客人幫我們吃吃看。說實話最重要。',
			},
			0,
		),
		make('愛煮飯', { joinedBy: 'anybody', calledBy: 'members', description: '什麼菜配什麼豆油，問這一群就對了。' }, 5),
		...tasters.flatMap((key, place): Deed[] => [
			join(key, '試味道', 30 + 7 * place),
			{
				key: `let-in/${key}`,
				time: later(begun, 600 + place),
				by: 'aying',
				once: async (ctx, story) =>
					void (await seatInGroup(ctx, { group: story.id('group:試味道'), member: story.id(`member:${key}`) })),
			},
		]),
		...['kevin', 'lintaitai', 'mango'].map((key, place) => join(key, '愛煮飯', 45 + 11 * place)),
		{ ...join(asking, '試味道', 0), time: when([-1, 20, 15]) },
	];
}
