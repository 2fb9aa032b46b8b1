import { createHash } from 'node:crypto';
import {
	mkdirSync,
	mkdtempSync,
	readFileSync,
	readdirSync,
	rmSync,
	statSync,
	symlinkSync,
	writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Readable } from 'node:stream';
import sharp from 'sharp';
import { afterAll, beforeAll, expect, it } from 'vitest';
import {
	acceptAnswer,
	castBallot,
	chooseSigns,
	createCategory,
	decideIdea,
	deleteComment,
	findMergedPath,
	followCategory,
	followTag,
	followThread,
	hideComment,
	importBallots,
	markSeen,
	limitThread,
	pinThread,
	postComment,
	postForeignComment,
	react,
	readPoll,
	readThread,
	shareComment,
	startThread,
	voteIdea,
	closeThread,
	findThread,
	withholdComment,
} from '#community/server/index.ts';
import {
	describeTag,
	keepSeries,
	listRevisions,
	publishArticle,
	publishPage,
	readArticle,
	translateArticle,
	writeArticle,
	writePage,
} from '#content/server/index.ts';
import { keepPortrait, storeFile, storePicture } from '#media/server/index.ts';
import { productPath, productThing } from '#commerce/product.ts';
import { keepProduct, recordOrder } from '#commerce/server/index.ts';
import { createLink, findLink, importPosts, keepPosts, makeQr, stopQr } from '#publishing/server/index.ts';
import {
	changeConsent,
	createMember,
	keepField,
	setAnswers,
	setPassword,
	turnField,
} from '#membership/server/index.ts';
import type { Actor, Role } from '#platform/actor.ts';
import { fromMarkdown } from '#platform/document/from-markdown.ts';
import type { Document } from '#platform/document/schema.ts';
import { spool, spoolFolder } from '#platform/spool.ts';
import { addRedirects } from '#seo/server/index.ts';
import { arrangeMenu, changeContact } from '#site/server/index.ts';
import { testSite, type TestSite } from '#testing/test-site.ts';
import { keepsakeCalled, listKeepsakes } from '#transfer/known-keepsakes.ts';
import { keepsakeFile } from '#transfer/keepsake-line.ts';
import { sowKeepsakes } from '#transfer/server/export/keepsakes.fixture.ts';
import { askRun, exportSite, runImport, takeRun } from '#transfer/server/index.ts';

let from: TestSite;
let to: TestSite;
let folder = '';
beforeAll(async () => {
	[from, to] = [await testSite(), await testSite()];
	folder = mkdtempSync(path.join(tmpdir(), 'homecourt-export-'));
	await sow(from);
	await person(to, '店主', 'owner');
});
afterAll(async () => {
	await Promise.all([from.close(), to.close()]);
	rmSync(folder, { recursive: true, force: true });
});

type Member = Extract<Actor, { kind: 'member' }>;

async function person(place: TestSite, name: string, role: Role): Promise<Member> {
	const { id, handle } = await createMember(place.system(), { name, email: `${role}@example.com`, role });
	return { kind: 'member', member: id, name, handle, role };
}

