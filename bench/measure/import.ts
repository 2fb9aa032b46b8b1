import { execFile } from 'node:child_process';
import { createWriteStream, mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { promisify } from 'node:util';
import type { Bench } from '../bench.ts';
import { megabytes, perSecond, plain, type Figure } from '../figure.ts';
import { random, type Random } from '../seed/random.ts';
import { passage, remark, title } from '../seed/text.ts';
import { fixtureFoot, fixtureHead, fixtureItem } from '#transfer/wordpress/wxr.fixture.ts';

const articles = 5_000;
const comments = 20_000;
/** As the command line starts its process. */
const asStarted = ['--max-semi-space-size=8', '--max-old-space-size=256'];

interface Measured {
	seconds: number;
	items: number;
	idle: number;
	most: number;
	outcome: string;
	articles: number;
	comments: number;
	counted: number;
}

/** Bringing in a WordPress export, without pictures: things a second, and memory of its process above rest. */
export async function measureImport(bench: Bench): Promise<Figure[]> {
	await bench.stop();
	const folder = mkdtempSync(path.join(tmpdir(), 'homecourt-import-'));
	try {
		const file = path.join(folder, 'export.xml');
		await pipeline(Readable.from(pieces(random(7))), createWriteStream(file));
		const script = path.join(import.meta.dirname, '../load/import.ts');
		const { stdout } = await promisify(execFile)(
			process.execPath,
			[...asStarted, script, path.join(folder, 'data'), file],
			{
				maxBuffer: 1 << 26,
			},
		);
		const found = JSON.parse(stdout.trim().split('\n').at(-1) ?? '{}') as Measured;
		if (
			found.outcome !== 'done' ||
			found.articles !== articles ||
			found.comments !== comments ||
			found.counted !== comments
		)
			throw new Error(`Not everything came: ${stdout}`);
		const rate = found.items / found.seconds;
		const above = found.most - found.idle;
		const size = `${articles.toLocaleString('en')} articles, ${comments.toLocaleString('en')} comments, ${megabytes(statSync(file).size)}`;
		return [
			plain(`import of WordPress: ${size}`, perSecond(rate), '≥ 300/s', rate >= 300, {
				rate,
				seconds: found.seconds,
				items: found.items,
			}),
			plain('memory of the import above rest', megabytes(above), '≤ 300 MB', above <= 300e6, { above }),
		];
	} finally {
		rmSync(folder, { recursive: true, force: true });
	}
}

function* pieces(rng: Random): Generator<string> {
	yield fixtureHead();
	let comment = 1;
	for (let id = 1; id <= articles; id++) {
		const several = Math.floor((id * comments) / articles) - Math.floor(((id - 1) * comments) / articles);
		const first = comment;
		comment += several;
		yield fixtureItem({
			id,
			title: title(rng),
			content: Array.from(
				{ length: 12 },
				() => `<!-- wp:paragraph -->\n<p>${passage(rng, 120)}</p>\n<!-- /wp:paragraph -->`,
			).join('\n\n'),
			tags: ['醬油', '日常'],
			comments: Array.from({ length: several }, (_, index) => ({
				id: first + index,
				content: remark(rng, 40).join('\n'),
				...(index % 3 === 2 ? { parent: first + index - 1 } : {}),
			})),
		});
	}
	yield fixtureFoot;
}
