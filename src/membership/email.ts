import { z } from 'zod';

/**
 * An address is letters, digits and signs of ASCII, compared letter for letter (decision 0068). What only looks like them is refused
 * before anything is made lower case: the Kelvin sign becomes a plain k.
 */
const plain = /^[\x20-\x7e]*$/;

/** As zod has it, with the ends of domains that are not written in Latin letters (`.xn--kpry57d` is `.台灣`). */
const shape =
	/^(?!\.)(?!.*\.\.)[A-Za-z0-9_'+.-]*[A-Za-z0-9_+-]@(?:[A-Za-z0-9][A-Za-z0-9-]*\.)+(?:[A-Za-z]{2,}|xn--[A-Za-z0-9-]{2,59})$/i;

/** An e-mail address as it is stored: lower case, at most 200 characters. */
export const emailField = z
	.string()
	.trim()
	.max(200, 'too-long')
	.refine((text) => plain.test(text), 'email-letters')
	.transform((text) => text.toLowerCase())
	.pipe(z.email({ pattern: shape, error: 'email' }));

/** An address that may be left out; null then. */
export const emailOrNone = z
	.string()
	.transform((text) => text.trim() || null)
	.pipe(emailField.nullable());

/**
 * What is counted as one mailbox, so that nobody is flooded under many spellings of theirs: without dots, and without what stands
 * behind a plus. For counting alone: who somebody is, an address says as it stands, since elsewhere a dot makes another person.
 */
export function mailboxOf(email: string): string {
	const at = email.lastIndexOf('@');
	const [name = ''] = email.slice(0, at).toLowerCase().split('+');
	return `${name.replaceAll('.', '')}${email.slice(at).toLowerCase()}`;
}

/** An address of which only its owner recognises the whole: `m…@example.com`. */
export function maskedEmail(email: string): string {
	const at = email.lastIndexOf('@');
	return `${email.slice(0, 1)}…${email.slice(at)}`;
}