/** A house with one of everything. */
async function sow(place: TestSite): Promise<void> {
	await person(place, '店主', 'owner');
	const editor = place.as(await person(place, '小編', 'editor'));
	const reader = await person(place, '小陳', 'member');
	await setPassword(place.as(reader), { member: reader.member, password: 'a very secret word' });
	const [owner] = await place.site.sql<{ id: number }[]>`select id from membership.member where role = 'owner'`;
	const ask = (question: object): Promise<{ id: number }> =>
		keepField(place.as({ kind: 'member', member: owner?.id ?? 0, name: '', handle: '', role: 'owner' }), {
			...({ kind: 'line', seenBy: 'public', ...question } as { name: string; kind: 'line'; seenBy: 'public' }),
		});
	await ask({
		name: '口味',
		nameEn: 'Taste',
		kind: 'several',
		choices: ['辣', '甜', '酸'].map((name) => ({ name, nameEn: '' })),
	});
	await ask({ name: '生日', kind: 'date', seenBy: 'staff' });
	const gone = await ask({ name: '電子報', kind: 'yes-no' });
	await setAnswers(place.system(), {
		member: reader.member,
		answers: { taste: ['辣', '酸'], 生日: '1990-12-31', 電子報: false },
	});
	await turnField(place.system(), { field: gone.id, retired: true });
	place.clock.advance(1_000);
	const bytes = await sharp({ create: { width: 300, height: 200, channels: 3, background: '#a33' } })
		.png()
		.toBuffer();
	const picture = await storePicture(editor, { bytes, alt: '大缸' });
	const face = await spool(Readable.from([bytes]), spoolFolder(editor.settings.data), 1e6);
	await keepPortrait(place.as(reader), { member: reader.member, file: face });
	const sent = await spool(Readable.from([Buffer.from('製程說明')]), spoolFolder(editor.settings.data), 1e6);
	const file = await storeFile(editor, { file: sent, name: '說明.txt' });
	const { id: src, width, height } = picture;
	const shown = { price: 480, url: 'https://shop.example/s1', picture: picture.id };
	const product = await keepProduct(editor, { sku: 'S1', name: '壺底油', ...shown });
	const about = await findThread(editor, { subject: productThing(product.id) });
	await postComment(place.as(reader), {
		thread: about?.id as number,
		body: { text: '太鹹了。' },
		stars: 2,
		disclosed: 'sample',
	});
	await closeThread(editor, { thread: about?.id });
	const body: Document = fromMarkdown('## 為什麼\n\n要等**兩年**。看[產品](/shop)。', 'article');
	body.content.push(
		{ type: 'picture', attrs: { id: src, src: picture.src, alt: '', caption: '三年的缸', width, height } },
		{ type: 'file', attrs: { src: file.href, name: file.name, size: file.size, mediaType: file.type } },
		{ type: 'contents' } as never,
		{ type: 'moduleBlock', attrs: { kind: 'product', id: product.id } },
	);
	const series = await keepSeries(editor, { title: '釀造', description: '一步一步' });
	await describeTag(editor, { name: '醬油', description: '關於醬油' });
	const first = await writeArticle(editor, {
		title: '等待',
		body,
		tags: ['醬油'],
		series: series.id,
		seriesPosition: 1,
	});
	place.clock.advance(60_000);
	await publishArticle(editor, { id: first.id });
	await writeArticle(editor, { id: first.id, title: '等待兩年', body, slug: '等待兩年', access: 'members' });
	const english = await translateArticle(editor, { id: first.id, locale: 'en' });
	await writeArticle(editor, {
		id: english.id,
		title: 'Waiting',
		body: fromMarkdown('Two years.', 'article'),
		slug: 'waiting',
	});
	await publishArticle(editor, { id: english.id });
	await writeArticle(editor, { title: '草稿: "引號" #1', body: fromMarkdown('還沒好', 'article') });
	const page = await writePage(editor, {
		title: '關於',
		body: fromMarkdown('我們。', 'article'),
		role: 'about',
		locale: 'zh-TW',
	});
	await publishPage(editor, { id: page.id });
	await writePage(editor, { title: 'About', body: fromMarkdown('Us.', 'article'), locale: 'en', translates: page.id });
	const menu = [
		{ kind: 'page', target: String(page.id) },
		{ kind: 'article', target: String(first.id), label: '必讀' },
	];
	await arrangeMenu(editor, { menu: 'main', version: 0, items: menu as never });
	await changeContact(place.system(), { company: '好醬油', phone: '02-1234-5678' });
	await addRedirects(editor, {
		rows: [
			{ from: '/old', to: '/articles' },
			{ from: '/gone', status: 410 },
		],
	});
	const category = await talk(place, reader, first.slug);
	await takePart(place, reader, category);
	await trade(place, reader, first.id, picture.id);
	await sowKeepsakes(place.site.sql);
}

