import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, it } from 'vitest';

const script = path.join(import.meta.dirname, 'post-comments.ts');

it('loses no acknowledged comment to kill -9', async () => {
	const data = mkdtempSync(path.join(tmpdir(), 'homecourt-kill-'));
	const env = { ...process.env, HOMECOURT_DATA: data, LOG_LEVEL: 'error' };
	const child = spawn(process.execPath, [script], { env, stdio: ['ignore', 'pipe', 'inherit'] });
	const acknowledged: number[] = [];
	let rest = '';
	await new Promise<void>((resolve) => {
		child.stdout.on('data', (part: Buffer) => {
			const lines = (rest + part.toString()).split('\n');
			rest = lines.pop() ?? '';
			for (const line of lines) if (/^\d+$/.test(line)) acknowledged.push(Number(line));
			// In the middle of the work: sixteen more are on their way.
			if (acknowledged.length >= 1000) child.kill('SIGKILL');
		});
		child.once('exit', () => resolve());
	});
	expect(acknowledged.length).toBeGreaterThanOrEqual(1000);
	const after = spawnSync(process.execPath, [script, 'count'], { env, encoding: 'utf8' });
	const kept = JSON.parse(after.stdout) as { ids: number[]; counter: number; facts: number };
	const ids = new Set(kept.ids);
	expect(acknowledged.filter((id) => !ids.has(id))).toEqual([]);
	// A comment, its thread's counter and its fact are one: none of them stands alone.
	expect(kept.counter).toBe(kept.ids.length);
	expect(kept.facts).toBe(kept.ids.length);
	rmSync(data, { recursive: true, force: true });
});
