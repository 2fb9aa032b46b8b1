import sharp from 'sharp';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Actor } from '#platform/actor.ts';
import { sowMember } from '#community/server/sow.ts';
import { listPictures } from '#media/server/index.ts';
import { FinishSetup } from '#site/server/index.ts';
import { testSite, type TestSite } from '#testing/test-site.ts';
import { readBrandForm } from '#web/brand-form.ts';
import { gatheringActions } from '#web/gathering-form.ts';
import { productActions } from '#web/product-form.ts';

let place: TestSite;
let owner: Actor;
let photo: Buffer;
const photoOf = (background: string) =>
	sharp({ create: { width: 300, height: 200, channels: 3, background } })
		.png()
		.toBuffer();
beforeAll(async () => {
	place = await testSite();
	owner = await sowMember(place.system(), 'owner');
	photo = await photoOf('#772211');
});
afterAll(() => place.close());

/** A form with a picture, as a browser sends it. */
function send(fields: Record<string, string>, file: string, actor = owner) {
	const body = new FormData();
	for (const [name, value] of Object.entries(fields)) body.set(name, value);
	if (file !== 'none') body.set(file, new Blob([photo as never], { type: 'image/png' }), 'a.png');
	const request = new Request('http://localhost:3000/', { method: 'POST', body });
	const locals = { ctx: place.as(actor), actor, locale: 'zh-TW', front: {}, brand: { timeZone: 'Asia/Taipei' } };
	return { request, url: new URL(request.url), params: {}, locals } as never;
}

const stored = async () => (await listPictures(place.as(owner), {})).items.length;
const event = {
	title: '品醬',
	place: '倉庫',
	begins: '2026-12-01T10:00',
	ends: '2026-12-01T12:00',
	body_markdown: '來',
};

it('is stored only for a form that is right', async () => {
	expect(await gatheringActions.save(send({ ...event, place: '' }, 'picture'))).toMatchObject({ status: 422 });
	const ended = { ...event, ends: '2026-12-01T09:00' };
	expect(await gatheringActions.save(send(ended, 'picture'))).toMatchObject({ status: 422 });
	expect(await productActions.save(send({ sku: 'a', name: '' }, 'picture'))).toMatchObject({ status: 422 });
	const brand = { name: '醬油', tagline: '', colour: '#8a3b1e', layout: 'journal', locale: 'zh-TW', facebookPage: '' };
	const wrong = await readBrandForm(send({ ...brand, colour: 'red' }, 'logo'));
	await expect(wrong.brand()).rejects.toMatchObject({ code: 'input.invalid' });
	const nobody = { token: '', ownerName: '', email: 'x', from: '203.0.113.9' };
	const unowned = await readBrandForm(send(brand, 'logo'));
	await expect(unowned.brand(FinishSetup, nobody)).rejects.toMatchObject({ code: 'input.invalid' });
	expect(await stored()).toBe(0);
	await expect(gatheringActions.save(send(event, 'picture'))).rejects.toMatchObject({ status: 303 });
	expect(await stored()).toBe(1);
});

it('is not stored for an event that somebody else changed meanwhile, that is gone, or that is not theirs to change', async () => {
	photo = await photoOf('#115577');
	const before = await stored();
	const kept = (await gatheringActions.save(send(event, 'none')).catch((left: unknown) => left)) as {
		location: string;
	};
	const id = /\d+/.exec(kept.location)?.[0] ?? '';
	const conflict = await gatheringActions.save(send({ ...event, id, version: '9' }, 'picture'));
	expect(conflict).toMatchObject({ status: 409, data: { code: 'event.changed-meanwhile', values: { title: '品醬' } } });
	expect(await gatheringActions.save(send({ ...event, id: '999' }, 'picture'))).toMatchObject({ status: 404 });
	const cancelled = { ...(send({}, 'none') as object), params: { id } } as never;
	await place.site.sql`update gathering.gathering set published = now() where id = ${id}`;
	await expect(gatheringActions.cancel(cancelled)).rejects.toMatchObject({ status: 303 });
	expect(await gatheringActions.save(send({ ...event, id }, 'picture'))).toMatchObject({
		status: 409,
		data: { code: 'event.cancelled' },
	});
	// An author brings pictures into articles, and keeps neither events nor products nor the brand.
	const author = await sowMember(place.system(), 'author');
	expect(await gatheringActions.save(send(event, 'picture', author))).toMatchObject({ status: 403 });
	expect(await productActions.save(send({ sku: 'a', name: '醬油' }, 'picture', author))).toMatchObject({ status: 403 });
	expect(await stored()).toBe(before);
	await expect(gatheringActions.save(send({ ...event, title: '再來' }, 'picture'))).rejects.toMatchObject({
		status: 303,
	});
	expect(await stored()).toBe(before + 1);
});
