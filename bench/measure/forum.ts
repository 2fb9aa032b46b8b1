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
import { remark, title } from '../seed/text.ts';
import { fixtureCopy, fixtureDumpHead } from '#transfer/discourse/backup.fixture.ts';

/** As the command line starts its process. */
const asStarted = ['--max-semi-space-size=8', '--max-old-space-size=256'];
const perThread = 20;

interface Measured {
	comments: number;
	counted: number;
	liked: number;
	outcomes: string[];
	stoppedAt: number;
	seconds: number;
	againSeconds: number;
	freshAgain: number;
	identical: boolean;
	above: number;
}

/** Bringing in a Discourse backup: stopped at a third, gone on with, and once more, after which everything is as it was. */
export async function measureForum(bench: Bench): Promise<Figure[]> {
	await bench.stop();
	const folder = mkdtempSync(path.join(tmpdir(), 'homecourt-forum-'));
	const comments = bench.texts;
	try {
		const file = path.join(folder, 'dump.sql');
		await pipeline(Readable.from(pieces(random(11), comments)), createWriteStream(file));
		const script = path.join(import.meta.dirname, '../load/forum.ts');
		const { stdout } = await promisify(execFile)(
			process.execPath,
			[...asStarted, script, path.join(folder, 'data'), file, String(comments)],
			{ maxBuffer: 1 << 26 },
		);
		const found = JSON.parse(stdout.trim().split('\n').at(-1) ?? '{}') as Measured;
		if (
			found.outcomes.join() !== 'stopped,done,done' ||
			found.comments !== comments ||
			found.counted !== comments ||
			found.freshAgain
		)
			throw new Error(`Not everything came, or twice: ${stdout}`);
		const rate = comments / found.seconds;
		const size = `${comments.toLocaleString('en')} comments, ${megabytes(statSync(file).size)}, stopped at ${found.stoppedAt.toLocaleString('en')} and gone on with`;
		return [
			plain(`import of Discourse: ${size}`, perSecond(rate), '≥ 3,000/s', rate >= 3_000, {
				rate,
				seconds: found.seconds,
				liked: found.liked,
			}),
			plain('the same once more', found.identical ? 'identical' : 'changed', 'identical', found.identical, {
				seconds: found.againSeconds,
			}),
			plain('memory of that import above rest', megabytes(found.above), '≤ 400 MB', found.above <= 400e6, {
				above: found.above,
			}),
		];
	} finally {
		rmSync(folder, { recursive: true, force: true });
	}
}

function* pieces(rng: Random, comments: number): Generator<string> {
	const threads = Math.ceil(comments / perThread);
	const people = Math.max(1, Math.ceil(comments / 20));
	const at = (minute: number): string =>
		`${new Date(Date.UTC(2020, 0, 1) + minute * 60_000).toISOString().slice(0, 19).replace('T', ' ')}.000`;
	/** Large tables piece by piece. */
	function* table(
		name: string,
		count: number,
		row: (number: number) => Parameters<typeof fixtureCopy>[1][number],
	): Generator<string> {
		const end = '\\.\n\n';
		for (let from = 1; from <= count; from += 1_000) {
			const rows = Array.from({ length: Math.min(1_000, count - from + 1) }, (_, index) => row(from + index));
			const text = fixtureCopy(name, rows).slice(0, -end.length);
			yield from === 1 ? text : text.slice(text.indexOf('\n') + 1);
		}
		yield end;
	}
	yield fixtureDumpHead;
	yield* table('categories', 8, (id) => ({
		id,
		name: `分類 ${id}`,
		slug: `category-${id}`,
		description: null,
		read_restricted: false,
		parent_category_id: null,
		position: id,
	}));
	yield* table('post_actions', Math.floor(comments / 10), (id) => ({
		id,
		post_id: id * 10,
		user_id: (id % people) + 1,
		post_action_type_id: 2,
		deleted_at: null,
		created_at: at(id),
	}));
	yield* table('posts', comments, (id) => ({
		id,
		user_id: ((id * 7) % people) + 1,
		topic_id: Math.ceil(id / perThread),
		post_number: ((id - 1) % perThread) + 1,
		raw: '',
		cooked: remark(rng, 60)
			.map((line) => `<p>${line}</p>`)
			.join('\n'),
		created_at: at(id),
		updated_at: at(id),
		reply_to_post_number: id % 3 === 0 && (id - 1) % perThread > 1 ? (id - 1) % perThread : null,
		deleted_at: null,
		post_type: 1,
		hidden: false,
		user_deleted: false,
		version: 1,
		last_version_at: at(id),
	}));
	yield* table('topics', threads, (id) => ({
		id,
		title: title(rng),
		created_at: at(id * perThread),
		updated_at: at(id * perThread),
		user_id: (id % people) + 1,
		archetype: 'regular',
		category_id: (id % 8) + 1,
		deleted_at: null,
		visible: true,
		closed: false,
		archived: false,
		pinned_at: null,
		pinned_globally: false,
	}));
	yield* table('user_emails', people, (id) => ({ id, user_id: id, email: `person-${id}@mail.example`, primary: true }));
	yield* table('users', people, (id) => ({
		id,
		username: `person-${id}`,
		name: `會員 ${id}`,
		created_at: at(id),
		suspended_at: null,
		suspended_till: null,
	}));
}
