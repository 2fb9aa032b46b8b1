import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, it } from 'vitest';

const folder = import.meta.dirname;
/** Accounts of each network, and posts of each account. */
const [accounts, each] = [10, 30];
const all = 2 * accounts * each;

interface Kept {
	text: string;
	published: boolean;
	failed: boolean;
	unconfirmed: boolean;
}

it('posts nothing twice and loses nothing when it is killed in the middle of packets, whatever the network knows again', async () => {
	const data = mkdtempSync(path.join(tmpdir(), 'homecourt-publish-'));
	const peer = spawn(process.execPath, [path.join(folder, 'publish-peer.ts'), String(accounts)], {
		stdio: ['pipe', 'pipe', 'inherit'],
	});
	let sender: ChildProcess | null = null;
	/** When this many stand there, whoever sends is killed. */
	let until = Infinity;
	let [stand, address, texts]: [number, string, string[]] = [0, '', []];
	const met = new Promise<void>((resolve) => {
		let rest = '';
		peer.stdout.on('data', (part: Buffer) => {
			const lines = (rest + part.toString()).split('\n');
			rest = lines.pop() ?? '';
			for (const line of lines) {
				const said = JSON.parse(line) as { settings?: object; stand?: number; texts?: string[] };
				if (said.settings) resolve(void (address = line));
				stand = said.stand ?? stand;
				texts = said.texts ?? texts;
				if (stand >= until) sender?.kill('SIGKILL');
			}
		});
	});
	await met;
	const env = { ...process.env, HOMECOURT_DATA: data, LOG_LEVEL: 'error', PEER: address };
	const script = path.join(folder, 'send-posts.ts');
	try {
		for (const [round, share] of [0.3, 0.6].entries()) {
			until = Math.round(all * share);
			// What was under way is left alone for as long as a call may take: a quarter of an hour passes for everybody.
			const minutes = String(round * 15);
			peer.stdin.write(minutes);
			sender = spawn(process.execPath, [script, String(each), minutes], {
				env,
				stdio: ['ignore', 'ignore', 'inherit'],
			});
			await new Promise((resolve) => sender?.once('exit', resolve));
			expect(stand).toBeGreaterThanOrEqual(until);
			expect(stand).toBeLessThan(all);
		}
		peer.stdin.write('30');
		const after = spawnSync(process.execPath, [script, String(each), '30', 'end'], {
			env,
			encoding: 'utf8',
			maxBuffer: 1 << 26,
		});
		const { posts } = JSON.parse(after.stdout.trim().split('\n').at(-1) ?? '{}') as { posts: Kept[] };
		peer.kill('SIGTERM');
		await new Promise((resolve) => peer.once('close', resolve));
		expect(posts).toHaveLength(all);
		expect(texts.filter((text, index) => texts.indexOf(text) !== index)).toEqual([]);
		const there = new Set(texts);
		// Both can find out what they did: nothing is left to a person, and what is said to be there is there.
		expect(posts.filter(({ published, text }) => !published || !there.has(text))).toEqual([]);
	} finally {
		sender?.kill('SIGKILL');
		peer.kill('SIGTERM');
		rmSync(data, { recursive: true, force: true });
	}
});
