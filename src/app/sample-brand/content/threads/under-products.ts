import type { SampleProductThread } from '../types.ts';

/** What was said under what the brewery sells. */
export const underProducts = [
	{
		product: 'clear',
		comments: [
			{ key: 'a', by: 'ruru', at: [-26, 19, 12], text: '第一次買，想問開瓶之後一定要冰嗎？廚房很熱。' },
			{
				by: 'yanqiu',
				at: [-26, 20, 40],
				to: 'a',
				text: '原味的不用冰，陰涼處半年內用完。薄鹽那支才一定要冰。瓶口記得擦乾淨。',
			},
			{ by: 'wang', at: [-24, 6, 55], text: '煮了一輩子飯，這瓶沾豆腐最好，滷東西我還是用超市的，這瓶捨不得。' },
			{ by: 'tingyi', at: [-21, 13, 5], text: '老實說比我平常買的鹹一點，後來照說明先倒一半，就剛好。' },
		],
	},
	{
		product: 'small',
		comments: [
			{ by: 'xiaolu', at: [-18, 12, 20], text: '放辦公室抽屜剛好，便當店的乾麵都得救了。' },
			{ key: 'a', by: 'momo', at: [-17, 23, 31], text: '單價算起來比大瓶貴不少，會不會出補充包？' },
			{
				by: 'aying',
				at: [-16, 9, 15],
				to: 'a',
				text: '貴在瓶子和人工，這個我們知道。補充包還在試，密封過不了我們自己那關，有消息會在公告區說。',
			},
		],
	},
] as const satisfies readonly SampleProductThread[];