/** Links, posts, products, orders, and what somebody agreed to. */
async function trade(place: TestSite, reader: Member, article: number, picture: number): Promise<void> {
	const house = place.system();
	const link = await createLink(house, { target: '/articles', article, channel: 'line', label: '印在瓶子上' });
	const later = { ...house, now: new Date(house.now.getTime() + 60_000) };
	const code = await makeQr(later, { name: '櫃檯立牌', place: 'shop', target: '/join', words: '掃我' });
	await stopQr(later, { id: code.id });
	const account = { network: 'practice', externalId: 'page-1', name: '好醬油', url: 'https://net.example/page' };
	const post = {
		...{ account, article, link: link.code, author: reader.member, queued: house.now, failed: null, unconfirmed: null },
		...{ trouble: null, reach: 120, views: null, likes: 7, comments: 0, clicks: 31, collected: house.now },
	};
	await importPosts(house, {
		posts: [
			{
				...post,
				text: '等了兩年。',
				pictures: [picture],
				key: 'a'.repeat(20),
				published: house.now,
				externalId: '1',
				url: 'https://net.example/1',
			},
			{
				...post,
				text: '沒發出去',
				key: 'b'.repeat(20),
				published: null,
				failed: house.now,
				externalId: null,
				url: null,
				link: null,
			},
		],
	});
	const order = {
		...{ id: 'A1', email: 'member@example.com', currency: 'TWD', total: 960, placed: '2026-11-20T08:00:00Z' },
		items: [{ sku: 'S1', name: '壺底油', quantity: 2, amount: 960 }],
	};
	await recordOrder(house, { event: { id: 'e1', type: 'order.paid', order } });
	place.clock.advance(1_000);
	const refund = { id: 'r1', amount: 480 };
	await recordOrder(place.system(), { event: { id: 'e2', type: 'order.refunded', order, refund } });
	await changeConsent(place.as(reader), { member: reader.member, mail: true, place: 'account' });
	place.clock.advance(1_000);
	await changeConsent(place.as(reader), { member: reader.member, refused: true, place: 'account' });
}

async function talk(place: TestSite, reader: Member, slug: string): Promise<number> {
	const article = await readArticle(place.as(reader), { slug: slug === '等待' ? '等待兩年' : slug });
	if ('moved' in article || !article.thread) throw new Error('No conversation');
	const { thread } = article;
	const say = (text: string, more: object = {}) => postComment(place.as(reader), { thread, body: { text }, ...more });
	const one = await say('真的要兩年嗎？');
	place.clock.advance(120_000);
	await say('我等過三年。', { parent: one.id });
	place.clock.advance(120_000);
	const hidden = await say('廣告廣告');
	place.clock.advance(120_000);
	const gone = await say('說錯了');
	await say('那就再等', { parent: gone.id }).catch(() => undefined);
	await hideComment(place.system(), { id: hidden.id });
	await deleteComment(place.as(reader), { id: gone.id });
	const origin = { network: 'practice', author: '網友', url: 'https://net.example/1', id: 'p1' };
	const posted = new Date('2026-01-01T00:00:00Z');
	await postForeignComment(place.system(), { thread, origin, text: '從網路來的', posted });
	const category = await createCategory(place.system(), { slug: 'talk', name: '聊聊' });
	place.clock.advance(120_000);
	await startThread(place.as(reader), {
		category: category.id,
		title: '怎麼保存？',
		body: { text: '放冰箱嗎？請教大家。' },
		kind: 'discussion',
	});
	return category.id;
}

