import { expect, it } from 'vitest';
import { calendarFile } from '#gathering/calendar-file.ts';
import type { ShownGathering } from '#gathering/gathering.ts';

const one = {
	id: 7,
	path: '/events/tour',
	title: '老廠導覽；看缸, 聞香',
	excerpt: '第一行\n第二行\\結束',
	place: '燕埕老廠',
	address: '',
	begins: new Date('2026-11-28T06:30:00Z'),
	ends: new Date('2026-11-28T08:00:00Z'),
	published: new Date('2026-11-01T00:00:00Z'),
	changed: new Date('2026-11-01T00:00:30Z'),
	cancelled: null,
} as ShownGathering;

it('is a file that calendars read: quoted, folded after 75 bytes between characters, ended by CRLF', () => {
	const text = calendarFile({ ...one, excerpt: `${one.excerpt}${'很長'.repeat(60)}` }, 'https://brand.example');
	const lines = text.split('\r\n');
	expect(lines.at(-1)).toBe('');
	for (const line of lines) expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75);
	expect(text.replace(/\r\n/g, '')).not.toMatch(/[\r\n]/);
	const whole = text.replace(/\r\n /g, '').split('\r\n');
	expect(whole).toContain('SUMMARY:老廠導覽；看缸\\, 聞香');
	expect(whole.find((line) => line.startsWith('DESCRIPTION'))).toMatch(
		/^DESCRIPTION:第一行\\n第二行\\\\結束(很長){60}\\nhttps:\/\/brand\.example\/events\/tour$/,
	);
	expect(whole).toEqual(
		expect.arrayContaining([
			'DTSTART:20261128T063000Z',
			'DTEND:20261128T080000Z',
			'UID:event-7@brand.example',
			'SEQUENCE:30',
			'STATUS:CONFIRMED',
			'LOCATION:燕埕老廠',
		]),
	);
});

it('says that it is off', () => {
	expect(calendarFile({ ...one, cancelled: one.begins }, 'https://brand.example')).toContain(
		'\r\nSTATUS:CANCELLED\r\n',
	);
});
