import type { SamplePlan } from './types.ts';

/** What will go out to the practice network in the next days. */
export const plans = [
	{
		key: 'braise-again',
		article: 'braise',
		due: [2, 12, 30],
		text:
			'週末想滷肉的，先記一個數字：五十分鐘。\n\n' +
			'火大火小都有救，豆油和水亂抓就沒救。阿雄師的一三五，電鍋版也在裡面。',
		hashtags: ['滷肉'],
		labels: ['食譜'],
	},
	{
		key: 'storage-again',
		article: 'storage',
		due: [5, 19, 30],
		text: '前陣子問過大家豆油放哪裡。瓦斯爐旁邊的那一瓶，搬走了嗎？\n\n' + '還沒的話，現在去看一眼，順手把瓶口擦一下。',
		hashtags: [],
		labels: ['保存'],
	},
] as const satisfies readonly SamplePlan[];
