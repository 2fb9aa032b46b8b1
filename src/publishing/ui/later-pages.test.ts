import { render } from 'svelte/server';
import { describe, expect, it } from 'vitest';
import MessageList from '#inbox/ui/MessageList.svelte';
import AdDeskForm from '#publishing/ui/AdDeskForm.svelte';
import AdLinks from '#publishing/ui/AdLinks.svelte';
import AdResults from '#publishing/ui/AdResults.svelte';
import BestTimes from '#publishing/ui/BestTimes.svelte';
import HandleTable from '#publishing/ui/HandleTable.svelte';
import PostFile from '#publishing/ui/PostFile.svelte';
import RecurringForm from '#publishing/ui/RecurringForm.svelte';
import RecurringList from '#publishing/ui/RecurringList.svelte';
import SpendFile from '#publishing/ui/SpendFile.svelte';

const time = new Date('2026-11-24T02:00:00Z');
const zone = { timeZone: 'Asia/Taipei' };
const evil = '<script>alert(1)</script>';
const accounts = [{ id: 1, name: evil, title: 'LINE', refused: false }];
const unsaid = /\b(?:bulk|ads|best|recurring|message|compose|when|settings)\.[a-z-]+/;
const picture = {
	id: 7,
	src: '/media/a.jpg',
	type: 'image/jpeg',
	width: 4,
	height: 3,
	bytes: 9,
	focus: { x: 50, y: 50 },
};
const recurrence = {
	id: 3,
	versions: ['一', '二', evil],
	hashtags: ['醬油'],
	pictures: [7],
	campaign: null,
	target: '/products',
	accounts: [1],
	weekdays: [1, 5],
	at: '09:00',
	weeks: 2,
	next: time,
	planned: null,
	draft: null,
	times: 4,
	trouble: null,
	mayChange: true,
	reason: '所有說法最近都發過。',
};
const desk = {
	network: 'facebook',
	title: 'Facebook',
	kept: { name: '阿雄', currency: 'TWD', telling: time, read: time, trouble: 'transient' },
	told: { waiting: 1, told: 2, dropped: 3 },
	fields: [{ name: 'token', label: 'Token', hint: 'x', secret: true, optional: true }],
};
const campaign = {
	campaign: 'spring',
	currency: 'TWD',
	spent: 2000,
	shown: 9000,
	clicks: 80,
	followed: 70,
	members: 3,
	orders: 1,
};

