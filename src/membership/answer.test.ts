import { expect, it } from 'vitest';
import { answerText, parseAnswer, plainAnswer } from '#membership/answer.ts';
import { formValues, saidTo } from '#membership/answer-form.ts';
import type { FieldKind, MemberField } from '#membership/field.ts';

const field = (kind: FieldKind): MemberField => ({
	...{ id: 3, key: 'taste', name: '口味', nameEn: 'Taste', hint: '', hintEn: '', kind },
	choices: [
		{ key: 2, name: '辣', nameEn: 'Hot', retired: false },
		{ key: 1, name: '甜', nameEn: 'Sweet', retired: false },
		{ key: 4, name: '3', nameEn: '', retired: true },
	],
	...{ seenBy: 'public', atJoining: false, required: false },
});

it.each([
	['line', ' 台南 ', '台南'],
	['line', '', null],
	['text', 'a\r\nb', 'a\nb'],
	['number', '１,２８０.5', 1280.5],
	['number', '-3', -3],
	['number', 0, 0],
	['date', '2026/1/5', '2026-01-05'],
	['date', '1990年12月31日', '1990-12-31'],
	['date', '2026-11-27T08:00:00Z', '2026-11-27'],
	['yes-no', '是', true],
	['yes-no', 'FALSE', false],
	['yes-no', false, false],
	['link', 'example.com/a', 'https://example.com/a'],
	['one', '辣', [2]],
	['one', 'sweet', [1]],
	['one', 4, [4]],
	['one', '3', [4]],
	['several', '甜、辣；甜', [2, 1]],
	['several', [1, 'Hot'], [2, 1]],
	['several', [], null],
] as const)('reads %s %j as %j', (kind, said, answer) => {
	expect(parseAnswer(field(kind), said)).toEqual({ answer });
});

it.each([
	['line', 'a\nb', 'one-line'],
	['line', 'x'.repeat(201), 'too-long'],
	['line', 'a\u202eb', 'signs'],
	['line', 5, 'wrong-type'],
	['text', 'x'.repeat(2_001), 'too-long'],
	['number', 'twelve', 'number'],
	['number', '1e9', 'number'],
	['number', '99999999999999', 'number'],
	['number', NaN, 'number'],
	['date', '2026-02-30', 'day'],
	['date', '0001-01-01', 'day'],
	['date', 'yesterday', 'day'],
	['yes-no', 'perhaps', 'yes-no'],
	['link', 'javascript:alert(1)', 'link'],
	['link', 'https://localhost/x', 'link'],
	['link', 'x', 'link'],
	['one', '酸', 'choice'],
	['one', 9, 'choice'],
	['one', [1, 2], 'one-only'],
	['several', ['辣', '__proto__'], 'choice'],
	['several', [{}], 'choice'],
] as const)('refuses %s %j: %s', (kind, said, key) => {
	expect(parseAnswer(field(kind), said)).toEqual({ key });
});

it.each([
	['line', '台南', '台南', '台南', '台南'],
	['yes-no', false, '否', 'No', false],
	['one', [2], '辣', 'Hot', '辣'],
	['several', [2, 1], '辣、甜', 'Hot, Sweet', ['辣', '甜']],
	['number', 12, '12', '12', 12],
] as const)('says %s %j, and a form holds it', (kind, answer, zh, en, plain) => {
	const one = { field: field(kind), answer: answer as never };
	expect(answerText(one, 'zh-TW')).toBe(zh);
	expect(answerText(one, 'en')).toBe(en);
	expect(plainAnswer(one)).toEqual(plain);
	expect(parseAnswer(one.field, saidTo(one.field, formValues(one.field, one.answer)))).toEqual({ answer });
});

it('hears nothing where the form does not ask, and that nothing is ticked where it does', () => {
	expect(saidTo(field('several'), { 'field-3-1': 'yes' })).toBeUndefined();
	expect(saidTo(field('several'), { 'field-3': '' })).toEqual([]);
	expect(saidTo(field('line'), {})).toBeUndefined();
});
