import { describe, expect, it } from 'vitest';
import { fromHtml } from '#platform/document/from-html.ts';
import { toMarkdown } from '#platform/document/to-markdown.ts';
import type { Person } from '#transfer/item.ts';
import { lexicalHtml } from '#transfer/ghost/lexical-html.ts';
import { mobiledocHtml } from '#transfer/ghost/mobiledoc-html.ts';
import { isMembersHead, readMembers } from '#transfer/ghost/read-members.ts';

function markdown(make: (lost: (card: string) => void) => string | null): { text: string; lost: string[] } {
	const lost: string[] = [];
	const html = make((card) => void lost.push(card));
	const picture = (address: string) => ({ src: address });
	return { text: html === null ? 'none' : toMarkdown(fromHtml(html, 'article', { picture })), lost };
}

const words = (text: string, format = 0) => ({ type: 'extended-text', text, format });
const lexical = (...children: object[]) => JSON.stringify({ root: { type: 'root', children } });

describe('what Ghost’s editors keep', () => {
	it('is read from Lexical', () => {
		const json = lexical(
			{ type: 'extended-heading', tag: 'h2', children: [words('為什麼 <等>')] },
			{
				type: 'paragraph',
				children: [
					words('要'),
					words('兩年', 1),
					{ type: 'linebreak' },
					{ type: 'link', url: 'https://a.example/', children: [words('看')] },
				],
			},
			{
				type: 'list',
				listType: 'number',
				children: [
					{ type: 'listitem', children: [words('一')] },
					{ type: 'listitem', children: [words('二')] },
				],
			},
			{ type: 'image', src: 'https://a.example/vat.jpg', alt: '缸', caption: '大缸' },
			{ type: 'bookmark', url: 'https://b.example/', metadata: { title: '別處' } },
			{ type: 'codeblock', code: 'a < b' },
			{ type: 'markdown', markdown: '**字**' },
			{ type: 'signup', header: '訂閱' },
			{ type: 'some-new-card' },
		);
		expect(markdown((lost) => lexicalHtml(json, lost))).toEqual({
			text: '## 為什麼 \\<等>\n\n要**兩年**\\\n[看](https://a.example/)\n\n1. 一\n2. 二\n\n![缸](https://a.example/vat.jpg "大缸")\n\n[別處](https://b.example/)\n\n```\na < b\n```\n\n**字**',
			lost: ['signup', 'some-new-card'],
		});
	});

	it('is read from Mobiledoc', () => {
		const json = JSON.stringify({
			version: '0.3.1',
			markups: [['strong'], ['a', ['href', 'https://a.example/']]],
			atoms: [['soft-return', '', {}]],
			cards: [
				['image', { src: 'https://a.example/vat.jpg', alt: '缸' }],
				['markdown', { markdown: '- 一' }],
				['email', {}],
			],
			sections: [
				[1, 'h2', [[0, [], 0, '為什麼']]],
				[
					1,
					'p',
					[
						[0, [], 0, '要'],
						[0, [0], 1, '兩年'],
						[1, [], 0, 0],
						[0, [1], 1, '看'],
					],
				],
				[3, 'ul', [[[0, [], 0, '甲']], [[0, [], 0, '乙']]]],
				[10, 0],
				[10, 1],
				[10, 2],
				[10, 99],
			],
		});
		const { text, lost } = markdown((told) => mobiledocHtml(json, told));
		expect(text).toContain(
			'## 為什麼\n\n要**兩年**\\\n[看](https://a.example/)\n\n- 甲\n- 乙\n\n![缸](https://a.example/vat.jpg)',
		);
		expect(lost).toEqual(['email']);
	});

	it.each(['', '{}', 'nonsense', '[]', '{"root":{"children":"x"}}', '{"sections":1}'])('is nothing in %s', (json) => {
		expect(lexicalHtml(json, () => undefined)).toBeNull();
		expect(mobiledocHtml(json, () => undefined)).toBeNull();
	});

	it('does not lose itself in the depth', () => {
		let node: object = words('底');
		for (let depth = 0; depth < 500; depth++) node = { type: 'quote', children: [node] };
		expect(lexicalHtml(lexical(node), () => undefined)?.length).toBeGreaterThan(10);
	});
});

describe('the list of Ghost’s members', () => {
	const read = async (csv: string) => {
		const people: Person[] = [];
		async function* pieces() {
			yield Buffer.from(csv);
		}
		for await (const item of readMembers(pieces())) people.push(item as Person);
		return people;
	};
	it('is read with what they agreed to, of which nobody makes a consent here', async () => {
		const csv =
			'\uFEFFid,email,name,note,subscribed_to_emails,complimentary_plan,stripe_customer_id,created_at,deleted_at,labels,tiers\n1,a@mail.example,"陳, 小",,true,false,,2022-01-02T03:04:05.000Z,,"vip",\n2,b@mail.example,,,false,false,,2022-01-02T03:04:05.000Z,,,\n';
		expect(isMembersHead(csv.slice(1))).toBe(true);
		expect(isMembersHead('name,size\n')).toBe(false);
		const people = await read(csv);
		expect(people.map(({ name, email, consent }) => [name, email, consent?.['subscribed']])).toEqual([
			['陳, 小', 'a@mail.example', true],
			['b', 'b@mail.example', false],
		]);
	});
	it('says where it is broken', async () => {
		await expect(read('id,email,created_at\n1,"a@mail.example,x\n')).rejects.toMatchObject({ code: 'transfer.broken' });
	});
});
