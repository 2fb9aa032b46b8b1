import { expect, it } from 'vitest';
import { fromMarkdown } from '#platform/document/from-markdown.ts';
import { fromText } from '#platform/document/from-text.ts';
import { calledHandles, calledIn, groupsCalledIn, linkCalled } from '#community/mention.ts';

const linked = (text: string, ...known: string[]) => {
	const document = fromText(text, 'comment');
	return calledIn(linkCalled(document, new Map(known.map((one) => [one, 'member']))));
};

it.each([
	['@mei 你好', ['mei'], ['mei']],
	['問一下@小美你好', ['小美'], ['小美']],
	['謝謝@mei！', ['mei'], ['mei']],
	['信箱是小美@mei.tw', ['mei'], []],
	['é@mei', ['mei'], []],
	['問一下 @小美你好', ['小美', '小'], ['小美']],
	['（@小美，@阿雄）', ['小美', '阿雄'], ['小美', '阿雄']],
	['@MEI-Lin: thanks', ['mei-lin'], ['mei-lin']],
	['@mei-', ['mei'], ['mei']],
	['@nobody', ['mei'], []],
	['a@mei.tw', ['mei'], []],
	['https://x.tw/@mei', ['mei'], []],
	['@@mei', ['mei'], []],
	['@__proto__ @constructor', ['mei'], []],
])('%s calls %j', (text, known, expected) => {
	expect(linked(text, ...known)).toEqual(expected);
});

it('leaves code and links alone, and keeps every letter', () => {
	const document = fromMarkdown('`@mei` [@mei](https://evil.example) **@mei**', 'comment');
	expect(calledHandles(document)).toContain('mei');
	const after = linkCalled(document, new Map([['mei', 'member']]));
	expect(calledIn(after)).toEqual(['mei']);
	expect(JSON.stringify(after)).toContain('https://evil.example');
});

it('looks up few names, however long the text', () => {
	expect(calledHandles(fromText('@'.repeat(5_000), 'comment'))).toEqual([]);
	expect(calledHandles(fromText('沒有叫誰', 'comment'))).toEqual([]);
	expect(calledHandles(fromText(`@${'字'.repeat(500)}`, 'comment')).length).toBeLessThanOrEqual(30);
});

it('tells groups from people, also by links that somebody wrote', () => {
	const known = new Map([
		['testers', 'group'],
		['mei', 'member'],
	] as const);
	const after = linkCalled(fromText('@testers @mei 看一下', 'comment'), known);
	expect([calledIn(after), groupsCalledIn(after)]).toEqual([['mei'], ['testers']]);
	const written = fromMarkdown('[@a](/groups/secret) [secret](/groups/other) [@b](/groups/x/y)', 'comment');
	expect([calledIn(written), groupsCalledIn(written)]).toEqual([[], ['secret']]);
});
