import { z } from 'zod';
import { sql as ksql } from 'kysely';
import { command } from '#platform/context/command.ts';
import { postComment } from '#community/server/index.ts';
import { openPlace, placeFolder, runningServer } from './place.ts';
import { fullSize as size } from './seed/size.ts';
import { inFlight } from './in-flight.ts';
import { random } from './seed/random.ts';
import { passage } from './seed/text.ts';
import { writingThreads } from './measure/comment-requests.ts';
import { tidy } from './tidy.ts';
const data = placeFolder('full'); const place = { data, size, today: '', seeded: 0 };
const inst = await openPlace(data);
const site = await inst.site('home'); const { sql } = site;
let waiting: (()=>void)[] | null = null; let running = false;
const barrier = () => new Promise<void>((resolve) => { (waiting ??= []).push(resolve); void pump(); });
async function pump() { if (running) return; running = true; while (waiting) { const w = waiting; waiting = null; await sql`select pg_logical_emit_message(true, 'durable', '')`; for (const r of w) r(); } running = false; }
const rng = random(11); let turn = Math.floor(Math.random()*40000); const threads = writingThreads(place);
const wrapped = command(z.any(), async (ctx, input: never) => { await ksql`set local synchronous_commit = off`.execute(ctx.db); return postComment(ctx, input); });
const args = () => { turn++; const member = 5 + turn % (size.members - 5);
 return [site.context({ actor: { kind: 'member', member, name: 'x', handle: 'x', role: 'member' } as never, locale: 'zh-TW' }), { thread: threads[turn % threads.length] as number, body: { text: passage(rng, 60) } }] as const; };
const post = () => postComment(...args());
const postBarrier = async () => { await wrapped(...args()); await barrier(); };
for (let r = 0; r < 4; r++) for (const [n, f] of Object.entries({ post, postBarrier })) { const c = process.cpuUsage(); const x = await inFlight(32, 3000, f as never); const u = process.cpuUsage(c); console.log(n, Math.round(x.perSecond), 'p50', x.p50.toFixed(1), 'p99', x.p99.toFixed(1), 'node cpu ms each', ((u.user + u.system) / 1000 / x.count).toFixed(3)); }
await tidy(await runningServer(data), place);
await inst.close(); process.exit(0);
