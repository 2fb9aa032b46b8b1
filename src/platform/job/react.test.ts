import { afterAll, beforeAll, expect, it } from 'vitest';
import type { RecordedFact } from '#platform/context/context.ts';
import { reaction } from '#platform/job/job.ts';
import { queuedReactions, react } from '#platform/job/react.ts';
import { jobRegistry } from '#platform/job/registry.ts';
import { testSite, type TestSite } from '#testing/test-site.ts';

const fact: RecordedFact = {
	name: 'door.opened',
	about: 'door:1',
	actor: null,
	data: { door: 1 },
	occurred: '2026-01-01T00:00:00Z',
};
const ran: string[] = [];
const listener = (name: string, quick: boolean, broken = false) =>
	reaction(
		name,
		['door.opened'],
		async () => {
			ran.push(name);
			if (broken) throw new Error('broken');
		},
		{ quick },
	);
const [one, two, broken, slow] = [
	listener('test.one', true),
	listener('test.two', true),
	listener('test.broken', true, true),
	listener('test.slow', false),
];

/** Long work that is wanted only for door 1. */
const rare = reaction('test.rare', ['door.opened'], async () => void ran.push('test.rare'), {
	patient: true,
	wanted: async (_, { data }) => data['door'] === 1,
});

let place: TestSite;
beforeAll(async () => void (place = await testSite()));
afterAll(() => place.close());

it('queues quick reactions together, and what takes longer by itself', () => {
	expect(queuedReactions([one, slow, two] as never, fact).map(({ job }) => job.name)).toEqual([
		'platform.react',
		'test.slow',
	]);
	expect(queuedReactions([one, slow] as never, fact).map(({ job }) => job.name)).toEqual(['test.one', 'test.slow']);
	expect(queuedReactions([one, rare] as never, fact)).toEqual([
		{ job: react, data: { fact, reactions: ['test.one', 'test.rare'] } },
	]);
	expect(queuedReactions([], fact)).toEqual([]);
});

it('runs them all; what fails goes on alone, later', async () => {
	const ctx = place.system();
	const site = { ...ctx.site, jobs: jobRegistry([one, two, broken] as never) };
	await react.run({ ...ctx, site }, { fact, reactions: ['test.one', 'test.gone', 'test.broken', 'test.two'] });
	expect(ran).toEqual(['test.one', 'test.broken', 'test.two']);
	const waiting = await place.site.sql`
		select data->>'job' as job, data->'data'->>'name' as fact, start_after as after
		from job.job where data->>'job' like 'test.%'`;
	expect([...waiting]).toEqual([
		{ job: 'test.broken', fact: 'door.opened', after: new Date(ctx.now.getTime() + 15_000) },
	]);
});

it('queues what takes long only where a look says that it is wanted', async () => {
	ran.length = 0;
	const ctx = place.system();
	const site = { ...ctx.site, jobs: jobRegistry([one, rare] as never) };
	const queued = () => place.site.sql`select name from job.job where data->>'job' = 'test.rare'`;
	const other = { ...fact, data: { door: 2 } };
	await react.run({ ...ctx, site }, { fact: other, reactions: ['test.one', 'test.rare'] });
	expect([ran, [...(await queued())]]).toEqual([['test.one'], []]);
	await react.run({ ...ctx, site }, { fact, reactions: ['test.rare'] });
	expect([ran, [...(await queued())]]).toEqual([['test.one'], [{ name: 'patient' }]]);
});
