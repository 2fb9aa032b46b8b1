import { describe, expect, it } from 'vitest';
import { agoText, dayText, moneyText } from '#platform/language/time-text.ts';

describe('times and amounts', () => {
	const late = new Date('2026-11-23T17:30:00Z');
	it('tells the day of the site, not of the server', () => {
		expect(dayText(late, 'zh-TW', 'Asia/Taipei')).toBe('2026年11月24日');
		expect(dayText(late, 'en', 'UTC')).toBe('November 23, 2026');
	});
	it('says how long ago in the largest unit that fits', () => {
		expect(agoText(new Date(late.getTime() - 185_000), late, 'zh-TW')).toBe('3 分鐘前');
		expect(agoText(new Date(late.getTime() - 90_000_000), late, 'en')).toBe('yesterday');
	});
	it('writes NT$ as Taiwan does', () => {
		expect(moneyText(1280, 'TWD', 'zh-TW')).toBe('NT$1,280');
		expect(moneyText(-1280, 'TWD', 'en')).toBe('-NT$1,280');
		expect(moneyText(12.5, 'USD', 'en')).toBe('$12.50');
	});
});
