import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createMember } from '#membership/server/index.ts';
import { spool, spoolFolder } from '#platform/spool.ts';
import { testSite, type TestSite } from '#testing/test-site.ts';
import {
	askRun,
	carryOn,
	discardIncoming,
	findingsCsv,
	incomingFolder,
	keepIncoming,
	listIncoming,
	readRun,
	repeatRun,
	stopRun,
	waitForRun,
} from '#transfer/server/index.ts';
import { fixtureWxr } from '#transfer/wordpress/wxr.fixture.ts';

let place: TestSite;
const owner = { kind: 'member', member: 0, name: '店主', handle: 'owner', role: 'owner' as const };
const asOwner = () => place.as(owner as never);
beforeAll(async () => {
	place = await testSite();
	const { id } = await createMember(place.system(), { name: '店主', email: 'owner@example.com', role: 'owner' });
	owner.member = id;
});
afterAll(() => place.close());

const file = async (text: string) =>
	spool([Buffer.from(text)] as never, spoolFolder(place.system().settings.data), 1e6);

it('lets the console name files of its own folder and nothing else', async () => {
	const folder = incomingFolder(asOwner());
	mkdirSync(folder, { recursive: true });
	writeFileSync(path.join(folder, '..', 'secret.xml'), 'x');
	for (const name of ['../secret.xml', '/etc/passwd', '..', '.hidden', 'a/b', 'a\\b'])
		await expect(
			askRun(asOwner(), { source: 'wordpress', place: name, dry: true, by: 'worker' }),
			name,
		).rejects.toMatchObject({ code: 'transfer.not-found' });
	expect(await keepIncoming(asOwner(), { file: await file('x'), name: '../../etc/我的 匯出.xml' })).toBe(
		'我的-匯出.xml',
	);
	expect(await listIncoming(asOwner())).toEqual([{ name: '我的-匯出.xml', size: 1 }]);
	// Neither nothing, which would be the whole folder, nor more than a disk takes is a name.
	for (const name of ['', 'x'.repeat(300)])
		await expect(discardIncoming(asOwner(), name)).rejects.toMatchObject({ code: 'transfer.not-found' });
	expect(await listIncoming(asOwner())).toHaveLength(1);
	await discardIncoming(asOwner(), '我的-匯出.xml');
	await discardIncoming(asOwner(), '我的-匯出.xml');
	expect(await listIncoming(asOwner())).toEqual([]);
	await expect(listIncoming(place.as())).rejects.toMatchObject({ code: 'session.required' });
});

it('goes from the report to the thing itself by a worker, and lists what did not come', async () => {
	const text = fixtureWxr([
		{ id: 1, comments: [{ id: 1, content: '=HYPERLINK("x")', approved: 'spam', author: '=1' }] },
	]);
	const name = await keepIncoming(asOwner(), { file: await file(text), name: 'export.xml' });
	// What only the command line may say is not heard from here.
	const options = { privateToo: true, uploads: '/etc' };
	const dry = await askRun(asOwner(), { source: 'wordpress', place: name, options, dry: true, by: 'worker' });
	const work = async () => {
		await carryOn.run(place.system(), {});
		await waitForRun(place.site.handle);
		place.clock.advance(60_000);
	};
	await work();
	expect(await readRun(asOwner(), dry)).toMatchObject({
		outcome: 'done',
		dry: true,
		counts: { article: { fresh: 1 } },
		reasons: [{ code: 'comment.spam', count: 1 }, { code: 'person.no-email' }],
	});
	const [kept] = await place.site.sql`select options from transfer.run where id = ${dry.id}`;
	expect(kept?.['options']).toEqual({});
	const real = await repeatRun(asOwner(), { id: dry.id, dry: false });
	await work();
	expect(await readRun(asOwner(), real)).toMatchObject({
		outcome: 'done',
		dry: false,
		counts: { article: { fresh: 1 } },
	});
	let csv = '';
	for await (const piece of findingsCsv(asOwner(), real.id, 'zh-TW')) csv += piece;
	expect(csv).toContain(`"'=1: =HYPERLINK(""x"")","沒有搬來","被標為垃圾留言"`);
});

it('stops when asked to, and goes on from there', async () => {
	const many = Array.from({ length: 130 }, (_, index) => ({ id: 1000 + index }));
	const name = await keepIncoming(asOwner(), { file: await file(fixtureWxr(many)), name: 'many.xml' });
	const { id } = await askRun(asOwner(), { source: 'wordpress', place: name, dry: false, by: 'worker' });
	await stopRun(asOwner(), { id });
	await carryOn.run(place.system(), {});
	await waitForRun(place.site.handle);
	place.clock.advance(60_000);
	const stopped = await readRun(asOwner(), { id });
	expect(stopped.outcome).toBe('stopped');
	const came = stopped.counts.article?.fresh ?? 0;
	expect(came).toBeLessThan(130);
	const next = await repeatRun(asOwner(), { id, dry: false });
	await carryOn.run(place.system(), {});
	await waitForRun(place.site.handle);
	expect((await readRun(asOwner(), next)).counts.article).toMatchObject({ same: came, fresh: 130 - came });
});
