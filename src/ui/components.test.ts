import Inbox from '@lucide/svelte/icons/inbox';
import { createRawSnippet, type Component } from 'svelte';
import { render } from 'svelte/server';
import { expect, test } from 'vitest';

const components = import.meta.glob<{ default: Component<Record<string, unknown>> }>('./*.svelte', { eager: true });
const text = (words: string) => createRawSnippet(() => ({ render: () => `<span>${words}</span>` }));
const slot = text('內容');

const article = {
	href: '/articles/a',
	title: '第一次滷肉就上手',
	excerpt: '一三五',
	date: '2026-09-15T09:30:00Z',
	dateText: '2026年9月15日',
	author: '小編阿穎',
	commentText: '3 則留言',
};
const thread = {
	href: '/community/a',
	title: '開封後要冰嗎？',
	author: '林怡君',
	replyText: '2 則回覆',
	timeText: '3 分鐘前',
	category: '請教',
};
const series = { href: '/series/a', title: '一缸豆油的一年', text: '從春到冬', countText: '共 4 篇' };
const product = { href: '/products/a', title: '蔭油清', priceText: 'NT$280', badge: '試用中' };
const words = {
	articles: '最近寫的',
	more: '再讀幾篇',
	series: '連載',
	topics: '話題',
	start: { href: '/community/new', label: '開一個話題' },
	allArticles: { href: '/articles', label: '所有文章' },
	threads: '大家在聊',
	allThreads: { href: '/community', label: '到討論區' },
	products: '店裡有什麼',
};
const home = {
	intro: { title: '一百八十天', text: '三代人' },
	articles: [article, article],
	series: [series],
	topics: [{ href: '/community/ask', label: '問問題' }],
	threads: [thread],
	products: [product],
	words,
};
const chart = { table: '用表格看', step: '步驟', count: '數量', share: '比例', when: '日期' };
const nav = [
	{ href: '/', label: '首頁', current: true },
	{ href: '/articles', label: '文章' },
];

/** Props with which each component is drawn; a component without a line here fails. */
const props: Record<string, Record<string, unknown>> = {
	Avatar: { name: '王小明' },
	Badge: { text: '已刊出', tone: 'success' },
	BarRow: { label: 'LINE', value: 60, most: 142, text: '60 人' },
	Button: { children: slot },
	Card: { title: '從哪裡來', children: slot },
	Check: { name: 'news', children: slot },
	ConsoleShell: { skipText: '跳到內容', navLabel: '各部分', menuText: '全部', nav, site: slot, children: slot },
	Dialog: { title: '下架？', closeLabel: '關閉', shown: true, children: slot },
	EmptyState: { title: '還沒有文章', text: '寫第一篇', action: slot },
	ErrorSummary: { title: '有一個地方要改', errors: [{ field: 'email', text: '少了 @' }] },
	Field: { name: 'email', label: '電子郵件', hint: '不會公開', error: '少了 @', value: 'a' },
	Funnel: {
		title: '從貼文到訂單',
		steps: [
			{ label: '來訪', value: 142, text: '142 人' },
			{ label: '加入', value: 9, text: '9 人', share: '6.3 %' },
		],
		words: chart,
	},
	Goods: { products: [product] },
	HomeJournal: home,
	HomePlaza: home,
	HomeSeries: { id: 'series', title: '系列文章', series: [series] },
	HomeShopWindow: home,
	Icon: { icon: Inbox, label: '圖示' },
	LinkButton: { href: '/join', children: slot },
	Menu: { summary: slot, label: '更多', children: slot },
	NavTabs: { label: '成效', items: [{ href: '?a', label: '總覽', current: true, count: 0 }] },
	Notice: { tone: 'danger', title: '沒有送出', live: true, children: slot },
	PageHead: { title: '今天', text: '三件事等你', back: { href: '/', label: '回去' }, actions: slot },
	Pagination: { label: '頁', newer: { href: '?b', label: '較新' }, older: { href: '?a', label: '較舊' } },
	PhonePreview: { src: '/', phoneTitle: '手機', desktopTitle: '桌機' },
	Photo: { photo: null, title: '「燕子」來了' },
	SectionHead: { id: 'a', title: '最近寫的', link: words.allArticles },
	SiteShell: {
		name: '燕埕',
		skipText: '跳到內容',
		navLabel: '主選單',
		nav: [...nav, { href: null, label: '認識我們', items: [{ href: '/about', label: '關於' }] }],
		announcement: slot,
		bar: slot,
		account: slot,
		footer: slot,
		children: slot,
	},
	Skeleton: { label: '載入中', avatar: true },
	Sparkline: {
		title: '訪客，從 12 到 48',
		points: [
			{ label: '1日', value: 12 },
			{ label: '2日', value: 48 },
		],
		words: chart,
	},
	Stat: { value: '1,280', label: '訪客', sentence: '比上週多', href: '/insight' },
	Story: { article },
	Table: { caption: '每一篇文章', children: createRawSnippet(() => ({ render: () => '<tr><td>1</td></tr>' })) },
	TagNav: { label: '話題', views: [{ href: '?a', label: '全部', current: true }] },
	TalkList: { threads: [thread] },
	TimeText: { time: new Date('2026-11-23T00:00:00Z'), text: '2026年11月23日' },
	ToastRegion: { label: '訊息', toasts: [{ id: 1, text: '已歸檔' }] },
};

