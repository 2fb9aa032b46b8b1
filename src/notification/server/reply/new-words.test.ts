import { describe, expect, it } from 'vitest';
import { newWords } from '#notification/server/reply/new-words.ts';

const ours = '直接回這封信就可以留言（寫在這一行上面）\n\n醬油要冰嗎？\n\n小美 回覆了你\n\n> 開封以後放冰箱';
const quoted = ours.replace(/^/gm, '> ');

/** As the programs write them, in the languages that people here have them in. */
const samples: [program: string, text: string][] = [
	[
		'Gmail, zh-TW',
		`謝謝你！\n我再試試看。\n\n主場醬油 <talk+ab-12@brand.example> 於 2026年11月26日 週四 下午3:05寫道：\n\n${quoted}`,
	],
	[
		'Gmail, zh-TW, over two lines',
		`謝謝你！\n我再試試看。\n\n主場醬油 <talk+ab-1234567890abcdef@brand.example> 於\n2026年11月26日 週四 下午3:05 寫道：\n\n${quoted}`,
	],
	[
		'Gmail, en',
		`謝謝你！\n我再試試看。\n\nOn Thu, Nov 26, 2026 at 3:05 PM Brand <talk+ab-12@brand.example> wrote:\n\n${quoted}`,
	],
	[
		'Gmail, en, over two lines',
		`謝謝你！\n我再試試看。\n\nOn Thu, Nov 26, 2026 at 3:05 PM A Brand With A Long Name\n<talk+ab-1234567890@brand.example> wrote:\n\n${quoted}`,
	],
	[
		'iOS, zh-TW',
		`謝謝你！\n我再試試看。\n\n從我的 iPhone 傳送\n\n> 主場醬油 <talk@brand.example> 於 2026年11月26日 下午3:05 寫道：\n> \n${quoted}`,
	],
	[
		'iOS, en',
		`謝謝你！\n我再試試看。\n\nSent from my iPhone\n\n> On Nov 26, 2026, at 3:05 PM, Brand <talk@brand.example> wrote:\n> \n${quoted}`,
	],
	[
		'Outlook, zh-TW',
		`謝謝你！\n我再試試看。\n\n________________________________\n寄件者: 主場醬油 <talk@brand.example>\n寄件日期: 2026年11月26日 下午 03:05\n收件者: 小美 <mei@example.com>\n主旨: 小美 回覆了你：醬油要冰嗎？\n\n${ours}`,
	],
	[
		'Outlook, en',
		`謝謝你！\n我再試試看。\n\nFrom: Brand <talk@brand.example>\nSent: Thursday, November 26, 2026 3:05 PM\nTo: Mei <mei@example.com>\nSubject: 醬油要冰嗎？\n\n${ours}`,
	],
	[
		'Outlook for iOS, zh-TW',
		`謝謝你！\n我再試試看。\n\n取得 iOS 版 Outlook\n________________________________\n寄件者: 主場醬油 <talk@brand.example>\n寄件日期: Thursday, November 26, 2026 3:05:00 PM\n收件者: 小美 <mei@example.com>\n主旨: 醬油\n\n${ours}`,
	],
	[
		'Outlook for iOS, en',
		`謝謝你！\n我再試試看。\n\nGet Outlook for iOS<https://aka.ms/o0ukef>\n________________________________\nFrom: Brand <talk@brand.example>\nSent: Thursday, November 26, 2026 3:05:00 PM\nTo: Mei\nSubject: x\n\n${ours}`,
	],
	[
		'old Outlook, zh-TW',
		`謝謝你！\n我再試試看。\n\n-----原始郵件-----\n寄件者: 主場醬油\n寄件日期: 2026/11/26\n收件者: 小美\n主旨: 醬油\n\n${ours}`,
	],
	[
		'Yahoo, zh-TW',
		`謝謝你！\n我再試試看。\n\n主場醬油 <talk@brand.example> 在 2026年11月26日 星期四 下午03:05:11 [台北標準時間] 寫道：\n\n\n${ours}`,
	],
	[
		'Samsung, zh-TW',
		`謝謝你！\n我再試試看。\n\n從我的 Galaxy 智慧型手機傳送。\n\n-------- 原始郵件 --------\n寄件者: 主場醬油\n日期: 2026/11/26\n收件者: 小美\n主旨: 醬油\n\n${ours}`,
	],
	['signature', `謝謝你！\n我再試試看。\n\n-- \n王小美\n0912-345-678`],
	[
		'CRLF and odd spaces',
		`謝謝你！\r\n我再試試看。\r\n\r\n主場醬油\u202f<talk@brand.example>\u00a0於 2026年11月26日 下午3:05\u200f 寫道：\r\n\r\n${quoted.replaceAll('\n', '\r\n')}`,
	],
	['below what is quoted', `> 直接回這封信就可以留言（寫在這一行上面）\n> 開封以後放冰箱\n\n謝謝你！\n我再試試看。`],
];

describe('what a person wrote', () => {
	it.each(samples)('%s', (_, text) => expect(newWords(text)).toBe('謝謝你！\n我再試試看。'));
});

it('leaves words alone that only look like a quote, and comes to an end with hostile ones', () => {
	const text = '我在 2026 年買的那瓶，老闆寫道：「開封要冰」，真的嗎？\n\n從我的經驗，冰三個月沒問題。';
	expect(newWords(text)).toBe(text);
	expect(newWords(quoted)).toBe('');
	expect(newWords('')).toBe('');
	for (const evil of [
		'On '.repeat(30_000),
		'>'.repeat(100_000),
		`${'From: '.repeat(9_000)}\n`.repeat(2),
		'於 2026年'.repeat(12_000),
		' \n'.repeat(50_000),
	])
		newWords(evil.slice(0, 100_000));
});