describe.each(['zh-TW', 'en'] as const)('in %s', (locale) => {
	const said = (rendered: { body: string }): string => {
		expect(rendered.body).not.toContain(evil);
		expect(rendered.body.replace(/<[^>]*>/g, ' ')).not.toMatch(unsaid);
		return rendered.body;
	};

	it('a file of posts says what became of each row', () => {
		const row = {
			line: 2,
			text: evil,
			accounts: ['LINE · 阿雄'],
			due: time,
			slot: false,
			outcome: 'refused',
			reason: '不行',
		};
		const report = {
			dryRun: true,
			text: 'text\na',
			zone: 'UTC',
			rows: [row, { ...row, due: null, slot: true, outcome: 'new' }],
			made: 1,
			known: 0,
			refused: 1,
		};
		said(render(PostFile, { props: { locale, ...zone, accounts, form: null } }));
		const body = said(render(PostFile, { props: { locale, ...zone, accounts, form: report as never } }));
		expect(body).toContain('?/run');
		expect(
			said(render(PostFile, { props: { locale, ...zone, accounts, form: { ...report, made: 0 } as never } })),
		).not.toContain('?/run');
	});

	it('who is called what on which network is listed, added and forgotten', () => {
		const networks = [{ name: 'x', title: 'X', example: 'soyhsiung' }];
		const empty = said(render(HandleTable, { props: { locale, people: [], networks, form: null } }));
		expect(empty).toContain('?/handle');
		expect(empty).not.toContain('?/drop');
		const people = [{ name: evil, handles: [{ network: 'x', handle: 'mingtofu', title: 'X' }] }];
		const sent = { fields: { handle: '不對' }, values: { named: evil, network: 'x', handle: 'a b' } };
		const body = said(render(HandleTable, { props: { locale, people, networks, form: sent } }));
		expect(body).toContain('mingtofu');
		expect(body).toContain('不對');
		expect(body.match(/\?\/drop/g)).toHaveLength(1);
		// What another form of the page sent is none of this one's business.
		const other = { fields: { name: '別的' }, values: { name: 'spring' } };
		expect(said(render(HandleTable, { props: { locale, people, networks, form: other } }))).not.toContain('別的');
	});

	it('what is said again and again is written, listed and stopped', () => {
		const form = { locale, ...zone, formkey: 'k'.repeat(20), accounts, campaigns: ['spring'], form: null };
		said(render(RecurringForm, { props: { ...form, pictures: [], known: null } }));
		const own = { ...picture, alt: evil };
		const changed = said(render(RecurringForm, { props: { ...form, pictures: [own], known: recurrence } }));
		expect(changed).toContain('value="3"');
		expect(changed).toMatch(/name="picture-7"[^>]*checked/);
		said(render(RecurringList, { props: { locale, ...zone, items: [], accounts } }));
		const items = [recurrence, { ...recurrence, id: 4, planned: time, draft: 9, mayChange: false, reason: '' }];
		const body = said(render(RecurringList, { props: { locale, ...zone, items, accounts } }));
		expect(body).toContain('/console/posts/9');
		expect(body.match(/\?\/stop/g)).toHaveLength(1);
	});

	it('ads say what they cost and brought, and never a secret', () => {
		said(render(AdResults, { props: { locale, ads: { campaigns: [], unnamed: [] } } }));
		const nobody = { ...campaign, campaign: 'new', currency: null, spent: 0, clicks: null, members: 0 };
		const ads = { campaigns: [campaign, nobody], unnamed: [{ name: evil, currency: 'USD', spent: 125 }] };
		const body = said(render(AdResults, { props: { locale, ads } }));
		expect(body).toMatch(/667/);
		expect(body).toContain('1.25');
		const links = [{ id: 1, url: 'https://a.tw/go/x', target: '/', label: evil, campaign: 'spring', followed: 3 }];
		said(render(AdLinks, { props: { locale, links, desks: [desk], campaigns: ['spring'], form: null } }));
		said(render(AdLinks, { props: { locale, links: [], desks: [], campaigns: [], form: null } }));
		said(render(AdDeskForm, { props: { locale, ...zone, desk, form: null } }));
		said(render(AdDeskForm, { props: { locale, ...zone, desk: { ...desk, kept: null }, form: null } }));
		const report = { rows: 3, counted: 2, refusedCount: 1, refused: [{ line: 5, reason: 'day' as const }] };
		said(render(SpendFile, { props: { locale, desks: [desk], form: { spending: report } } }));
	});

	it('a best time says how many posts are behind it, or that there are too few', () => {
		said(render(BestTimes, { props: { locale, best: { posts: 3, best: null, needed: 20 } } }));
		const best = [{ days: 'weekend' as const, from: 12, to: 15, posts: 8, median: 14, sure: false }];
		const body = said(render(BestTimes, { props: { locale, name: evil, best: { posts: 40, best } } }));
		expect(body).toContain('12:00');
		expect(body).toContain('40');
	});

	it('messages say what they are when they are no text', () => {
		const kinds = ['text', 'sticker', 'picture', 'video', 'sound', 'file', 'place'] as const;
		const messages = kinds.map((kind, id) => ({ id, kind, text: evil, sent: time }));
		const when = (): string => '昨天';
		said(render(MessageList, { props: { locale, messages, network: 'LINE', when } }));
		said(render(MessageList, { props: { locale, messages: [], network: 'LINE', when } }));
	});
});
