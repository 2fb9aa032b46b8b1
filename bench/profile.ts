import { mkdirSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import type { StartOptions } from '../tests/start-product.ts';

interface Profile {
	nodes: { id: number; callFrame: { functionName: string; url: string; lineNumber: number } }[];
	samples: number[];
	timeDeltas: number[];
}

const folderOf = (data: string): string => path.join(data, 'profile');

/** Starts the product so that it writes down where its processor time went. */
export function profileOptions(data: string): StartOptions {
	rmSync(folderOf(data), { recursive: true, force: true });
	mkdirSync(folderOf(data), { recursive: true });
	return { environment: { NODE_OPTIONS: `--cpu-prof --cpu-prof-dir=${folderOf(data)} --cpu-prof-interval=500` } };
}

/** The functions in which most time was spent, of every process that left a profile. */
export function printProfile(data: string, tell: (text: string) => void, count = 40): void {
	for (const file of readdirSync(folderOf(data))) {
		const { nodes, samples, timeDeltas } = JSON.parse(readFileSync(path.join(folderOf(data), file), 'utf8')) as Profile;
		const names = new Map(
			nodes.map(({ id, callFrame: { functionName, url, lineNumber } }) => [
				id,
				`${functionName || '(anonymous)'} ${url.split('/').slice(-3).join('/')}:${lineNumber + 1}`,
			]),
		);
		const spent = new Map<string, number>();
		let whole = 0;
		samples.forEach((node, index) => {
			const name = names.get(node) ?? '';
			const time = timeDeltas[index] ?? 0;
			if (name.startsWith('(idle)')) return;
			whole += time;
			spent.set(name, (spent.get(name) ?? 0) + time);
		});
		tell(`\n${file}: ${(whole / 1e6).toFixed(1)} s at work`);
		for (const [name, time] of [...spent].sort((one, other) => other[1] - one[1]).slice(0, count)) {
			tell(`  ${((time / whole) * 100).toFixed(1).padStart(5)} %  ${name}`);
		}
	}
}
