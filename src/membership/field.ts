import { z } from 'zod';
import type { Locale } from '#platform/language/locale.ts';

/** What can be asked: a line, a longer text, one or several of given things, a number, a day, yes or no, an address. */
export const fieldKinds = ['line', 'text', 'one', 'several', 'number', 'date', 'yes-no', 'link'] as const;
export type FieldKind = (typeof fieldKinds)[number];

/** Who sees an answer, beside the member and those who work here. */
export const audiences = ['public', 'members', 'staff'] as const;
export type Audience = (typeof audiences)[number];

/** How many questions a house may ask at a time, and things that one may offer. */
export const mostFields = 40;
export const mostChoices = 50;

const name = z.string().trim().min(1, 'missing').max(60, 'too-long');
const nameEn = z.string().trim().max(60, 'too-long').default('');

/** Something that can be picked. Its number stays, whatever it is called; retired ones are not offered any more. */
export const choiceShape = z.object({
	key: z.number().int().positive(),
	name,
	nameEn,
	retired: z.boolean().default(false),
});
export type FieldChoice = z.output<typeof choiceShape>;

/** A question that the brand asks of its members. */
export interface MemberField {
	id: number;
	/** What programs and lists call it. */
	key: string;
	name: string;
	nameEn: string;
	hint: string;
	hintEn: string;
	kind: FieldKind;
	choices: FieldChoice[];
	seenBy: Audience;
	atJoining: boolean;
	required: boolean;
}

/** A question as its owner keeps it. */
export interface KeptField extends MemberField {
	/** Since when it is not asked any more. */
	retired: Date | null;
	/** Members who answered it. */
	answers: number;
}

export const picks = (kind: FieldKind): kind is 'one' | 'several' => kind === 'one' || kind === 'several';

/** Yes and no as what was picked. */
export const yes = 1;
export const no = 2;

/** What something of the brand's own is called in this language, and the language that it is in. */
export const named = (
	{ name, nameEn }: { name: string; nameEn: string },
	locale: Locale,
): { text: string; lang: Locale } =>
	locale === 'en' && nameEn ? { text: nameEn, lang: 'en' } : { text: name, lang: nameEn ? 'zh-TW' : locale };

/** The hint of a question in this language; empty: none. */
export const hintOf = ({ hint, hintEn }: MemberField, locale: Locale): string => (locale === 'en' && hintEn) || hint;
