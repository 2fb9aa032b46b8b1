import { describe, expect, it } from 'vitest';
import { readPostFile } from '#publishing/post-file.ts';
import { readWrittenTime } from '#publishing/written-time.ts';

describe('a written time', () => {
	const read = (text: string) => {
		const time = readWrittenTime(text, 'Asia/Taipei');
		return time instanceof Date ? time.toISOString() : time;
	};
	it('is by the clocks of its zone, or by its own offset', () => {
		for (const text of [
			'2026-12-01 09:30',
			'2026/12/1 9:30',
			'2026年12月1日 09:30',
			'2026-12-01T09:30:00',
			'２０２６/12/01 ９:30',
		])
			expect(read(text)).toBe('2026-12-01T01:30:00.000Z');
		expect(read('2026-12-01T09:30:00+09:00')).toBe('2026-12-01T00:30:00.000Z');
		expect(read('2026-12-01 09:30Z')).toBe('2026-12-01T09:30:00.000Z');
		expect(readWrittenTime('2026-07-01 09:30', 'Europe/Berlin')).toEqual(new Date('2026-07-01T07:30:00Z'));
	});
	it('is not guessed at', () => {
		for (const text of ['12/1/2026 9:30', '2026-02-30 09:30', '2026-12-01 25:00', 'tomorrow', '2026-12-01'])
			expect(read(text)).toBe('wrong');
		expect([read(''), read('下一個固定時段'), read('Slot')]).toEqual(['none', 'slot', 'slot']);
	});
});

describe('a file of posts', () => {
	const read = (text: string) => readPostFile(text, 'Asia/Taipei');
	it('is read with headings in either language, whatever stands between its cells', () => {
		const [row] = read(
			'\ufeff文字;帳號;時間;主題標籤;圖片;圖片說明\r\n"第一行\r\n第二行";豆點, LINE;2026/12/1 9:30;#醬油 豆;https://a.tw/1.jpg | https://a.tw/2.jpg;甲｜乙\r\n',
		);
		expect(row).toMatchObject({
			text: '第一行\n第二行',
			accounts: ['豆點', 'LINE'],
			hashtags: ['醬油', '豆'],
			pictures: ['https://a.tw/1.jpg', 'https://a.tw/2.jpg'],
			descriptions: ['甲', '乙'],
			campaign: null,
		});
		expect(read('Text\tCampaign\tFirst comment\n你好\tSpring-2027\t補充\n')[0]).toMatchObject({
			line: 2,
			campaign: 'spring-2027',
			comment: '補充',
			time: 'none',
		});
	});
	it('gives back what a guarded export wrote', () => {
		expect(read("text\n'=特價\n")[0]!.text).toBe('=特價');
	});
	it('is refused by name when it is none', () => {
		const code = (text: string) => {
			try {
				return read(text).length;
			} catch (error) {
				return (error as { code: string }).code;
			}
		};
		expect(code('')).toBe('post-file.no-headings');
		expect(code('時間,帳號\n2026-12-01 09:30,豆點\n')).toBe('post-file.no-headings');
		expect(code('text\n')).toBe('post-file.empty');
		expect(code('text\n"沒有結尾')).toBe('post-file.broken');
		expect(code(`text\n${'一\n'.repeat(301)}`)).toBe('post-file.too-long');
	});
});
