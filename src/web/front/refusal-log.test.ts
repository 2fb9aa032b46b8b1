import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { createLog } from '#platform/log.ts';
import { refusalLog } from '#web/front/refusal-log.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

it('says of a flood that it is there, then how large it was and where it came from', () => {
	const lines: Record<string, unknown>[] = [];
	const note = refusalLog(
		createLog('info', {}, (line) => void lines.push(JSON.parse(line) as Record<string, unknown>)),
	);
	const refuse = (address: string, code = 'code.too-many') => note({ site: 'home', code, address });
	for (let n = 0; n < 9_990; n++) refuse('198.51.100.7');
	for (let n = 0; n < 10; n++) refuse(`203.0.113.${n}`);
	refuse('203.0.113.1', 'code.wrong');
	expect(lines).toMatchObject([
		{ level: 'info', code: 'code.too-many', address: '198.51.100.7' },
		{ level: 'info', code: 'code.wrong' },
	]);
	vi.advanceTimersByTime(60_000);
	// One mistyped code is no flood: its own line said everything.
	expect(lines.slice(2)).toMatchObject([
		{
			level: 'warn',
			site: 'home',
			code: 'code.too-many',
			times: 10_000,
			addresses: 11,
			most: '198.51.100.7',
			ofThem: 9_990,
		},
	]);
	// The next minute begins anew.
	refuse('203.0.113.1');
	expect(lines).toHaveLength(4);
});

it('keeps no more of a flood from everywhere than it needs', () => {
	const lines: Record<string, unknown>[] = [];
	const note = refusalLog(
		createLog('warn', {}, (line) => void lines.push(JSON.parse(line) as Record<string, unknown>)),
	);
	for (let n = 0; n < 12_000; n++) note({ site: 'home', code: 'code.wrong', address: `2001:db8:${n.toString(16)}::` });
	vi.advanceTimersByTime(60_000);
	expect(lines).toMatchObject([{ times: 12_000, addresses: 10_001, most: 'others', ofThem: 2_000 }]);
});
