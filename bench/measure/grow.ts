import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import type { Bench } from '../bench.ts';
import { milliseconds, perSecond, plain, type Figure } from '../figure.ts';
import { getRequest, load } from '../load/load.ts';
import { median } from '../median.ts';
import { signIn } from '../people.ts';
import { openPlace } from '../place.ts';
import { startOn } from '../product.ts';

type Cost = Record<'size' | 'page' | 'list' | 'post', number>;
interface Measured {
	costs: Cost[];
	follows: number[];
	anywhere: number;
	signs: Record<'count' | 'page' | 'pagePlain' | 'react' | 'reactPlain', number>;
}

/** What a forum costs as it grows, and members' lists of the grown one. */
export async function measureGrow(bench: Bench): Promise<Figure[]> {
	await bench.stop();
	const folder = mkdtempSync(path.join(tmpdir(), 'homecourt-grow-'));
	const data = path.join(folder, 'data');
	const many = String(bench.texts * 10);
	try {
		const script = path.join(import.meta.dirname, '../load/grow.ts');
		const { stdout } = await promisify(execFile)(process.execPath, [script, data, many, many], { maxBuffer: 1 << 26 });
		const found = JSON.parse(stdout.trim().split('\n').at(-1) ?? '{}') as Measured;
		return [...costFigures(found), ...(await listFigures(bench, data))];
	} finally {
		rmSync(folder, { recursive: true, force: true });
	}
}

function costFigures({ costs, follows, anywhere, signs }: Measured): Figure[] {
	const [first, last] = [costs[0], costs.at(-1)];
	if (!first || !last) throw new Error('Nothing grew');
	const sizes = `${first.size.toLocaleString('en')} → ${last.size.toLocaleString('en')} comments`;
	const times = (name: string, small: number, large: number): Figure => ({
		...plain(name, milliseconds(large), '≤ 1.5 ×', large / small <= 1.5, { small, large }),
		reference: milliseconds(small),
		ratio: `${(large / small).toFixed(2)} ×`,
	});
	const slowest = Math.max(...follows);
	const reactions = signs.count.toLocaleString('en');
	return [
		times(`a thread's page, ${sizes}`, first.page, last.page),
		times(`the forum's list, ${sizes}`, first.list, last.list),
		times(`an answer, ${sizes}`, first.post, last.post),
		times('20 comments anywhere in a thread of 20,000, beside one of 20', last.page, anywhere),
		plain(
			'unread list of a member who follows 5,000 threads, p95, the slowest of 400, 2,500, 5,000 unread',
			milliseconds(slowest),
			'≤ 30 ms',
			slowest <= 30,
			{ few: follows[0] ?? 0, half: follows[1] ?? 0, all: follows[2] ?? 0 },
		),
		times(`the page of a comment with ${reactions} reactions, beside one with none`, signs.pagePlain, signs.page),
		times(`one more reaction to it`, signs.reactPlain, signs.react),
	];
}

/** Members' lists over HTTP, each asking for their own. */
async function listFigures(bench: Bench, data: string): Promise<Figure[]> {
	const product = await startOn(data);
	try {
		const installation = await openPlace(data, product.port);
		const members = await signIn(installation, 5_001, 200);
		await installation.close();
		const figures: Figure[] = [];
		for (const list of ['unread', 'latest']) {
			const requests = members.map(({ cookie }) => getRequest(product.port, `/community/${list}`, { cookie }));
			const results = [];
			for (let round = 0; round < bench.rounds; round++)
				results.push(
					await load({
						port: product.port,
						connections: 16,
						requests,
						warm: round ? 400 : 5_000,
						measured: bench.window,
					}),
				);
			if (results.some(({ refused }) => Object.keys(refused).length))
				throw new Error(`${list}: ${JSON.stringify(results)}`);
			const rate = median(results.map((one) => one.perSecond));
			const p99 = median(results.map((one) => one.p99));
			figures.push(
				plain(`members' own list "${list}"`, `${perSecond(rate)}, p99 ${milliseconds(p99)}`, '≥ 500/s', rate >= 500, {
					rate,
					p99,
				}),
			);
		}
		return figures;
	} finally {
		await product.stop();
	}
}
