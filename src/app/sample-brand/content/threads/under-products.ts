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
			{
				by: 'wang',
				at: [-24, 6, 55],
				stars: 5,
				text: '煮了一輩子飯，這瓶沾豆腐最好，滷東西我還是用超市的，這瓶捨不得。',
			},
			{
				by: 'tingyi',
				at: [-21, 13, 5],
				stars: 3,
				text: '老實說比我平常買的鹹一點，後來照說明先倒一半，就剛好。',
			},
			{ by: 'meihui', at: [-19, 21, 18], stars: 5, text: '味道跟小時候我阿爸買的一樣，開瓶那個香騙不了人。' },
			{
				key: 'leak',
				by: 'noodle',
				at: [-14, 18, 26],
				stars: 2,
				text: '豆油是好吃，但收到的時候瓶口漏了一圈，整個紙箱都是醬油味，標籤也糊掉。送禮的話我不敢買。',
			},
			{
				by: 'yanqiu',
				at: [-14, 19, 40],
				to: 'leak',
				text: '對不起，這是我們的錯。那一批的瓶蓋沒有鎖到底，已經整批檢查過，之後出貨前會倒放一個晚上。新的一瓶明天寄出，舊的請留著用，不必寄回。',
			},
		],
	},
	{
		product: 'small',
		comments: [
			{ by: 'xiaolu', at: [-18, 12, 20], stars: 5, text: '放辦公室抽屜剛好，便當店的乾麵都得救了。' },
			{ key: 'a', by: 'momo', at: [-17, 23, 31], stars: 3, text: '單價算起來比大瓶貴不少，會不會出補充包？' },
			{
				by: 'aying',
				at: [-16, 9, 15],
				to: 'a',
				text: '貴在瓶子和人工，這個我們知道。補充包還在試，密封過不了我們自己那關，有消息會在公告區說。',
			},
			{
				by: 'mango',
				at: [-9, 20, 5],
				stars: 4,
				disclosed: 'sample',
				text: '市集攤位送我試的，帶去露營煎蛋剛好用完一瓶。瓶口小，手油油的時候有點難開。',
			},
		],
	},
] as const satisfies readonly SampleProductThread[];
