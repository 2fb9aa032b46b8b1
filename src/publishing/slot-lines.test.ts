import { expect, it } from 'vitest';
import { readSlots, writeSlots } from '#publishing/slot-lines.ts';

it('reads weekdays in both languages, with several times, and writes them back', () => {
	const slots = [
		{ weekday: 1, at: '09:00' },
		{ weekday: 1, at: '20:30' },
		{ weekday: 7, at: '08:05' },
	];
	expect(readSlots('一 09:00 20:30\n\n星期日 8:05')).toEqual(slots);
	expect(readSlots('Mon 9:00, 20:30\nsunday: 08:05')).toEqual(slots);
	expect(readSlots('週一　０９:００、20:30\n禮拜天 08:05')).toEqual(slots);
	expect(writeSlots(slots, ['一', '二', '三', '四', '五', '六', '日'])).toBe('一 09:00 20:30\n日 08:05');
	expect(readSlots(' ')).toEqual([]);
});

it.each(['八 09:00', '一', '一 25:00', '一 09:60', '09:00', '一 9點', 'Mo 9'])('does not guess: %s', (text) => {
	expect(readSlots(text)).toBeNull();
});
