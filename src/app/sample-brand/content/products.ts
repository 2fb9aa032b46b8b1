import type { SampleProduct } from './types.ts';

/** What the brewery sells. */
export const products = [
	{
		key: 'clear',
		picture: 'bottle',
		name: '壺底蔭油清 420ml',
		price: 320,
		text: '日曬一百八十天的第一道。黑豆、鹽、水、少許糖，沾、拌、炒都可以。',
	},
	{
		key: 'paste',
		name: '蔭油膏 420ml',
		price: 280,
		text: '用糯米水慢慢煮稠，不加修飾澱粉。沾白斬雞、淋豆腐、抹在剛起鍋的荷包蛋上。',
	},
	{
		key: 'light',
		picture: 'kitchen',
		name: '薄鹽蔭油 420ml',
		price: 340,
		text: '鹽少了四分之一，所以請冷藏，開瓶後兩個月內用完。',
	},
	{
		key: 'beans',
		picture: 'beans',
		name: '濕豆豉 200g',
		price: 160,
		text: '榨油前留下來的整粒黑豆。蒸魚、炒苦瓜、煎蛋，一小匙就夠。',
	},
	{ key: 'melon', name: '醬冬瓜 380g', price: 180, text: '冬瓜切塊曬過再入醬，煮湯、蒸肉，一罐可以撐一個月的晚餐。' },
	{
		key: 'tofu',
		picture: 'beancurd',
		name: '豆腐乳 350g',
		price: 210,
		text: '阿嬤的配方，米麴多、鹽少一點，配粥最好，拿來炒空心菜也很好。',
	},
	{
		key: 'gift',
		picture: 'shelf',
		name: '一清一膏禮盒',
		price: 650,
		text: '蔭油清一瓶、蔭油膏一瓶，裝在回收紙漿盒裡，附一張阿雄師手寫的用法。',
	},
	{ key: 'small', name: '隨身小清 100ml', price: 95, text: '放在辦公室抽屜、露營箱，或給還沒決定的人先試試。' },
] as const satisfies readonly SampleProduct[];
