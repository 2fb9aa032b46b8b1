import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Actor } from '#platform/actor.ts';
import type { Ctx } from '#platform/context/context.ts';
import { fromMarkdown } from '#platform/document/from-markdown.ts';
import {
	createCategory,
	hideComment,
	postComment,
	startThread,
	withdrawThread,
	withholdComment,
} from '#community/server/index.ts';
import { sowCategory, sowMember, sowThread } from '#community/server/sow.ts';
import { publishArticle, writeArticle } from '#content/server/index.ts';
import { createMember, keepSegment, suspendMember, writeRemark } from '#membership/server/index.ts';
import { testSite, type TestSite } from '#testing/test-site.ts';

/**
 * Whatever a module's door lets somebody read is asked for words that they may not: whoever adds a query to a door has it asked here without
 * doing anything for it.
 */
const source = path.resolve(import.meta.dirname, '..');
const asking = /^(list|read|find|count|search|suggest|preview)(?=[A-Z]|$)/;
/** What commands of other modules ask before they judge themselves; nothing shows it as it is. */
const forModules = new Set(['content.findArticle']);
const secrets = {
	hidden: 'kepthidden1',
	held: 'keptheld22',
	thread: 'keptthread3',
	withdrawn: 'keptwithdrawn4',
	draft: 'keptdraft55',
	members: 'keptmembers6',
	talk: 'kepttalk77',
	some: 'keptsome88',
	remark: 'keptremark7',
	shutOut: 'keptshutout8',
	circle: 'keptcircle99',
	nameless: 'keptnameless0',
} as const;

let place: TestSite;
let bystander: Extract<Actor, { kind: 'member' }>;
const ids: number[] = [];
let slugs: string[];
let handles: string[];
beforeAll(async () => {
	place = await testSite();
	const system = place.system();
	const [writer, gone, editor] = [await sowMember(system), await sowMember(system), await sowMember(system, 'editor')];
	bystander = await sowMember(system);
	const { id: category, slug } = await sowCategory(system);
	const open = await startThread(place.as(bystander), { category, title: '大家讀得到', body: { text: '開頭' } });
	const say = (text: string, parent?: number) =>
		postComment(system, { thread: open.id, parent, author: writer.member, body: { text } });
	const call = `[@我](/members/${bystander.handle})`;
	const hidden = await say(`${call} ${secrets.hidden}`, open.comment);
	const held = await say(`${call} ${secrets.held}`, open.comment);
	const lost = await startThread(system, {
		category,
		author: writer.member,
		title: secrets.thread,
		body: { text: secrets.thread },
	});
	const under = await sowThread(system);
	await postComment(system, { thread: under.id, author: writer.member, body: { text: secrets.withdrawn } });
	const circle = await createCategory(system, { slug: secrets.circle, name: '自己人', seenBy: 'some' });
	const inside = await startThread(system, {
		category: circle.id,
		author: writer.member,
		title: secrets.circle,
		body: { text: `${call} ${secrets.circle}` },
	});
	const masked = await createMember(system, { name: secrets.nameless, email: 'masked@example.com' });
	const room = await createCategory(system, { slug: 'masks', name: '匿名', anonymous: true });
	const mask = await startThread(system, {
		category: room.id,
		author: masked.id,
		title: '匿名的話題',
		body: { text: `${call} 匿名的話` },
		nameless: true,
	});
	ids.push(circle.id, inside.id, inside.comment, room.id, mask.id, mask.comment);
	await say(secrets.shutOut.slice(0, 4));
	await place.runJobs();
	await hideComment(place.as(editor), { id: hidden.id });
	await withholdComment(place.as(editor), { id: held.id });
	await hideComment(place.as(editor), { id: lost.comment });
	const [subject] = await place.site.sql<
		{ subject: string }[]
	>`select subject from community.thread where id = ${under.id}`;
	await withdrawThread(place.as(editor), { subject: subject?.subject ?? '' } as never);
	await writeArticle(place.as(editor), { title: secrets.draft, body: fromMarkdown(secrets.draft, 'article') });
	const whole = `開頭。${'說明。'.repeat(300)} ${secrets.members}`;
	const article = await writeArticle(place.as(editor), {
		title: '會員限定',
		body: fromMarkdown(whole, 'article'),
		access: 'members',
	} as never);
	await publishArticle(place.as(editor), article);
	// What is said under it is for whoever may read it, and under an article for some for those alone.
	const nobody = { groups: [{ conditions: [{ is: 'role' as const, value: 'owner' }] }] };
	const { id: segment } = await keepSegment(system, { name: '店主', definition: nobody });
	const narrow = await writeArticle(place.as(editor), {
		title: '少數人限定',
		body: fromMarkdown(`開頭。${'說明。'.repeat(300)} ${secrets.some}`, 'article'),
		access: 'members',
		segment,
	} as never);
	await publishArticle(place.as(editor), narrow);
	for (const [{ id }, text] of [
		[article, secrets.talk],
		[narrow, secrets.some],
	] as const) {
		const [talk] = await place.site.sql<{ id: number }[]>`
			select thread as id from content.article where id = ${id}`;
		const said = await postComment(system, {
			thread: talk?.id ?? 0,
			author: writer.member,
			body: { text: `${call} ${text}` },
		});
		ids.push(id, talk?.id ?? 0, said.id);
	}
	await writeRemark(place.as(editor), { member: writer.member, text: secrets.remark });
	await place.site.sql`update membership.member set bio = ${secrets.shutOut} where id = ${gone.member}`;
	await suspendMember(system, { member: gone.member });
	await place.runJobs();
	ids.push(
		open.id,
		hidden.id,
		held.id,
		lost.id,
		lost.comment,
		under.id,
		article.id,
		writer.member,
		gone.member,
		category,
	);
	slugs = [
		slug,
		...(await place.site.sql<{ slug: string }[]>`select slug from content.article`).map((row) => row.slug),
	];
	handles = [writer.handle, gone.handle];
});
afterAll(() => place.close());