/** A question that was answered, an idea that was decided, a poll, signs, what is followed, and what waits for a person. */
async function takePart(place: TestSite, reader: Member, category: number): Promise<void> {
	const house = (): ReturnType<TestSite['system']> => place.system();
	const other = await createMember(house(), { name: '小美', email: 'mei@example.com' });
	const mei = {
		kind: 'member' as const,
		member: other.id,
		name: '小美',
		handle: other.handle,
		role: 'member' as const,
	};
	const start = async (title: string, more: object) => {
		place.clock.advance(120_000);
		const body = { text: '想聽聽大家怎麼說。' };
		const thread = await startThread(house(), { category, title, body, author: reader.member, ...more });
		place.clock.advance(120_000);
		return thread;
	};
	const question = await start('可以放幾年？', { kind: 'question', tags: ['保存', 'R&D'] });
	const answer = await postComment(place.as(mei), { thread: question.id, body: { text: '三年沒問題。' } });
	await acceptAnswer(place.as(reader), { comment: answer.id });
	await chooseSigns(house(), { signs: ['🙏', '🎉'] });
	await react(place.as(reader), { comment: answer.id, sign: '🙏', on: true });
	await react(place.as(reader), { comment: answer.id, sign: '🎉', on: true });
	await pinThread(house(), { thread: question.id, where: 'everywhere' });
	await limitThread(house(), { thread: question.id, slowSeconds: 300, closeDays: 90 });
	await shareComment(house(), { id: question.comment, on: true });
	const idea = await start('出小瓶裝', { kind: 'idea' });
	await voteIdea(place.as(mei), { thread: idea.id });
	await decideIdea(house(), { thread: idea.id, status: 'planned' });
	const poll = await start('下次做哪一種？', {
		kind: 'poll',
		poll: {
			choices: ['薄鹽', '辣味', '蜂蜜'],
			most: 2,
			closes: new Date(place.clock.now().getTime() + 90 * 86_400_000),
		},
	});
	await castBallot(place.as(mei), { thread: poll.id, choices: [1, 3] });
	await castBallot(place.as(reader), { thread: poll.id, choices: [3] });
	await followThread(place.as(mei), { thread: poll.id, level: 'watch' });
	await followThread(place.as(reader), { thread: idea.id, level: 'mute' });
	await followCategory(place.as(mei), { category, level: 'track' });
	await followTag(place.as(mei), { tag: 'R&D', level: 'watch' });
	const waiting = await postComment(place.as(mei), { thread: poll.id, body: { text: '便宜賣很多瓶' } });
	await withholdComment(house(), { id: waiting.id });
	await markSeen(place.as(mei), { thread: poll.id, comment: poll.comment });
}

async function bring(place: TestSite, where: string, options: Record<string, unknown> = { roles: true }) {
	const asked = { source: 'homecourt', place: where, options, dry: false, by: 'here' as const };
	const { id } = await askRun(place.system(), asked);
	const run = await takeRun(place.system(), { id, worker: 'test' });
	if (!run) throw new Error('not taken');
	const ended = await runImport(place.system(), run);
	place.clock.advance(60_000);
	const findings = await place.site
		.sql`select kind, foreign_id, code, details from transfer.finding where run = ${id} order by id`;
	return { ...ended, findings: findings.map((one) => `${one['kind']} ${one['foreign_id']} ${one['code']}`) };
}

/** Every file of an export with its content; the moment of the export is no content. */
function contents(root: string): Record<string, string> {
	const found: Record<string, string> = {};
	for (const one of readdirSync(root, { recursive: true, withFileTypes: true })) {
		if (!one.isFile()) continue;
		const name = path.relative(root, path.join(one.parentPath, one.name));
		const bytes = readFileSync(path.join(root, name));
		if (['homecourt.json', 'SHA256SUMS'].includes(name)) continue;
		found[name] = /\.(?:jpg|png|webp)$/.test(name)
			? createHash('sha256').update(bytes).digest('hex')
			: bytes.toString();
	}
	return found;
}

