import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, it } from 'vitest';

const folder = import.meta.dirname;
const receivers = 3_000;

/** Lines of a process as they come. */
function hear(child: ChildProcess, heard: (line: string) => void): void {
	let rest = '';
	child.stdout?.on('data', (part: Buffer) => {
		const lines = (rest + part.toString()).split('\n');
		rest = lines.pop() ?? '';
		lines.forEach(heard);
	});
}

it('writes to nobody twice and loses count of nobody when it is killed in the middle of a mailing', async () => {
	const data = mkdtempSync(path.join(tmpdir(), 'homecourt-mailing-'));
	const peer = spawn(process.execPath, [path.join(folder, 'mailing-peer.ts')], {
		stdio: ['ignore', 'pipe', 'inherit'],
	});
	const taken: string[] = [];
	let sender: ChildProcess | null = null;
	let port = '';
	let counted = 0;
	const listening = new Promise<void>((resolve) =>
		hear(peer, (line) => {
			if (line.startsWith('port ')) {
				port = line.slice(5);
				resolve();
			} else if (/^taken \d+$/.test(line)) counted = Number(line.slice(6));
			else taken.push(line);
			if (taken.length === 1_000) sender?.kill('SIGKILL');
		}),
	);
	await listening;
	const env = { ...process.env, HOMECOURT_DATA: data, LOG_LEVEL: 'error', SMTP_URL: `smtp://127.0.0.1:${port}` };
	const script = [path.join(folder, 'send-mailing.ts'), String(receivers)];
	try {
		sender = spawn(process.execPath, script, { env, stdio: ['ignore', 'ignore', 'inherit'] });
		await new Promise((resolve) => sender?.once('exit', resolve));
		expect(taken.length).toBeGreaterThanOrEqual(1_000);
		expect(taken.length).toBeLessThan(receivers);
		const after = spawnSync(process.execPath, script, { env, encoding: 'utf8', maxBuffer: 1 << 26 });
		const told = JSON.parse(after.stdout.trim().split('\n').at(-1) ?? '') as {
			sum: { candidates: number; done: boolean; sent: number; skipped: number; failed: number; unconfirmed: number };
			sent: string[];
			doubtful: string[];
		};
		const { sum } = told;
		// What it took is told by the peer itself at its end.
		peer.kill('SIGTERM');
		await new Promise((resolve) => peer.once('close', resolve));
		expect(sum).toMatchObject({ candidates: receivers, done: true, skipped: 0, failed: 0 });
		expect(sum.sent + sum.unconfirmed).toBe(receivers);
		// Nobody twice, whatever happened.
		expect(taken.length).toBe(counted);
		expect(new Set(taken).size).toBe(taken.length);
		// Everybody of whom it says so was written to; whoever was and is not among them is in doubt, and told as such.
		const arrived = new Set(taken);
		expect(told.sent.filter((email) => !arrived.has(email))).toEqual([]);
		const sent = new Set(told.sent);
		const doubtful = new Set(told.doubtful);
		expect(taken.filter((email) => !sent.has(email) && !doubtful.has(email))).toEqual([]);
		// In doubt is at most what was taken for the next conversations.
		expect(sum.unconfirmed).toBeGreaterThan(0);
		expect(sum.unconfirmed).toBeLessThanOrEqual(60);
	} finally {
		sender?.kill('SIGKILL');
		peer.kill('SIGTERM');
		rmSync(data, { recursive: true, force: true });
	}
});
