import { chooseWatched, flagComment } from '#moderation/server/index.ts';
import type { Deed, Story } from '#app/sample-brand/story.ts';

/** What the sample's queue has waiting: somebody took a critic for rude, and a guess for off topic. Both may well be kept. */
const complaints = [
	{ by: 'sunny', comment: 'market/a', at: [-1, 20, 12], reason: 'unkind', words: '語氣有點衝' },
	{ by: 'momo', comment: 'crystals/a', at: [-1, 22, 40], reason: 'off-topic', words: '' },
] as const;

/** Words that have a comment wait, and what members complained of. */
export const tellOrder = ({ when }: Story): Deed[] => [
	{
		key: 'watched-words',
		time: when([-60, 9, 0]),
		by: 'aying',
		once: async (ctx) => void (await chooseWatched(ctx, { words: '加賴\n博弈\n代購' })),
	},
	...complaints.map(({ by, comment, at, reason, words }): Deed => ({
		key: `flag:${comment}`,
		time: when(at),
		by,
		once: async (ctx, story) =>
			void (await flagComment(ctx, { comment: story.id(`comment:${comment}`), reason, words })),
	})),
];