it('writes a site, restores it in an empty one, and writes the same again', { timeout: 60_000 }, async () => {
	const [one, zip, two] = ['one', 'one.zip', 'two'].map((name) => path.join(folder, name)) as [string, string, string];
	const { missing, counts } = await exportSite(from.system(), { place: one });
	expect({ missing, articles: counts['articles'], comments: counts['comments'] }).toEqual({
		missing: [],
		articles: 3,
		comments: 12,
	});
	const part = { answers: 1, votes: 1, ballots: 2, reactions: 1, categoryFollows: 1 };
	expect(counts).toMatchObject(part);
	expect(counts).toMatchObject({
		revisions: 5,
		consents: 2,
		library: 4,
		fields: 3,
		fieldAnswers: 1,
		links: 2,
		posts: 2,
		products: 1,
		orders: 1,
	});
	await exportSite(from.system(), { place: zip });
	const came = await bring(to, zip);
	expect({ outcome: came.outcome, findings: came.findings, trouble: came.trouble }).toEqual({
		outcome: 'done',
		findings: [],
		trouble: null,
	});
	await exportSite(to.system(), { place: two });
	expect(contents(two)).toEqual(contents(one));
	// Nothing is compared that is not there.
	const empty = listKeepsakes().filter((one) => !contents(two)[keepsakeFile(one)]);
	expect(empty.map(({ name }) => name)).toEqual([]);

	const again = await bring(to, one);
	for (const [kind, count] of Object.entries(again.counts))
		expect({ kind, fresh: count.fresh }).toEqual({ kind, fresh: 0 });
	// Also where it was made, nothing doubles: the library knows its own by content, the talk by its numbers.
	const home = await bring(from, one);
	const doubled = Object.entries(home.counts).filter(([, count]) => count.fresh > 0);
	expect(doubled.map(([kind]) => kind).filter((kind) => !['picture', 'file', 'thread'].includes(kind))).toEqual([]);
	await exportSite(from.system(), { place: path.join(folder, 'three') });
	expect(contents(path.join(folder, 'three'))).toEqual(contents(one));
});

