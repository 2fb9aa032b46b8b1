import { editComment, postComment } from '#community/server/index.ts';
import { allowHost, keepPage } from '#embed/server/index.ts';
import type { Deed, Story } from '#app/sample-brand/story.ts';

/** The old shop, which the brand keeps, and a page of it that people talk about at home. */
const shop = 'https://shop.example.com';

/** Comments that members said about it. */
export const saidElsewhere = 1;

/** Conversations stand on the old shop's pages, too. */
export const tellElsewhere = ({ when }: Story): Deed[] => [
	{
		key: 'host:shop',
		time: when([-20, 11, 0]),
		by: 'yanqiu',
		once: async (ctx) => void (await allowHost(ctx, { origin: shop })),
	},
	{
		key: 'elsewhere:paste',
		time: when([-18, 15, 10]),
		once: async (ctx) => (await keepPage(ctx, { address: `${shop}/paste`, title: '蔭油膏（舊網站）' })).thread,
	},
	{
		key: 'comment:elsewhere/first',
		time: when([-18, 15, 12]),
		by: 'shufen',
		once: async (ctx, story) =>
			(
				await postComment(ctx, {
					thread: story.id('elsewhere:paste'),
					body: { text: '舊網站的這個跟新的是同一瓶嗎？瓶子好像不一樣大。' },
				})
			).id,
	},
	{
		key: 'edit:elsewhere/first',
		time: when([-18, 15, 20]),
		by: 'shufen',
		once: async (ctx, story) =>
			void (await editComment(ctx, {
				id: story.id('comment:elsewhere/first'),
				body: { text: '舊網站的這個跟新的是同一瓶嗎？瓶子好像不一樣大，舊的寫 300 毫升。' },
			})),
	},
];
