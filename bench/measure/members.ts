import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import type { Bench } from '../bench.ts';
import { milliseconds, percent, perSecond, plain, type Figure } from '../figure.ts';

interface Measured {
	bare: number;
	first: number;
	again: number;
	fresh: number;
	twice: number;
	slowest: number;
	bareCount: number;
	members: number;
	archived: number;
	bytes: number;
	erased: number;
	traces: number;
}

/** Bringing in a list of members, counting segments over twice as many, and handing over and forgetting one with a long past. */
export async function measureMembers(bench: Bench): Promise<Figure[]> {
	await bench.stop();
	const people = bench.texts < 100_000 ? 10_000 : 100_000;
	const folder = mkdtempSync(path.join(tmpdir(), 'homecourt-members-'));
	try {
		const script = path.join(import.meta.dirname, '../load/members.ts');
		const { stdout } = await promisify(execFile)(
			process.execPath,
			[script, path.join(folder, 'data'), String(people)],
			{
				maxBuffer: 1 << 26,
			},
		);
		const found = JSON.parse(stdout.trim().split('\n').at(-1) ?? '{}') as Measured;
		// The owner stays; the one with a long past has no address any more.
		if (found.fresh !== people || found.twice !== 0 || found.members !== 2 * people + 1 || found.traces !== 0)
			throw new Error(`Not everything came once, or something stayed: ${stdout}`);
		const rate = people / found.first;
		const many = people.toLocaleString('en');
		const moved = found.archived + found.erased;
		return [
			{
				...plain(`list of ${many} members, with consent and labels`, perSecond(rate), '≥ 2,000/s', rate >= 2_000, {
					rate,
					seconds: found.first,
					again: found.again,
					bare: found.bare,
				}),
				reference: `bare rows ${perSecond(people / found.bare)}`,
				ratio: percent(found.bare / found.first),
			},
			plain(
				'the same list again: nobody twice',
				`${perSecond(people / found.again)}, ${found.twice} new`,
				'0 new',
				true,
				{
					rate: people / found.again,
				},
			),
			{
				...plain(
					`segment of five conditions over ${(2 * people).toLocaleString('en')} members, the slowest of eight`,
					milliseconds(found.slowest),
					'≤ 150 ms',
					found.slowest <= 150,
					{ slowest: found.slowest, bare: found.bareCount },
				),
				reference: `every row once ${milliseconds(found.bareCount)}`,
				ratio: `${(found.slowest / found.bareCount).toFixed(1)} ×`,
			},
			plain(
				'a member with 10,000 traces: archive and deletion',
				`${milliseconds(found.archived * 1000)} + ${milliseconds(found.erased * 1000)}`,
				'≤ 60 s',
				moved <= 60,
				{ archived: found.archived, erased: found.erased, bytes: found.bytes },
			),
		];
	} finally {
		rmSync(folder, { recursive: true, force: true });
	}
}
