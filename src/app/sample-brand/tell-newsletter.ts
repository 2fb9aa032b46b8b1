import { changePreferences, createMailing, listTopics } from '#notification/server/index.ts';
import { members } from '#app/sample-brand/content/index.ts';
import { later } from '#app/sample-brand/moment.ts';
import type { Deed, Story } from '#app/sample-brand/story.ts';

/** Every other member wants to hear of new articles, every fourth of offers too; the editor prepares a mailing. */
export const tellNewsletter = ({ when }: Story): Deed[] => [
	...members
		.filter(({ role }) => role === 'member')
		.filter((_, index) => index % 2 === 0)
		.map((member, index): Deed => ({
			key: `newsletter:${member.key}`,
			time: later(when(member.joined), 12),
			by: member.key,
			async once(ctx) {
				const topics = (await listTopics(ctx, {})).slice(0, index % 2 ? 2 : 1).map(({ id }) => id);
				await changePreferences(ctx, { topics });
				return undefined;
			},
		})),
	{
		key: 'mailing:openday',
		time: when([-2, 10, 20]),
		by: 'aying',
		once: async (ctx, story) => (await createMailing(ctx, { article: story.id('article:openday') })).mailing,
	},
];
