import { expect, it } from 'vitest';
import { emailField, mailboxOf } from '#membership/email.ts';

it.each([
	['Mei@Example.COM ', 'mei@example.com'],
	['m.e.i+news@example.com', 'm.e.i+news@example.com'],
	["o'neill@example.com", "o'neill@example.com"],
	['mei@xn--fsqu00a.xn--kpry57d', 'mei@xn--fsqu00a.xn--kpry57d'],
	['MEI@XN--FSQU00A.TW', 'mei@xn--fsqu00a.tw'],
])('%s is %s', (typed, stored) => expect(emailField.parse(typed)).toBe(stored));

it.each([
	['Cyrillic in the name', 'аnna@example.com'],
	['Cyrillic in the domain', 'anna@ехample.com'],
	['a whole name in Cyrillic', 'анна@example.com'],
	['Greek', 'αnna@example.com'],
	['full width', 'ａnna@example.com'],
	['a full-width sign', 'anna＠example.com'],
	['the full stop of Chinese', 'anna@example。com'],
	['the Kelvin sign, a k when made small', 'fran\u212a@example.com'],
	['a long s, an s when compared', 'a\u017fh@example.com'],
	['a dotless i', 'ann\u0131@example.com'],
	['a capital I with a dot', '\u0130da@example.com'],
	['mathematical letters', '𝐚nna@example.com'],
	['a combining mark', 'anna\u0301@example.com'],
	['a space of no width', 'an\u200bna@example.com'],
	['one at the end', 'anna@example.com\u200b'],
	['a joiner', 'an\u200dna@example.com'],
	['a soft hyphen', 'an\u00adna@example.com'],
	['a mark that turns the direction', 'anna@\u202emoc.elpmaxe'],
	['Chinese', '安娜@例子.台灣'],
])('%s is refused, and why is said', (_what, typed) =>
	expect(emailField.safeParse(typed).error?.issues.map(({ message }) => message)).toEqual(['email-letters']),
);

it.each([
	'',
	'anna',
	'anna@',
	'@example.com',
	'anna@example',
	'an na@example.com',
	'anna@xn--.',
	'a@b..com',
	'.a@b.com',
])('%j is none', (typed) =>
	expect(emailField.safeParse(typed).error?.issues.map(({ message }) => message)).toEqual(['email']),
);

it.each([
	['mei@gmail.com', 'mei@gmail.com'],
	['M.e.i+shop@Gmail.com', 'mei@gmail.com'],
	['mei+a+b@example.com', 'mei@example.com'],
	['mei@ex.am.ple.com', 'mei@ex.am.ple.com'],
])('%s is counted as %s', (email, mailbox) => expect(mailboxOf(email)).toBe(mailbox));
