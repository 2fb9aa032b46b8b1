import type { SampleSeries } from './types.ts';

/** Articles that belong together, in order. */
export const series = [
	{
		key: 'inside',
		title: '缸邊的人',
		text: '誰起得最早、誰顧缸、誰在屋簷下做窩：豆油間裡的一天又一天。',
		articles: ['moving-home', 'one-vat', 'a-day', 'swallows'],
	},
	{
		key: 'open-books',
		title: '攤開來講',
		text: '弄錯的、賣多少錢的、收回來多少瓶的，都寫在這裡。',
		articles: ['price', 'loose-cap', 'bottle'],
	},
] as const satisfies readonly SampleSeries[];
