/**
 * A forum brought home in a process of its own: stopped on the way, gone on with, and once more. Arguments: data folder, backup, comments in it.
 * Writes one line of JSON: seconds of the first two goings-through together and of the third, what came, and whether the third left everything as it was.
 */
import { readFileSync } from 'node:fs';
import { openPlace } from '../place.ts';
import { createMember } from '#membership/server/index.ts';
import { system } from '#platform/actor.ts';
import { askRun, runImport, takeRun } from '#transfer/server/index.ts';

const [data = '', file = '', comments = '0'] = process.argv.slice(2);
const memory = (): number =>
	Number(/^Pss:\s+(\d+) kB/m.exec(readFileSync('/proc/self/smaps_rollup', 'utf8'))?.[1] ?? 0) * 1024;

const installation = await openPlace(data);
const site = await installation.createSite('home', ['localhost']);
const ctx = site.context({ actor: system, locale: 'zh-TW' });
await createMember(ctx, { name: '店主', email: 'owner@example.com', role: 'owner' });
const idle = memory();
let most = idle;
const watch = setInterval(() => void (most = Math.max(most, memory())), 1_000);

/** Goes through once; stops when so many comments are there. */
async function bring(until = Infinity) {
	const begun = performance.now();
	const { id } = await askRun(ctx, { source: 'discourse', place: file, dry: false, by: 'here' });
	const run = await takeRun(ctx, { id, worker: 'bench' });
	if (!run) throw new Error('not taken');
	const stop = new AbortController();
	const ended = await runImport(ctx, run, {
		signal: stop.signal,
		tell: ({ counts }) => void ((counts.comment?.fresh ?? 0) >= until && stop.abort()),
	});
	return { ...ended, seconds: (performance.now() - begun) / 1000 };
}
/** All that came, as one number. */
async function looks(): Promise<string> {
	const [row] = await site.sql<{ sum: string }[]>`
		select md5(string_agg(line, ',' order by line)) as sum from (
			select 'c' || id || body_html || coalesce(parent, 0) || posted as line from community.comment
			union all select 't' || id || title || comment_count from community.thread
			union all select 'r' || comment || sign || count from community.reaction_count) as rows`;
	return row?.sum ?? '';
}

const half = await bring(Number(comments) * 0.3);
const rest = await bring();
clearInterval(watch);
const before = await looks();
const again = await bring();
const [here] = await site.sql<{ comments: number; counted: number; liked: number }[]>`
	select (select count(*)::int from community.comment) as comments, (select sum(comment_count)::int from community.thread) as counted,
		(select count(*)::int from community.reaction) as liked`;
process.stdout.write(
	`${JSON.stringify({
		...here,
		outcomes: [half.outcome, rest.outcome, again.outcome],
		stoppedAt: half.counts.comment?.fresh ?? 0,
		seconds: half.seconds + rest.seconds,
		againSeconds: again.seconds,
		freshAgain: Object.values(again.counts).reduce((sum, one) => sum + one.fresh + one.changed, 0),
		identical: before === (await looks()),
		above: most - idle,
	})}\n`,
);
await installation.close();
process.exit(0);