type Question = (ctx: Ctx, input: object) => Promise<unknown>;
const doors = readdirSync(source)
	.map((module) => path.join(source, module, 'server/index.ts'))
	.filter((file) => existsSync(file));

async function questions(): Promise<[string, Question][]> {
	const found: [string, Question][] = [];
	for (const door of doors) {
		const opened = (await import(pathToFileURL(door).href)) as Record<string, unknown>;
		for (const [name, value] of Object.entries(opened))
			if (asking.test(name) && typeof value === 'function')
				found.push([`${path.basename(path.dirname(path.dirname(door)))}.${name}`, value as Question]);
	}
	return found;
}

/** Everything that a query may be asked by, for each thing; what it does not know it leaves out. */
const inputs = (): object[] => [
	...Object.values(secrets).map((secret) => ({ question: secret, q: secret, text: secret, search: secret })),
	...ids.map((id) => ({
		id,
		thread: id,
		comment: id,
		category: id,
		member: id,
		author: id,
		article: id,
		subject: `article:${id}`,
	})),
	...slugs.map((slug) => ({ slug, category: slug, handle: slug, path: `/articles/${slug}` })),
	...handles.map((handle) => ({ handle, slug: handle, q: handle, thread: ids[0] })),
	{},
];

/** Where people are told of as people, by the names that they gave themselves. */
const ofPeople = new Set(['community.listMentionable', 'membership.readProfile', 'search.search', 'search.suggest']);

it('tells a visitor and another member nothing that is hidden, waits, was withdrawn, is a draft, or is for others', async () => {
	const told: string[] = [];
	let answered = 0;
	for (const [name, ask] of (await questions()).filter(([name]) => !forModules.has(name)))
		for (const actor of [undefined, bystander])
			for (const input of inputs()) {
				const answer = await Promise.resolve()
					.then(() => ask(place.as(actor), input))
					.catch(() => undefined);
				if (answer === undefined) continue;
				answered++;
				// What was asked is repeated by some; it is not told.
				const said =
					JSON.stringify(answer, (key, value: unknown) =>
						['question', 'terms', 'q'].includes(key) ? undefined : value,
					) ?? '';
				for (const [kind, secret] of Object.entries(secrets))
					if (
						said.includes(secret) &&
						!(['members', 'talk'].includes(kind) && actor) &&
						!(kind === 'nameless' && ofPeople.has(name))
					)
						told.push(`${name} tells ${actor ? 'a member' : 'a visitor'} what is ${kind}`);
			}
	expect([...new Set(told)]).toEqual([]);
	expect(answered).toBeGreaterThan(500);
}, 60_000);
