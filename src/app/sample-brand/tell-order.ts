import { postComment } from '#community/server/index.ts';
import { chooseWatched, decideComment, flagComment } from '#moderation/server/index.ts';
import type { Deed, Story } from '#app/sample-brand/story.ts';

/** What the sample's queue has waiting: somebody took a critic for rude, and a guess for off topic. Both may well be kept. */
const complaints = [
	{ by: 'sunny', comment: 'market/a', at: [-1, 20, 12], reason: 'unkind', words: '語氣有點衝' },
	{ by: 'momo', comment: 'crystals/a', at: [-1, 22, 40], reason: 'off-topic', words: '' },
] as const;

/** Words that have a comment wait, what was taken away with its published reason, and what members complained of. */
export const tellOrder = ({ when }: Story): Deed[] => [
	{
		key: 'watched-words',
		time: when([-60, 9, 0]),
		by: 'aying',
		once: async (ctx) => void (await chooseWatched(ctx, { words: '加賴\n博弈\n代購' })),
	},
	{
		key: 'comment:advertising',
		time: when([-1, 22, 6]),
		by: 'tom',
		once: async (ctx, story) =>
			(
				await postComment(ctx, {
					thread: story.id('thread:house-rules'),
					body: { text: '大家好，我朋友在賣辣椒醬，三瓶 500 免運，要的私訊我。' },
				})
			).id,
	},
	{
		key: 'decide:advertising',
		time: when([-1, 22, 50]),
		by: 'aying',
		once: async (ctx, story) =>
			void (await decideComment(ctx, {
				comment: story.id('comment:advertising'),
				verdict: 'warn',
				reason: 'spam',
				words: '規矩第四條：賣東西的廣告不行。要推薦好吃的，歡迎用自己的話講。',
			})),
	},
	...complaints.map(({ by, comment, at, reason, words }): Deed => ({
		key: `flag:${comment}`,
		time: when(at),
		by,
		once: async (ctx, story) =>
			void (await flagComment(ctx, { comment: story.id(`comment:${comment}`), reason, words })),
	})),
];
