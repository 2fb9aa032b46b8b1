import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import sharp from 'sharp';
import { expect, it } from 'vitest';
import type { PixelCall, PixelReply } from '#media/server/pixels/task.ts';

// A service that is stopped tells every process of its group: a picture under way must not be taken for a broken one.
it('the process next door finishes its work when its group is told to stop, and ends when its parent goes', async () => {
	const folder = await mkdtemp(path.join(tmpdir(), 'pixels-'));
	const source = path.join(folder, 'noise.png');
	await sharp({
		create: {
			width: 600,
			height: 600,
			channels: 3,
			background: '#888',
			noise: { type: 'gaussian', mean: 128, sigma: 40 },
		},
	})
		.png()
		.toFile(source);
	const child = fork(path.join(import.meta.dirname, 'child.ts'), []);
	const ask = async (call: PixelCall, ...signals: NodeJS.Signals[]): Promise<PixelReply> => {
		const answered = once(child, 'message');
		child.send(call);
		for (const signal of signals) child.kill(signal);
		return (await Promise.race([answered, once(child, 'exit')]))[0] as PixelReply;
	};
	try {
		expect(await ask({ number: 1, task: { kind: 'look', source, folder } })).toMatchObject({ number: 1, answer: {} });
		const widths = [600, 300];
		expect(
			await ask({ number: 2, task: { kind: 'encode', source, folder, format: 'avif', widths } }, 'SIGTERM', 'SIGINT'),
		).toMatchObject({ number: 2, answer: expect.anything() });
		const ended = once(child, 'exit');
		child.disconnect();
		expect(await ended).toEqual([0, null]);
	} finally {
		child.kill('SIGKILL');
		await rm(folder, { recursive: true });
	}
});
