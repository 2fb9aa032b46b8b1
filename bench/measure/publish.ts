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
	const small = bench.place.size.articles <= smallSize.articles;
	const { posts = null, networks, seed } = bench.publish;
	const count = posts ?? (small ? 500 : 10_000);
	const folder = mkdtempSync(path.join(tmpdir(), 'homecourt-publish-'));
	try {
		const script = path.join(import.meta.dirname, '../load/publish.ts');
		const args = [script, path.join(folder, 'data'), String(count), String(seed), networks];
		const { stdout } = await promisify(execFile)(process.execPath, args, { maxBuffer: 1 << 26 });
		const lines = stdout.trim().split('\n');
		return lines
			.filter((line) => line.startsWith('{'))
			.map((line) => {
				const sent = JSON.parse(line) as Sent;
				for (const one of sent.evidence) bench.tell(`  ${one}`);
				return judge(sent, count);
			});
	} finally {
		rmSync(folder, { recursive: true, force: true });
	}
}

function judge({ evidence: _evidence, network, tells, ...numbers }: Sent, posts: number): Figure {
	const { seconds, published, unconfirmed, open, double, lost, faults, tries } = numbers;
	return plain(
		`${network}: ${posts.toLocaleString('en')} posts, ${faults.toLocaleString('en')} bad days`,
		`${double} twice, ${lost} lost, ${published} published, ${unconfirmed} for a person, ${tries} tries at most, ${Math.round(seconds)} s`,
		tells ? '0 twice, 0 lost, 0 for a person' : '0 twice, 0 lost',
		double + lost + open === 0 && (!tells || unconfirmed === 0),
		numbers,
	);
}