const draw = (name: string, more: Record<string, unknown> = {}): string => {
	const component = components[`./${name}.svelte`];
	if (!component) throw new Error(`no component ${name}`);
	return render(component.default, { props: { ...props[name], ...more } }).body.replace(/<!--.*?-->/gs, '');
};
const names = Object.keys(components).map((path) => path.slice(2, -'.svelte'.length));

test.each(names)(
	'%s is drawn on the server, without inline styles or scripts, which the security policy refuses',
	(name) => {
		expect(props[name], `props for ${name}`).toBeDefined();
		const html = draw(name);
		expect(html.replace(/<(?!svg|iframe|input)[^>]*>/g, '')).toMatch(/\p{L}|</u);
		expect(html).not.toMatch(/\sstyle=|\son[a-z]+="|<script/);
		expect(html).not.toContain('undefined');
	},
);

test('a field ties its label, hint and error to the control', () => {
	const html = draw('Field');
	expect(html).toMatch(/<label[^>]*for="email"/);
	expect(html).toMatch(/<input[^>]*id="email"[^>]*aria-describedby="email-hint email-error"[^>]*aria-invalid="true"/);
	expect(html).toMatch(/id="email-hint">不會公開/);
	expect(html).toMatch(/id="email-error">少了 @/);
	expect(html).toContain('value="a"');
	expect(draw('Field', { hint: undefined, error: undefined })).not.toContain('aria-');
});

test('what people wrote is text, not markup', () => {
	const evil = '<img src=x onerror=alert(1)>';
	for (const html of [
		draw('Avatar', { name: evil }),
		draw('TalkList', { threads: [{ ...thread, title: evil, author: evil, topics: [{ href: evil, label: evil }] }] }),
		draw('Photo', { title: evil }),
		draw('TagNav', { label: evil, views: [{ href: evil, label: evil }] }),
	]) {
		expect(html).not.toContain('<img');
	}
});

test('a home page says what is there, and the empty words only when there is nothing', () => {
	for (const layout of ['HomeJournal', 'HomeShopWindow', 'HomePlaza']) {
		const full = draw(layout, { empty: text('空空的') });
		expect(full).toContain('第一次滷肉就上手');
		expect(full).toContain('開封後要冰嗎？');
		expect(full).toContain('NT$280');
		expect(full).toContain('一缸豆油的一年');
		expect(full).not.toContain('空空的');
		expect(full.match(/<h1/g)).toHaveLength(1);
		const none = draw(layout, { articles: [], threads: [], products: [], empty: text('空空的') });
		expect(none).toContain('空空的');
		expect(none).not.toContain('最近寫的');
	}
});

test('a bar is as long as its share, and nothing is drawn where there is nothing to share', () => {
	expect(draw('BarRow', { value: 71, most: 142 })).toContain('width="50.00%"');
	expect(draw('BarRow', { value: 0, most: 0 })).toContain('width="0.00%"');
	expect(draw('BarRow', { value: 300, most: 142 })).toContain('width="100.00%"');
});

test('the current place is told to those who cannot see it', () => {
	expect(draw('SiteShell').match(/aria-current="page"/g)).toHaveLength(1);
	expect(draw('SiteShell')).toMatch(/<a[^>]*href="#main"[^>]*>跳到內容/);
	for (const row of ['NavTabs', 'TagNav']) expect(draw(row)).toContain('aria-current="page"');
});

test('nothing to page, nothing shown', () => {
	expect(draw('Pagination', { newer: null, older: null }).trim()).toBe('');
	expect(draw('ErrorSummary', { errors: [] }).trim()).toBe('');
});
