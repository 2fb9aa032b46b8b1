import { z } from 'zod';
import { roles } from '#platform/actor.ts';
import { locales } from '#platform/language/locale.ts';
import { channels } from '#membership/consent.ts';
import { identityKinds } from '#membership/identity.ts';

const days = z.coerce.number({ error: 'days' }).int('days').min(1, 'days').max(3_650, 'days');
const id = z.coerce.number({ error: 'missing' }).int('missing').positive('missing');
const word = z.string().trim().min(1, 'missing').max(200, 'too-long');
/** Which question of the house, and what is said to it: `3:7`. */
const about = (good: (said: string) => boolean) =>
	z
		.string()
		.trim()
		.max(200, 'too-long')
		.regex(/^\d{1,15}:./, 'missing')
		.refine((text) => good(text.slice(text.indexOf(':') + 1)), 'wrong');
const picked = about((said) => /^\d{1,9}$/.test(said));
const measure = about((said) => /^-?\d{1,12}(?:\.\d{1,6})?$/.test(said) || z.iso.date().safeParse(said).success);
const wording = about((said) => said.trim() !== '');
const nothing = z.unknown().transform(() => null);

/** Everything that can be asked of a member, and what each question takes: a number of days, the id of a thing, a word. */
export const questions = {
	'joined-within': days,
	'joined-before': days,
	bought: nothing,
	'never-bought': nothing,
	'bought-within': days,
	'not-bought-within': days,
	commented: nothing,
	'never-commented': nothing,
	'commented-within': days,
	'not-commented-within': days,
	'visited-within': days,
	'not-visited-within': days,
	'clicked-within': days,
	'not-clicked-within': days,
	agreed: z.enum(channels, { error: 'missing' }),
	'not-agreed': z.enum(channels, { error: 'missing' }),
	label: id,
	'not-label': id,
	identity: z.enum(identityKinds, { error: 'missing' }),
	'not-identity': z.enum(identityKinds, { error: 'missing' }),
	remarked: nothing,
	'never-remarked': nothing,
	'remark-has': word,
	'came-to': id,
	'not-came-to': id,
	'signed-up-for': id,
	link: id,
	post: id,
	campaign: word,
	source: word,
	role: z.enum(roles, { error: 'missing' }),
	locale: z.enum(locales, { error: 'missing' }),
	'field-is': picked,
	'field-is-not': picked,
	'field-from': measure,
	'field-to': measure,
	'field-has': wording,
	'field-this-month': id,
	'field-answered': id,
	'field-unanswered': id,
} as const;

export type Question = keyof typeof questions;
export const questionNames = Object.keys(questions) as Question[];

/** What a question's answer is chosen from: `days` and `typed` are typed, `none` asks for nothing; of `measure` and `wording` a part is chosen and a part typed. */
export function valueKind(is: Question) {
	if (questions[is] === days) return 'days';
	if (questions[is] === nothing) return 'none';
	if (is === 'came-to' || is === 'not-came-to' || is === 'signed-up-for') return 'event';
	if (questions[is] === picked) return 'choice';
	if (questions[is] === measure) return 'measure';
	if (questions[is] === wording) return 'wording';
	if (is === 'field-this-month') return 'day';
	if (is === 'remark-has') return 'typed';
	if (is === 'field-answered' || is === 'field-unanswered') return 'field';
	return is.replace(/^not-/, '') as
		'agreed' | 'identity' | 'label' | 'link' | 'post' | 'campaign' | 'source' | 'role' | 'locale';
}

/** What staff wrote about people is asked about by those who may read it. */
export const asksRemarks = ({ groups }: SegmentDefinition): boolean =>
	groups.some(({ conditions }) => conditions.some(({ is }) => remarkQuestions.includes(is)));
const remarkQuestions: readonly Question[] = ['remarked', 'never-remarked', 'remark-has'];

/** A question of the house and what is said to it, as a condition holds both. */
export const aboutField = (value: string): { field: string; said: string } => {
	const at = value.indexOf(':');
	return at < 0 ? { field: value, said: '' } : { field: value.slice(0, at), said: value.slice(at + 1) };
};

/** One question with its answer: `{ is: 'bought-within', value: 90 }`. */
export interface Condition {
	is: Question;
	value: string | number | null;
}

const match = z.enum(['all', 'any']);
export type Match = z.output<typeof match>;

const condition = z
	.object({ is: z.enum(questionNames), value: z.union([z.string(), z.number(), z.null()]).optional() })
	.transform(({ is, value }, check): Condition => {
		const parsed = questions[is].safeParse(value ?? '');
		if (parsed.success) return { is, value: parsed.data };
		check.addIssue({ code: 'custom', path: ['value'], message: parsed.error.issues[0]?.message ?? 'wrong' });
		return z.NEVER;
	});

/** How much one segment may ask. */
export const mostGroups = 5;
export const mostConditions = 10;

/**
 * Who belongs to a segment: groups of conditions, each and the whole met by all or by any. Without a condition it is
 * everybody. The only shape in which a filter is stored or comes from outside.
 */
export const segmentDefinition = z.object({
	match: match.default('all'),
	groups: z
		.array(z.object({ match: match.default('all'), conditions: z.array(condition).max(mostConditions, 'too-long') }))
		.max(mostGroups, 'too-long')
		.default([]),
});

export type SegmentDefinition = z.output<typeof segmentDefinition>;
