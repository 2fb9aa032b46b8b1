import { contact } from './pages.ts';
import type { SampleEvent } from './types.ts';

const map = 'https://www.openstreetmap.org/?mlat=23.8&mlon=120.46#map=16/23.8/120.46';

/** One that is over, with who was there, and one to come that is nearly full. */
export const events = [
	{
		key: 'opening',
		title: '秋天開缸：一起聞第一勺',
		slug: 'opening-the-vat',
		excerpt: '兩年前封的那口缸要開了。來聞，來嘗，來問。',
		markdown: `兩年前秋天封的那一口缸，這天下午要掀蓋。

## 會做什麼

1. 掀蓋、撈第一勺，大家先聞再嘗。
2. 老闆講這口缸兩年裡出過的兩次差錯。
3. 拿剛抽的生豆油，配豆腐和白飯。

穿好走的鞋，埕上有石子。`,
		place: contact.company,
		address: contact.address,
		map,
		picture: 'jar',
		published: [-30, 10, 0],
		begins: [-12, 14, 0],
		ends: [-12, 16, 30],
		capacity: 8,
		guests: [
			{ by: 'lintaitai', note: '帶兩個孫子一起，他們不吃辣', came: true },
			{ by: 'guo', came: true },
			{ by: 'wang', note: '腿不方便，要一張椅子', came: true },
			{ by: 'ahong', came: true },
			{ by: 'nini' },
			{ by: 'ruru', came: true },
		],
		walkIns: ['隔壁的阿桑'],
	},
	{
		key: 'tour',
		title: '豆油間小旅行：看缸、聞香、自己裝一瓶',
		slug: 'tour',
		excerpt: '一次八個人，慢慢走一圈，最後自己裝一瓶帶回家。',
		markdown: `豆油間不大，一次八個人剛好，講話不用麥克風。

## 這天的安排

- 先在屋簷下喝杯黑豆茶，講講為什麼要等兩年。
- 走一圈麴室和埕，一百二十口缸，自己掀一口來聞。
- 最後自己裝一瓶、自己寫瓶口的日期，帶回家。

不收費。臨時不能來，請先取消，讓候補的人可以來。`,
		place: contact.company,
		address: contact.address,
		map,
		picture: 'courtyard',
		published: [-6, 9, 30],
		begins: [9, 14, 0],
		ends: [9, 16, 0],
		capacity: 8,
		guests: [
			{ by: 'zhihao', note: '我太太吃素' },
			{ by: 'sunny' },
			{ by: 'weiting' },
			{ by: 'mango' },
			{ by: 'peiyu', note: '可以帶狗嗎？不行也沒關係' },
		],
		walkIns: [],
	},
] as const satisfies readonly SampleEvent[];
