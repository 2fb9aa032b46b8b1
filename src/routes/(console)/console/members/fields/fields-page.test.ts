import { render } from 'svelte/server';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Actor } from '#platform/actor.ts';
import type { Locale } from '#platform/language/locale.ts';
import { createMember, listFields } from '#membership/server/index.ts';
import { testSite, type TestSite } from '#testing/test-site.ts';
import SegmentPage from '../segments/new/+page.svelte';
import { actions as segment, load as loadSegment } from '../segments/new/+page.server.ts';
import ListPage from './+page.svelte';
import { actions as list, load as loadList } from './+page.server.ts';
import FieldPage from './[id]/+page.svelte';
import { actions as change, load as loadField } from './[id]/+page.server.ts';
import { actions as make } from './new/+page.server.ts';

let place: TestSite;
let owner: Actor;
beforeAll(async () => {
	place = await testSite();
	const { id } = await createMember(place.system(), { name: '安', email: 'anna@example.com', role: 'owner' });
	owner = { kind: 'member', member: id, name: '安', handle: 'an', role: 'owner' };
});
afterAll(() => place.close());

const brand = { name: '燕埕', timeZone: 'Asia/Taipei' };
const event = (locale: Locale, params: Record<string, string>, form?: Record<string, string>) => {
	const request = new Request(
		'http://localhost:3000/',
		form ? { method: 'POST', body: new URLSearchParams(form) } : {},
	);
	return {
		request,
		params,
		url: new URL('http://localhost:3000/'),
		locals: { ctx: { ...place.as(owner), locale }, actor: owner, locale, brand, front: {} },
	} as never;
};
/** What an action returned; null: it led on. */
async function post(action: unknown, params: Record<string, string>, form: Record<string, string>) {
	try {
		const result = await (action as (event: never) => Promise<{ data?: object }>)(event('zh-TW', params, form));
		return result.data ?? result;
	} catch (error) {
		if ((error as { location?: string }).location) return null;
		throw error;
	}
}
async function show(page: unknown, load: unknown, locale: Locale, params = {}, form: unknown = null): Promise<string> {
	const loaded = await (load as (event: never) => Promise<object>)(event(locale, params));
	const data = { locale, brand, actor: owner, ...loaded };
	return render(page as never, { props: { data, form } as never }).body;
}

it('lets the owner make, change, order, retire and bring back questions by plain forms, and keeps what was typed', async () => {
	expect(await show(ListPage, loadList, 'zh-TW')).toContain('還沒有自己的欄位');
	const taste = { name: '口味', nameEn: 'Taste', kind: 'one', seenBy: 'public', atJoining: 'yes' };
	const refused = await post(make.default, {}, { ...taste, 'choice-new-1': '<b>辣' });
	const again = await show(FieldPage, loadField, 'zh-TW', {}, refused);
	expect(again).toContain('至少要有兩個選項');
	expect(again).toContain('value="&lt;b>辣"');
	expect(
		await post(make.default, {}, { ...taste, 'choice-new-1': '辣', 'choice-new-1-en': 'Hot', 'choice-new-2': '甜' }),
	).toBeNull();
	expect(await post(make.default, {}, { name: '生日', kind: 'date', seenBy: 'members' })).toBeNull();
	const [first, second] = await listFields(place.as(owner), {});
	const params = { id: String(first?.id) };
	const form = await show(FieldPage, loadField, 'en', params);
	expect(form).toContain('name="choice-1"');
	expect(form).toMatch(/name="atJoining"[^>]*checked/);
	// A line that is emptied is not offered any more.
	const changed = { ...taste, 'choice-1': '辣', 'choice-1-en': 'Hot', 'choice-2': '', 'choice-new-1': '酸' };
	expect(await post(change.default, params, changed)).toBeNull();
	const [kept] = await listFields(place.as(owner), {});
	expect(kept?.choices.map(({ name, retired }) => [name, retired])).toEqual([
		['辣', false],
		['酸', false],
		['甜', true],
	]);
	await post(list.move, {}, { field: String(second?.id), to: 'up' });
	await post(list.retire, {}, { field: String(second?.id) });
	const page = await show(ListPage, loadList, 'en');
	expect(page).toContain('Taste');
	expect(page).toContain('Fields out of use');
	await post(list.restore, {}, { field: String(second?.id) });
	expect((await listFields(place.as(owner), {})).map(({ name }) => name)).toEqual(['生日', '口味']);
});

it('asks segments about them, the typed part beside the chosen one, also without scripts', async () => {
	const [birthday, taste] = await listFields(place.as(owner), {});
	const first = { name: '', version: '', match: 'all', 'match.0': 'all', do: 'show' };
	const asked = { ...first, 'is.0.0': 'field-from', 'value.0.0': String(birthday?.id), 'said.0.0': '1990-01-01' };
	const shown = await show(SegmentPage, loadSegment, 'en', {}, await post(segment.keep, {}, asked));
	expect(shown).toContain('value="1990-01-01"');
	expect(shown).toMatch(new RegExp(`<option value="${birthday?.id}"[^>]* selected`));
	const wrong = await post(segment.keep, {}, { ...asked, name: '老客人', 'said.0.0': 'x', do: 'save' });
	expect(wrong).toMatchObject({ code: 'input.invalid' });
	const choice = await post(segment.keep, {}, { ...first, 'is.0.0': 'field-is', 'value.0.0': `${taste?.id}:1` });
	expect(await show(SegmentPage, loadSegment, 'en', {}, choice)).toContain('Taste: Hot');
	expect(await post(segment.keep, {}, { ...asked, name: '老客人', do: 'save' })).toBeNull();
});
