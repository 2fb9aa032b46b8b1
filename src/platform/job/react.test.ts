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

let place: TestSite;
beforeAll(async () => void (place = await testSite()));
afterAll(() => place.close());

it('queues quick reactions together, and what takes longer by itself', () => {
	expect(queuedReactions([one, slow, two] as never, fact).map(({ job }) => job.name)).toEqual([
		'platform.react',
		'test.slow',
	]);
	expect(queuedReactions([one, slow] as never, fact).map(({ job }) => job.name)).toEqual(['test.one', 'test.slow']);
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
