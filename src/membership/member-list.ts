import { z } from 'zod';
import { locales, type Locale } from '#platform/language/locale.ts';
import { fieldControl } from '#membership/answer-form.ts';
import { parseAnswer, type Answered } from '#membership/answer.ts';
import type { MemberField } from '#membership/field.ts';
import { emailField } from '#membership/email.ts';
import { nameField } from '#membership/name.ts';

/** What a list of members can tell of each. Nothing of it gives anybody a right. */
export const listColumns = ['email', 'name', 'first', 'last', 'joined', 'locale', 'mail', 'agreed', 'labels'] as const;
export type ListColumn = (typeof listColumns)[number];

/** What other places call these columns: ours in both languages, Mailchimp, Ghost, Discourse. */
const names: Record<ListColumn, readonly string[]> = {
	email: ['email', 'e-mail', 'email address', 'mail', '電子郵件', '信箱', 'email 地址', '電子信箱'],
	name: ['name', 'full name', 'display name', 'handle name', '名字', '姓名', '名稱', '暱稱'],
	first: ['first name', 'fname', 'given name', '名'],
	last: ['last name', 'lname', 'family name', 'surname', '姓'],
	joined: ['joined', 'created_at', 'created at', 'optin_time', 'signup date', '加入日期', '加入時間', '註冊時間'],
	locale: ['locale', 'language', '語言', '信件語言'],
	mail: [
		'agreed to mail',
		'subscribed_to_emails',
		'subscribed',
		'newsletter',
		'opt-in',
		'member_rating_optin',
		'同意收信',
		'訂閱',
		'電子報',
	],
	agreed: ['agreed', 'confirm_time', 'agreed at', 'agreed since', '同意時間'],
	labels: ['labels', 'tags', '標籤'],
};

const plainHeading = (heading: string): string => heading.normalize('NFKC').trim().toLowerCase();

/** How a list calls its columns, where it calls them otherwise: the column, or `field-ID`, and the heading. */
export type ListHeadings = Readonly<Record<string, string>>;

/** Which cell of a row is what, by the line of headings; null where no column is an e-mail address. */
export function columnsOf(
	headings: readonly string[],
	called: ListHeadings = {},
): Partial<Record<ListColumn, number>> | null {
	const found: Partial<Record<ListColumn, number>> = {};
	for (const column of listColumns) {
		const at = headings.findIndex(
			(heading) => called[column] && plainHeading(heading) === plainHeading(called[column]),
		);
		if (at >= 0) found[column] = at;
	}
	headings.forEach((heading, at) => {
		const plain = plainHeading(heading);
		const column = listColumns.find((one) => names[one].includes(plain));
		if (column && found[column] === undefined) found[column] = at;
	});
	return found.email === undefined ? null : found;
}

/** One person of a list, as it can be kept. */
export interface ListedPerson {
	email: string;
	name: string;
	joined: Date | null;
	locale: Locale | null;
	/** Whether the list says that they agreed to mail; null where it says nothing. */
	mail: boolean | null;
	agreed: Date | null;
	labels: string[];
	/** What the list says to the questions of the house. */
	answers?: readonly Answered[];
}

const yes = /^(?:y|yes|true|1|t|subscribed|on|是|有|同意|已訂閱)$/i;
const no = /^(?:n|no|false|0|f|unsubscribed|cleaned|nonsubscribed|off|否|沒有|不同意|未訂閱|取消訂閱)$/i;
const time = z.coerce.date().min(new Date('1990-01-01')).max(new Date('2100-01-01'));

/** A row as a person, or the column and key of what is wrong with it. */
export function personOf(
	cells: readonly string[],
	columns: Partial<Record<ListColumn, number>>,
): ListedPerson | { column: ListColumn; key: string } {
	const cell = (column: ListColumn): string => {
		const at = columns[column];
		const text = at === undefined ? '' : (cells[at] ?? '').trim();
		return unguarded(text);
	};
	const email = emailField.safeParse(cell('email'));
	if (!email.success) return { column: 'email', key: email.error.issues[0]?.message ?? 'email' };
	const given = cell('name') || fullName(cell('first'), cell('last')) || (email.data.split('@')[0] as string);
	const name = nameField.safeParse(given.slice(0, 200));
	if (!name.success) return { column: 'name', key: name.error.issues[0]?.message ?? 'name' };
	const joined = when(cell('joined'));
	const agreed = when(cell('agreed'));
	if (joined === 'wrong') return { column: 'joined', key: 'wrong-time' };
	const wanted = cell('mail');
	const locale = locales.find((one) => one.toLowerCase() === cell('locale').toLowerCase()) ?? null;
	const labels = cell('labels')
		.split(/[,;、]/)
		.map((label) => label.trim().replace(/^["']|["']$/g, ''))
		.filter((label) => label && label.length <= 40)
		.slice(0, 20);
	return {
		email: email.data,
		name: name.data,
		joined,
		locale,
		mail: yes.test(wanted) ? true : no.test(wanted) ? false : null,
		agreed: agreed === 'wrong' ? null : agreed,
		labels,
	};
}

/** 王小明 is written without a space, Anna Lee with one. */
const fullName = (first: string, last: string): string =>
	/\p{Script=Han}/u.test(first + last) ? last + first : [first, last].filter(Boolean).join(' ');

function when(text: string): Date | null | 'wrong' {
	if (!text) return null;
	const parsed = time.safeParse(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/.test(text) ? `${text.replace(' ', 'T')}Z` : text);
	return parsed.success ? parsed.data : 'wrong';
}

/** What a guarded export wrote comes back as it was. */
const unguarded = (text: string): string => (/^'[=+\-@＝＋－＠]/.test(text) ? text.slice(1) : text);

/** Which cells answer questions of the house: by the heading that was said, or by the question's name or key. */
export function answerColumns(
	headings: readonly string[],
	fields: readonly MemberField[],
	called: ListHeadings = {},
): { at: number; field: MemberField }[] {
	return fields.flatMap((field) => {
		const said = called[fieldControl(field)]?.trim();
		const names = said ? [said] : [field.name, field.nameEn, field.key].filter(Boolean);
		const at = headings.findIndex((heading) => names.map(plainHeading).includes(plainHeading(heading)));
		return at < 0 ? [] : [{ at, field }];
	});
}

/** The answers of a row, and which of them could not be read. */
export function answersIn(
	cells: readonly string[],
	columns: ReturnType<typeof answerColumns>,
): { answers: Answered[]; wrong: { column: string; key: string }[] } {
	const answers: Answered[] = [];
	const wrong: { column: string; key: string }[] = [];
	for (const { at, field } of columns) {
		const parsed = parseAnswer(field, unguarded((cells[at] ?? '').trim()));
		if ('key' in parsed) wrong.push({ column: field.name, key: parsed.key });
		else if (parsed.answer !== null) answers.push({ field, answer: parsed.answer });
	}
	return { answers, wrong };
}

/** A cell of CSV; what a spreadsheet would take for a formula is marked as text (OWASP, CSV injection). */
export const csvCell = (text: string): string =>
	`"${(/^[=+\-@\t\r＝＋－＠]/.test(text) ? `'${text}` : text).replaceAll('"', '""')}"`;
