/**
 * One import in a process of its own, so that nothing but it is in the memory that is measured. Arguments: data folder,
 * export file. Writes one line of JSON: seconds, items, bytes of memory at rest and at most, and what came.
 */
import { readFileSync } from 'node:fs';
import { setTimeout } from 'node:timers/promises';
import { openPlace } from '../place.ts';
import { createMember } from '#membership/server/index.ts';
import { system } from '#platform/actor.ts';
import { countAll } from '#transfer/report.ts';
import { askRun, runImport, takeRun } from '#transfer/server/index.ts';

const [data = '', file = ''] = process.argv.slice(2);
const memory = (): number =>
	Number(/^Pss:\s+(\d+) kB/m.exec(readFileSync('/proc/self/smaps_rollup', 'utf8'))?.[1] ?? 0) * 1024;

const installation = await openPlace(data);
const site = await installation.createSite('home', ['localhost']);
const ctx = site.context({ actor: system, locale: 'zh-TW' });
await createMember(ctx, { name: '店主', email: 'owner@example.com', role: 'owner' });
await setTimeout(3_000);
const idle = memory();
let most = idle;
const watch = setInterval(() => void (most = Math.max(most, memory())), 1_000);
const begun = performance.now();
const { id } = await askRun(ctx, { source: 'wordpress', place: file, dry: false, by: 'here' });
const run = await takeRun(ctx, { id, worker: 'bench' });
if (!run) throw new Error('not taken');
const ended = await runImport(ctx, run);
const seconds = (performance.now() - begun) / 1000;
clearInterval(watch);
const [here] = await site.sql<{ articles: number; comments: number; counted: number }[]>`
	select (select count(*)::int from content.article where published is not null) as articles,
		(select count(*)::int from community.comment) as comments, (select sum(comment_count)::int from community.thread) as counted`;
process.stdout.write(
	`${JSON.stringify({ seconds, items: countAll(ended.counts), idle, most, outcome: ended.outcome, ...here })}\n`,
);
await installation.close();
process.exit(0);
