import { z } from 'zod';
import type { Locale } from '#platform/language/locale.ts';
import { membershipText } from '#membership/messages/index.ts';
import { named, picks, type MemberField } from '#membership/field.ts';
import { readable } from '#membership/name.ts';

/**
 * An answer: the words of a line, a text or an address, a number, a day (`2026-11-27`), true or false, or the numbers of what
 * was picked; null: none.
 */
export type Answer = string | number | boolean | number[] | null;

/** A question with what a member answered. */
export interface Answered {
	field: MemberField;
	answer: Exclude<Answer, null>;
}

const words = (most: number) =>
	z
		.string('wrong-type')
		.transform((text) => text.normalize('NFC').replace(/\r\n?/g, '\n').trim())
		.pipe(z.string().max(most, 'too-long').refine(readable, 'signs'));
const link = words(500).pipe(z.url({ protocol: /^https?$/, hostname: z.regexes.domain, error: 'link' }));
const day = z.iso.date('day').refine((text) => text >= '1900-01-01' && text <= '2100-12-31', 'day');
const number = z.number('number').refine((value) => Number.isFinite(value) && Math.abs(value) < 1e12, 'number');

/**
 * What somebody said to a question as its answer, or the key of what is wrong with it (`field.KEY`). Takes what a form, a list
 * or a program sends: a number names what is picked by its number, a text by its name in either language.
 */
export function parseAnswer(field: MemberField, said: unknown): { answer: Answer } | { key: string } {
	const given = typeof said === 'string' ? said.trim() : said;
	if (given === '' || given === null || given === undefined || (Array.isArray(given) && !given.length))
		return { answer: null };
	const parsed = shapeOf(field).safeParse(given);
	if (parsed.success) return { answer: parsed.data };
	const message = parsed.error.issues[0]?.message ?? 'wrong';
	return { key: /^[a-z-]+$/.test(message) ? message : 'wrong' };
}

function shapeOf(field: MemberField): z.ZodType<Answer> {
	switch (field.kind) {
		case 'line':
			return words(200).refine((text) => !text.includes('\n'), 'one-line');
		case 'text':
			return words(2_000);
		case 'link':
			return z.preprocess(
				(text) => (typeof text === 'string' && /^[\w-]+(\.[\w-]+)+/.test(text) ? `https://${text}` : text),
				link,
			);
		case 'number':
			return z.preprocess((text) => (typeof text === 'string' ? numberIn(text) : text), number);
		case 'date':
			return z.preprocess((text) => (typeof text === 'string' ? dayIn(text) : text), day);
		case 'yes-no':
			return z.preprocess((text) => (typeof text === 'string' ? yesIn(text) : text), z.boolean('yes-no'));
		case 'one':
			return z.preprocess(
				(one) => (Array.isArray(one) ? one : [one]),
				picked(field).refine((keys) => keys.length < 2, 'one-only'),
			);
		case 'several':
			return z.preprocess(
				(all) => (Array.isArray(all) ? all : typeof all === 'string' ? all.split(/[,;、；]/) : [all]),
				picked(field),
			);
	}
}

/** What is picked: each once, in the order in which it is offered. What is not offered any more may stay. */
const picked = (field: MemberField) =>
	z
		.array(z.union([z.string(), z.number()], 'choice').transform((one) => choiceIn(field, one)))
		.refine((keys) => keys.every((key) => key !== null), 'choice')
		.transform((keys) => field.choices.map(({ key }) => key).filter((key) => keys.includes(key)));

function choiceIn({ choices }: MemberField, one: string | number): number | null {
	const plain = (text: string): string => text.normalize('NFKC').trim().toLowerCase();
	const found =
		typeof one === 'number'
			? choices.find(({ key }) => key === one)
			: choices.find(({ name, nameEn }) => [name, nameEn].some((each) => each && plain(each) === plain(one)));
	return found?.key ?? null;
}

const numberIn = (text: string): number => {
	const plain = text.normalize('NFKC').replace(/[,\s]/g, '');
	return /^[+-]?\d+(\.\d+)?$/.test(plain) ? Number(plain) : NaN;
};

/** 2026-11-27, also as 2026/11/27, 2026.11.27 and 2026年11月27日; anything else as it is. */
const dayIn = (text: string): string => {
	const found = /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?(?:[T ].*)?$/.exec(text.normalize('NFKC'));
	return found ? `${found[1]}-${(found[2] as string).padStart(2, '0')}-${(found[3] as string).padStart(2, '0')}` : text;
};

const yesIn = (text: string): boolean | string =>
	/^(?:y|yes|true|1|t|on|是|有|對)$/i.test(text)
		? true
		: /^(?:n|no|false|2|0|f|off|否|沒有|不)$/i.test(text)
			? false
			: text;

/** An answer as words, in a language. */
export function answerText({ field, answer }: Answered, locale: Locale): string {
	const say = membershipText(locale);
	if (typeof answer === 'boolean') return say(answer ? 'list.yes' : 'list.no');
	if (!Array.isArray(answer)) return String(answer);
	return answer
		.flatMap((key) => field.choices.filter((choice) => choice.key === key))
		.map((choice) => named(choice, locale).text)
		.join(locale === 'en' ? ', ' : '、');
}

/** An answer as programs read it: what was picked by its name, one or several. */
export function plainAnswer({ field, answer }: Answered): string | number | boolean | string[] {
	if (!Array.isArray(answer)) return answer;
	const names = answer.flatMap((key) => field.choices.filter((one) => one.key === key).map(({ name }) => name));
	return picks(field.kind) && field.kind === 'one' ? (names[0] ?? '') : names;
}
