import { openPlace, placeFolder } from './place.ts';
import { inFlight } from './in-flight.ts';
const inst = await openPlace(placeFolder('full'));
const site = await inst.site('home'); const { sql } = site;
await sql.unsafe('create schema if not exists bench; create table if not exists bench.line (id bigint generated always as identity primary key, author bigint not null, text text not null, written timestamptz not null)');
const T='今天早上在廚房用手沖壺試了三次，不過酸質變得柔和，甜感出來了。今天早上在廚房用手沖壺試了三次';
const ins = (t:any) => t`insert into bench.line (author, text, written) values (1, ${T}, ${new Date()})`;
const not = (t:any) => t`select pg_notify('homecourt_change', 'thread:1')`;
let waiting: (()=>void)[] | null = null;
let running = false;
async function barrier(): Promise<void> {
  return new Promise<void>((resolve) => { (waiting ??= []).push(resolve); void pump(); });
}
async function pump() {
  if (running) return; running = true;
  while (waiting) { const w = waiting; waiting = null; await sql`select pg_logical_emit_message(true, 'durable', '')`; for (const r of w) r(); }
  running = false;
}
const V: Record<string, () => Promise<unknown>> = {
  insert1: () => ins(sql),
  txNotify: () => sql.begin(async (t) => { await ins(t); await not(t); }),
  txNotifyAsyncBarrier: async () => { await sql.begin(async (t) => { await Promise.all([t`set local synchronous_commit = off`, ins(t)]); await not(t); }); await barrier(); },
  txNoNotify: () => sql.begin(async (t) => { await ins(t); await t`select 1`; }),
};
const one = await inFlight(1, 1500, () => ins(sql)); console.log('one in flight', one.perSecond, one.p50);
for (let r = 0; r < 3; r++) for (const [n, f] of Object.entries(V)) { const x = await inFlight(32, 2500, f); console.log(n, Math.round(x.perSecond), 'p50', x.p50.toFixed(1), 'p99', x.p99.toFixed(1)); }
await sql.unsafe('drop schema bench cascade');
await inst.close(); process.exit(0);
