import { keepCampaign, keepDraft, keepSlots } from '#publishing/server/index.ts';
import { plans } from '#app/sample-brand/content/index.ts';
import type { Deed, Story } from '#app/sample-brand/story.ts';

/** The names by which ads and posts are counted, the hours at which the brand usually speaks, and what it will say next. */
export const tellPlans = ({ when }: Story): Deed[] => [
	{
		key: 'slots',
		time: when([-2, 16, 50]),
		by: 'aying',
		async once(ctx, story) {
			const at = [
				{ weekday: 2, at: '12:30' },
				{ weekday: 5, at: '19:30' },
			];
			await keepSlots(ctx, { account: story.id('account'), slots: at });
			return undefined;
		},
	},
	{
		key: 'campaign:kitchen-basics',
		time: when([-2, 17, 0]),
		by: 'aying',
		async once(ctx) {
			await keepCampaign(ctx, { name: 'kitchen-basics' });
			return undefined;
		},
	},
	...plans.map((plan, index): Deed => ({
		key: `plan:${plan.key}`,
		time: when([-2, 17, 10 + index]),
		by: 'aying',
		async once(ctx, story) {
			const { draft } = await keepDraft(ctx, {
				key: `sampleplan${plan.key.replace(/[^a-z0-9]/g, '')}`,
				article: story.id(`article:${plan.article}`),
				text: plan.text,
				hashtags: [...plan.hashtags],
				labels: [...plan.labels],
				campaign: 'kitchen-basics',
				variants: [{ account: story.id('account'), text: null }],
				when: 'at',
				at: when(plan.due),
			});
			return draft;
		},
	})),
];
