import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import type { PublishResult } from '#testing/publish-through.ts';
import type { Bench } from '../bench.ts';
import { plain, type Figure } from '../figure.ts';
import { smallSize } from '../seed/size.ts';

interface Sent extends PublishResult {
	network: string;
	tells: boolean;
	seconds: number;
}

/** Ten thousand posts for each network through answers that never come, failures and dying processes: none twice, none lost. */
export async function measurePublish(bench: Bench): Promise<Figure[]> {
	await bench.stop();
	const posts = bench.place.size.articles <= smallSize.articles ? 500 : 10_000;
	const folder = mkdtempSync(path.join(tmpdir(), 'homecourt-publish-'));
	try {
		const script = path.join(import.meta.dirname, '../load/publish.ts');
		const { stdout } = await promisify(execFile)(process.execPath, [script, path.join(folder, 'data'), String(posts)], {
			maxBuffer: 1 << 26,
		});
		const lines = stdout.trim().split('\n');
		return lines
			.filter((line) => line.startsWith('{'))
			.map((line) => {
				const { network, tells, seconds, published, unconfirmed, open, double, lost, faults } = JSON.parse(
					line,
				) as Sent;
				return plain(
					`${network}: ${posts.toLocaleString('en')} posts, ${faults.toLocaleString('en')} bad days`,
					`${double} twice, ${lost} lost, ${published} published, ${unconfirmed} for a person, ${Math.round(seconds)} s`,
					tells ? '0 twice, 0 lost, 0 for a person' : '0 twice, 0 lost',
					double + lost + open === 0 && (!tells || unconfirmed === 0),
					{ double, lost, open, published, unconfirmed, faults, seconds },
				);
			});
	} finally {
		rmSync(folder, { recursive: true, force: true });
	}
}
