import { beginTalk, sendMessage } from '#message/server/index.ts';
import { later } from '#app/sample-brand/moment.ts';
import type { Deed, Story } from '#app/sample-brand/story.ts';

interface Said {
	by: string;
	minutes: number;
	text: string;
}

/** What people wrote to each other where nobody else reads: between two, and among several. */
export function tellTalks({ when }: Story): Deed[] {
	const talk = (
		key: string,
		begun: Date,
		by: string,
		to: string,
		title: string,
		text: string,
		said: Said[],
	): Deed[] => [
		{
			key: `talk:${key}`,
			time: begun,
			by,
			once: async (ctx, story) => {
				const people = to.split(' ').map((key) => story.id(`member:${key}`));
				// Whoever set the site up has the handle that they chose.
				const rows = await ctx.db.selectFrom('membership.member').select('handle').where('id', 'in', people).execute();
				return (await beginTalk(ctx, { to: rows.map(({ handle }) => handle).join(' '), title, text })).talk;
			},
		},
		...said.map((one, place): Deed => ({
			key: `message:${key}/${place}`,
			time: later(begun, one.minutes),
			by: one.by,
			once: async (ctx, story) => (await sendMessage(ctx, { talk: story.id(`talk:${key}`), text: one.text })).message,
		})),
	];
	return [
		...talk(
			'jar',
			when([-9, 19, 30]),
			'meihui',
			'yanqiu',
			'',
			'燕秋，我這邊有一口我婆婆留下來的小缸，裂了一條線，不知道還能不能用，不好意思在外面問。',
			[
				{ by: 'yanqiu', minutes: 75, text: '美惠姊，裂線在上半還是下半？拍一張給我看，這裡先用說的就好。' },
				{ by: 'meihui', minutes: 90, text: '上面，大概一根手指長，裝水不會漏。' },
				{
					by: 'yanqiu',
					minutes: 110,
					text: '上半又不漏水就能用，外面用鐵線圍一圈，放不曬太陽的地方。下次回溪墘帶來，阿雄師幫妳看。',
				},
				{ by: 'meihui', minutes: 118, text: '太好了，謝謝妳。' },
			],
		),
		...talk(
			'tasting',
			when([-3, 10, 5]),
			'aying',
			'yanqiu meihui guo',
			'週六試味道',
			'這週六下午兩點，新的一批開缸，想請兩位來吃第一口，有空嗎？',
			[
				{ by: 'guo', minutes: 200, text: '可以。老樣子，我會把女兒的工作先說清楚。' },
				{ by: 'meihui', minutes: 260, text: '我帶白粥去！' },
			],
		),
	];
}
