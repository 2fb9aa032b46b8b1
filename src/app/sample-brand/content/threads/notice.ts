import type { SampleForumThread } from '../types.ts';

/** Threads that staff opened to tell something. */
export const notice = [
	{
		key: 'house-rules',
		category: 'notice',
		title: '進門先看：這裡怎麼講話',
		by: 'aying',
		at: [-89, 9, 30],
		pinned: true,
		text: '規矩很少，四條。\n\n一、什麼都可以問，沒有笨問題。二、可以罵豆油，不要罵人。三、收了東西、拿了錢、在同業上班，講的時候請先說一聲。四、我們不會刪難聽的話，只會刪廣告、個資和罵人的話，刪了會寫原因。\n\n覺得我們處理得不公平，直接在這串講。',
		comments: [
			{ by: 'meihui', at: [-89, 10, 40], text: '收到，我會乖～' },
			{ key: 'a', by: 'kevin', at: [-87, 9, 11], text: '可以貼別家的醬油嗎？' },
			{ by: 'aying', at: [-87, 9, 50], to: 'a', text: '可以，好吃的東西大家一起知道。只有賣東西的廣告不行。' },
			{
				by: 'guo',
				at: [-78, 7, 30],
				text: '第三條最要緊。順便揭露：我女兒在食品檢驗所上班，我講檢驗的事情時請各位自己斟酌。',
			},
			{ by: 'nini', at: [-75, 19, 0], text: '我先說在前面，我接業配，但貼在這裡的都會寫清楚是不是收的。' },
		],
	},
	{
		key: 'test-report',
		category: 'notice',
		title: '今年的檢驗報告（含微生物）',
		by: 'yanqiu',
		at: [-73, 14, 0],
		text: '送驗項目：單氯丙二醇、黃麴毒素、防腐劑、總氮、微生物。五項都合格，數字在附件。總氮是 1.52%，比去年 1.58% 低一點點，應該是雨多的關係，不影響標示，但還是跟大家說。',
		comments: [
			{ by: 'guo', at: [-73, 15, 10], text: '連變低都寫，好。（再次揭露如前。）' },
			{ key: 'a', by: 'lintaitai', at: [-72, 11, 20], text: '總氮低是不是比較差？' },
			{
				by: 'yanqiu',
				at: [-72, 13, 33],
				to: 'a',
				text: '大致是鮮味的指標，越高通常越濃。1.58 和 1.52 用舌頭分不出來，我自己盲測三次，猜錯兩次。',
			},
			{ by: 'weiting', at: [-71, 23, 5], text: '可以每一批都附嗎？' },
			{
				by: 'yanqiu',
				at: [-70, 8, 40],
				text: '每批送五項一年要多花二十幾萬，目前做不到。自己能測的鹽度和酸度，之後會照批號放上來。',
			},
			{ by: 'tingyi', at: [-49, 13, 40], text: '考古看到這串，透明度給過。' },
		],
	},
	{
		key: 'cap-test',
		category: 'notice',
		title: '倒放四十八小時：牆上的那張紙',
		by: 'aying',
		at: [-44, 16, 0],
		text: '上次說包材換廠要先倒放測試，照片來了。二十瓶舊蓋，倒放四十八小時，零滲漏。再放小貨車跑三趟產業道路，也是零。報紙全乾。',
		comments: [
			{ by: 'tingyi', at: [-44, 17, 2], text: '讚，這才叫矯正措施。' },
			{ by: 'ahong', at: [-44, 19, 46], text: '牆上那個字誰寫的，很兇' },
			{ by: 'aying', at: [-44, 20, 5], text: '@阿宏 老闆自己寫的，她說要兇一點才會怕。' },
			{ by: 'jiaqi', at: [-43, 9, 30], text: '第一次下單就是看到這串才放心的，今天收到，乾乾淨淨。' },
			{ by: 'sunny', at: [-42, 20, 19], text: '小貨車後面那隻狗是測試員嗎' },
		],
	},
	{
		key: 'light-sold-out',
		category: 'notice',
		title: '薄鹽蔭油暫時缺貨，下一缸約三週後',
		by: 'aying',
		at: [-16, 10, 0],
		text: '體驗文之後訂的人比想像多，薄鹽先賣完了。下一缸大約三週後開，不接預購，因為開缸前誰也不知道能出幾瓶。想收到通知的在下面留個「＋」，開缸那天我一個一個講。',
		comments: [
			{ by: 'yijun', at: [-16, 10, 20], text: '＋，薄鹽一瓶' },
			{ by: 'shufen', at: [-16, 11, 45], text: '加一，兩瓶' },
			{ key: 'a', by: 'zhihao', at: [-16, 12, 30], text: '不能先付錢排隊嗎？我怕搶不到。' },
			{ by: 'aying', at: [-16, 14, 0], to: 'a', text: '怕收了錢出不了貨，反而對不起你。留言有順序，會照順序通知。' },
			{ by: 'lintaitai', at: [-15, 16, 8], text: '我說過不會買的……但我也要加一，請不要笑。' },
			{ by: 'ruru', at: [-14, 21, 25], text: '+1（我媽要）' },
			{ by: 'meiling', at: [-13, 9, 54], text: '排一個，謝謝小編，辛苦了' },
		],
	},
] as const satisfies readonly SampleForumThread[];
