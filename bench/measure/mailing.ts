import { execFile, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import type { Bench } from '../bench.ts';
import { megabytes, perSecond, plain, type Figure } from '../figure.ts';

/** As the command line starts its process. */
const asStarted = ['--expose-gc', '--max-semi-space-size=8', '--max-old-space-size=256'];

interface Measured {
	seconds: number;
	idle: number;
	most: number;
	drift: number;
	bareRate: number;
	candidates: number;
	done: boolean;
	sent: number;
	doubtful: number;
}

/** A mailing to many members into an SMTP peer in a process of its own. What was sent is counted by both. */
export async function measureMailing(bench: Bench): Promise<Figure[]> {
	await bench.stop();
	const receivers = bench.place.size.members < 50_000 ? 10_000 : 100_000;
	const data = mkdtempSync(path.join(tmpdir(), 'homecourt-mailing-'));
	const peer = spawn(process.execPath, [path.join(import.meta.dirname, '../../tests/http/mailing-peer.ts'), 'quiet'], {
		stdio: ['ignore', 'pipe', 'inherit'],
	});
	try {
		const port = await new Promise<string>((resolve) =>
			peer.stdout.once('data', (part: Buffer) => resolve(/port (\d+)/.exec(part.toString())?.[1] ?? '')),
		);
		const script = path.join(import.meta.dirname, '../load/mailing.ts');
		const { stdout } = await promisify(execFile)(
			process.execPath,
			[...asStarted, script, data, String(receivers), port],
			{
				maxBuffer: 1 << 26,
			},
		);
		const found = JSON.parse(stdout.trim().split('\n').at(-1) ?? '{}') as Measured;
		const said = new Promise<string>((resolve) => peer.stdout.once('data', (part: Buffer) => resolve(part.toString())));
		peer.kill('SIGTERM');
		const taken = Number(/taken (\d+)/.exec(await said)?.[1]) - Math.min(receivers, 10_000);
		if (!found.done || found.sent !== receivers || found.candidates !== receivers || taken !== receivers)
			throw new Error(`Not everybody was written to: ${stdout}, the peer took ${taken}`);
		const rate = receivers / found.seconds;
		const above = found.most - found.idle;
		return [
			plain(`mailing to ${receivers.toLocaleString('en')} members`, perSecond(rate), '≥ 500/s', rate >= 500, {
				rate,
				seconds: found.seconds,
			}),
			{
				...plain('the same against a bare loop over the library', perSecond(rate), '', null, {
					ratio: rate / found.bareRate,
				}),
				reference: perSecond(found.bareRate),
				ratio: `${(rate / found.bareRate).toFixed(2)}×`,
			},
			plain('memory of the mailing above rest', megabytes(above), '', null, { above }),
			plain('memory, last third against the middle', megabytes(found.drift), '≤ 10 MB', found.drift <= 10e6, {
				drift: found.drift,
			}),
		];
	} finally {
		peer.kill('SIGKILL');
		rmSync(data, { recursive: true, force: true });
	}
}