it('is Markdown that others can read, and tells nobody’s secrets', async () => {
	const one = path.join(folder, 'one');
	const text = readFileSync(path.join(one, 'articles/等待兩年.md'), 'utf8');
	expect(text).toMatch(/^---\ntitle: "等待兩年"\nslug: "等待兩年"\nurl: "http/);
	expect(text).toMatch(/!\[\]\(\.\.\/pictures\/[0-9a-f]{64}\.jpg "三年的缸"\)/);
	expect(text).toMatch(/\[說明\.txt\]\(\.\.\/files\/[0-9a-f]{24}\/說明\.txt\)/);
	const draft =
		readdirSync(path.join(one, 'articles')).find((name) => name.startsWith('草稿') && name.endsWith('.md')) ?? '';
	expect(readFileSync(path.join(one, 'articles', draft), 'utf8')).toContain('title: "草稿: \\"引號\\" #1"');
	const all = Object.values(contents(one)).join('\n');
	expect(all).not.toMatch(/scrypt|secret word|token|digest":"[^"]{10,63}"/i);
	const sums = readFileSync(path.join(one, 'SHA256SUMS'), 'utf8').trim().split('\n');
	for (const line of sums) {
		const [sum, name] = line.split('  ') as [string, string];
		expect(
			createHash('sha256')
				.update(readFileSync(path.join(one, name)))
				.digest('hex'),
			name,
		).toBe(sum);
	}
});

it('finds a product by its SKU in a house where its number is another’s', async () => {
	const third = await testSite();
	try {
		// What was begun under the same number in the same moment would be taken for the same.
		third.clock.advance(60_000);
		const owner = third.as(await person(third, '店主', 'owner'));
		for (const sku of ['other', 'another']) await keepProduct(owner, { sku, name: '別的', price: 1 });
		await bring(third, path.join(folder, 'one'));
		const [product] = await third.site.sql`select id from commerce.product where sku = 'S1'`;
		expect(product?.['id']).toBeGreaterThan(2);
		const talks = await third.site.sql`
			select path, closed is not null as closed from community.thread where subject = 'product:' || ${product?.['id'] as number}`;
		expect(talks).toMatchObject([{ path: productPath(Number(product?.['id']), '壺底油'), closed: true }]);
		// What people made of it, counted.
		expect(
			await third.site.sql`
			select c.stars, c.disclosed, r.counts from community.comment c join community.rated r on r.thread = c.thread`,
		).toMatchObject([{ stars: 2, disclosed: 'sample', counts: [0, 1, 0, 0, 0] }]);
		const blocks = await third.site.sql`
			select jsonb_path_query(body, '$.content[*] ? (@.type == "moduleBlock").attrs') as attrs from content.article
			union all select jsonb_path_query(body, '$.content[*] ? (@.type == "moduleBlock").attrs') from content.revision`;
		expect(blocks.length).toBeGreaterThan(1);
		for (const { attrs } of blocks) expect(attrs).toEqual({ kind: 'product', id: product?.['id'] });
		const text = path.join(folder, 'one/articles/等待兩年.md');
		expect(readFileSync(text, 'utf8')).toContain('[壺底油](https://shop.example/s1)');
	} finally {
		await third.close();
	}
});

it('restores what can be seen: addresses, numbers, conversations', async () => {
	const article = await readArticle(to.as(), { slug: '等待' });
	expect(article).toEqual({ moved: '/articles/%E7%AD%89%E5%BE%85%E5%85%A9%E5%B9%B4' });
	const english = await readArticle(to.as(), { slug: 'waiting' });
	if ('moved' in english) throw new Error(english.moved);
	expect(english.translations).toEqual([expect.objectContaining({ locale: 'zh-TW' })]);
	const theirs = await from.site.sql`select id, path, tags from community.thread order by id`;
	expect(await to.site.sql`select id, path, tags from community.thread order by id`).toEqual(theirs);
	const forum = theirs.find(({ path: where }) => String(where).startsWith('/community/'));
	const { comments } = await readThread(to.as(), { thread: Number(forum?.['id']) });
	expect(comments).toHaveLength(1);
	expect(comments[0]?.author?.portrait).toMatch(/^\/media\/[0-9a-f]{24}-portrait96\.webp$/);
	expect(await to.site.files.read(comments[0]?.author?.portrait?.slice('/media/'.length) ?? '')).not.toBeNull();
	const [merged] = await to.site.sql`select id from community.thread where merged is not null`;
	expect(await findMergedPath(to.as(), { thread: Number(merged?.['id']) })).toMatch(/^\/community\/talk\/\d/);
});

it('brings back who may be written to, who may not, and who sleeps', async () => {
	const subscribed = await to.site.sql`
		select s.email, p.name, p.about, n.ended from notification.subscription n
		join notification.subscriber s on s.id = n.subscriber join notification.topic p on p.id = n.topic order by s.email`;
	expect(subscribed.map(({ email, name, about, ended }) => [email, name, about, ended !== null])).toEqual([
		['one@example.com', '新文章', '釀好就說', false],
		['two@example.com', '新文章', '釀好就說', true],
	]);
	const [shut] = await to.site.sql`
		select suspended_until, silenced_until from membership.member where suspended is not null`;
	expect(shut).toEqual({ suspended_until: expect.any(Date) as Date, silenced_until: expect.any(Date) as Date });
	// What a segment names is that of this house.
	const [segment] = await to.site.sql`
		select definition #>> '{groups,0,conditions,0,value}' as label, (select id::text from membership.label) as here from membership.segment`;
	expect(segment?.['label']).toBe(segment?.['here']);
	// And a category lets its people in again, though it came before it.
	const admitted = await to.site.sql`
		select c.slug, a.act, g.name from community.admission a join community.category c on c.id = a.category
		join membership.segment g on g.id = a.segment order by 1`;
	expect(admitted.length).toBeGreaterThan(0);
	for (const one of admitted) expect(one).toMatchObject({ act: 'start', name: '老客人們' });
	const [kept] = await to.site.sql`select kept is not null as ready from membership.segment`;
	expect(kept).toEqual({ ready: true });
});

it('keeps what was planned, lets nothing go out that was due on the way, and tells what has no home', async () => {
	const [planned] = await to.site.sql`select due, refused, posted from publishing.variant`;
	expect(planned).toEqual({ due: expect.any(Date) as Date, refused: null, posted: null });
	const late = { draft: 1, account: 1, text: '慢了', due: '2026-01-01T00:00:00.000Z' };
	const variant = keepsakeCalled('variant');
	expect(await variant?.ready?.(to.system(), late)).toMatchObject({
		trouble: 'missed-moving',
		refused: to.clock.now(),
	});
});

it('brings back whom it does not hear from elsewhere, and whose words from there stand where', async () => {
	const [blocked] = await to.site.sql`
		select b.host, b.reason, m.name from federation.blocked b join membership.member m on m.id = b.blocked_by`;
	expect(blocked).toEqual({ host: 'loud.example', reason: '廣告', name: '小編' });
	const [said] = await to.site.sql`
		select s.author, c.body_text as text, c.thread = s.thread as there from federation.said s
		join community.comment c on c.id = s.comment`;
	expect(said).toEqual({ author: 'https://else.example/u/a', text: '三年沒問題。', there: true });
});

it('brings back how threads are kept in order', async () => {
	const [question] = await to.site.sql`
		select pinned_in, pinned is not null as pinned, slow_seconds, close_days,
			exists (select from community.shared_comment where comment = opening) as shared
		from community.thread where title = '可以放幾年？'`;
	expect(question).toEqual({ pinned_in: 'everywhere', pinned: true, slow_seconds: 300, close_days: 90, shared: true });
});

it('brings back who took part how: in counts, in one’s own page, in the queue of what waits', async () => {
	const [poll] = await to.site.sql`select id from community.thread where kind = 'poll'`;
	const [mei] = await to.site.sql`select id from membership.member where name = '小美'`;
	const shown = await readPoll(to.site.sql, Number(poll?.['id']), Number(mei?.['id']));
	expect(shown).toMatchObject({ voters: 2, own: [1, 3], most: 2, closed: null });
	expect(shown?.choices.map(({ votes }) => votes)).toEqual([1, 0, 2]);
	await castBallot(to.as({ kind: 'member', member: Number(mei?.['id']), name: '小美', handle: 'x', role: 'member' }), {
		thread: Number(poll?.['id']),
		choices: [2],
	});
	expect((await readPoll(to.site.sql, Number(poll?.['id']), null))?.voters).toBe(2);
	const counts = await to.site.sql`select sign, count from community.reaction_count where count > 0 order by sign`;
	expect(counts).toHaveLength(2);
	const offered = await to.site.sql`select sign from community.sign where retired is null order by position`;
	expect(offered.map(({ sign }) => String(sign))).toEqual(['🙏', '🎉']);
	const [waiting] = await to.site.sql`
		select held, hidden, (select comment_count from community.thread t where t.id = c.thread) as count
		from community.comment c where body_text = '便宜賣很多瓶'`;
	expect(waiting).toMatchObject({ held: expect.any(Date) as Date, hidden: expect.any(Date) as Date, count: 1 });
	await to.runJobs();
	const told = await to.site.sql`select count(*)::int from platform.event where name = 'comment.withheld'`;
	expect(told[0]?.['count']).toBe(1);
	const [unread] = await to.site.sql`select count(*)::int from community.reading where level = 'watch'`;
	expect(unread?.['count']).toBeGreaterThan(0);
	const uses = await to.site.sql`select thing from media.picture_use where thing like 'product:%'`;
	expect(uses).toHaveLength(1);
	expect((await to.site.sql`select pictures from publishing.post where cardinality(pictures) > 0`).length).toBe(1);
});

it('says what of a poll does not fit here, and tells nobody', async () => {
	const [poll] = await to.site.sql`select id, category from community.thread where kind = 'poll'`;
	const [reader] = await to.site.sql`select id from membership.member where name = '小陳'`;
	const thread = Number(poll?.['id']);
	const voted = to.clock.now();
	const ballot = (position: number) => ({ thread, member: Number(reader?.['id']), choices: [{ position, voted }] });
	expect(await importBallots(to.system(), { ballots: [ballot(9), ballot(1)] })).toEqual(['refused', 'same']);
	await expect(importBallots(to.as(), { ballots: [ballot(1)] })).rejects.toMatchObject({ status: 401 });
});

it('brings the past back as the past: links lead on, nothing is sent or paid again, versions and proofs are as they were', async () => {
	const one = await from.site.sql`select code from publishing.link order by id`;
	expect(await findLink(to.as(), { code: String(one[0]?.['code']) })).toMatchObject({ target: '/articles' });
	// A code that was switched off stays so: it is printed.
	const code = await to.site.sql`select label, place, words, stopped from publishing.link where place is not null`;
	expect([...code]).toEqual([{ label: '櫃檯立牌', place: 'shop', words: '掃我', stopped: expect.any(Date) as Date }]);
	const before = await to.site
		.sql`select count(*)::int as count from platform.event where name like 'order.%' and name <> 'order.imported' or name like 'post.%' and name <> 'post.imported'`;
	expect(before[0]?.['count']).toBe(0);
	const [account] = await to.site.sql`select secret, refused from publishing.account`;
	expect(account).toMatchObject({ secret: '', refused: expect.any(Date) as Date });
	to.clock.advance(3_600_000);
	await to.runJobs();
	await keepPosts.run(to.system(), {});
	const posts = await to.site.sql`select armed, tries, next_collect from publishing.post`;
	expect(posts).toHaveLength(2);
	for (const post of posts) expect(post).toEqual({ armed: null, tries: 0, next_collect: null });
	const [article] = await to.site.sql`select id, version from content.article where slug = '等待兩年'`;
	const { items } = await listRevisions(to.system(), { article: Number(article?.['id']) });
	expect(items.map(({ number, title }) => [number, title])).toEqual([
		[2, '等待兩年'],
		[1, '等待'],
	]);
	// The next version goes on where the old house was.
	await writeArticle(to.system(), {
		id: Number(article?.['id']),
		title: '等待三年',
		body: fromMarkdown('三年', 'article'),
	});
	expect((await listRevisions(to.system(), { article: Number(article?.['id']) })).items[0]?.number).toBe(3);
	const [preference] = await to.site.sql`select mail, refused from membership.preference`;
	const [there] = await from.site.sql`select mail, refused from membership.preference`;
	expect(preference).toEqual(there);
	expect(preference?.['refused']).toBeInstanceOf(Date);
});

it('refuses what was altered, is newer, or is none, and leaves nothing of an export broken off', async () => {
	const site = to.system();
	const copy = (name: string) => {
		const target = path.join(folder, name);
		mkdirSync(target);
		for (const [file] of Object.entries(contents(path.join(folder, 'one'))).concat([
			['homecourt.json', ''],
			['SHA256SUMS', ''],
		])) {
			mkdirSync(path.dirname(path.join(target, file)), { recursive: true });
			writeFileSync(path.join(target, file), readFileSync(path.join(folder, 'one', file)));
		}
		return target;
	};
	const altered = copy('altered');
	writeFileSync(path.join(altered, 'members.ndjson'), '{"handle":"evil","role":"owner"}\n');
	expect(await bring(to, altered)).toMatchObject({
		trouble: { code: 'transfer.altered', details: { file: 'members.ndjson' } },
	});
	const more = copy('more');
	writeFileSync(path.join(more, 'articles/evil.json'), '{}');
	expect(await bring(to, more)).toMatchObject({
		trouble: { code: 'transfer.altered', details: { file: 'articles/evil.json' } },
	});
	const linked = copy('linked');
	rmSync(path.join(linked, 'members.ndjson'));
	symlinkSync('/etc/passwd', path.join(linked, 'members.ndjson'));
	expect(await bring(to, linked)).toMatchObject({ trouble: { code: 'transfer.altered' } });
	const newer = copy('newer');
	const head = JSON.parse(readFileSync(path.join(newer, 'homecourt.json'), 'utf8')) as object;
	writeFileSync(path.join(newer, 'homecourt.json'), JSON.stringify({ ...head, version: 99 }));
	expect(await bring(to, newer)).toMatchObject({
		trouble: { code: 'transfer.newer-version', details: { version: 99 } },
	});
	expect(await bring(to, path.join(folder, 'one/articles'))).toMatchObject({
		trouble: { code: 'transfer.wrong-file' },
	});
	await expect(exportSite(site, { place: altered })).rejects.toMatchObject({ code: 'transfer.place-taken' });
	const stop = AbortSignal.abort(new Error('stopped'));
	await expect(exportSite(site, { place: path.join(folder, 'x.zip') }, { signal: stop })).rejects.toThrow('stopped');
	expect(readdirSync(folder).filter((name) => /^x/.test(name) || statSync(path.join(folder, name)).size < 0)).toEqual(
		[],
	);
	await expect(exportSite(to.as(), { place: path.join(folder, 'y') })).rejects.toMatchObject({
		code: 'session.required',
	});
});
