import { z } from 'zod';
import { emailField } from '#membership/email.ts';

/** What a person can be known by elsewhere. */
export const identityKinds = ['mail', 'phone', 'shop', 'line', 'facebook', 'other'] as const;
export type IdentityKind = (typeof identityKinds)[number];

/** An identity as staff type it: a kind and a value that fits, written in one way only so that it is found again. */
export const identityFields = z
	.object({ kind: z.enum(identityKinds), value: z.string().trim().min(1, 'missing').max(200, 'too-long') })
	.transform(({ kind, value }, check) => {
		const mail = kind === 'mail' ? emailField.safeParse(value) : null;
		const fits = mail
			? mail.data
			: kind === 'phone'
				? phoneNumber(value)
				: value.normalize('NFKC').replace(/\s+/g, ' ');
		if (fits) return { kind, value: fits };
		check.addIssue({ code: 'custom', path: ['value'], message: mail?.error?.issues[0]?.message ?? 'phone' });
		return z.NEVER;
	});

/** A telephone number in digits, Taiwan's without its trunk zero: `0912-345-678` and `+886 912 345 678` are one. */
export function phoneNumber(text: string): string | null {
	const digits = text.normalize('NFKC').replace(/[\s().-]/g, '');
	const international = digits.startsWith('+')
		? digits
		: digits.startsWith('00')
			? `+${digits.slice(2)}`
			: digits.startsWith('0')
				? `+886${digits.slice(1)}`
				: `+${digits}`;
	return /^\+[1-9]\d{6,14}$/.test(international) ? international : null;
}
