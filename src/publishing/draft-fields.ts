import { linkPlaces, type VariantShape } from '#publishing/variant-shape.ts';

/** Hashtags as a person writes them in one field: with or without their sign, between spaces or commas. */
export const splitHashtags = (text: string): string[] =>
	text
		.split(/[\s,，、#＃]+/u)
		.map((tag) => tag.trim())
		.filter(Boolean);

/** Labels between commas; a label may have spaces in it. */
export const splitLabels = (text: string): string[] =>
	text
		.split(/[,，、;；\n]+/u)
		.map((label) => label.trim())
		.filter(Boolean);

/** The ids of ticked boxes `NAME-ID`, in the order in which they were sent. */
export const tickedIds = (values: Record<string, string>, name: string): number[] =>
	Object.keys(values).flatMap((field) => {
		const found = new RegExp(`^${name}-(\\d{1,15})$`).exec(field);
		return found && values[field] ? [Number(found[1])] : [];
	});

const plainLines = (text: string): string => text.replaceAll('\r\n', '\n').trim();

/**
 * The variants of a form. What still reads as the rules wrote it (`ruled-ID`) is left to the rules, so that it follows the text
 * also where no script runs.
 */
export const formVariants = (
	values: Record<string, string>,
): ({ account: number; text: string | null } & VariantShape)[] =>
	tickedIds(values, 'account').map((account) => {
		const text = values[`text-${account}`];
		const ruled = values[`ruled-${account}`] ?? '';
		return {
			account,
			text: text === undefined || plainLines(text) === plainLines(ruled) ? null : plainLines(text),
			...formShape(values, account),
		};
	});

/** How a form lays a draft out for one account. */
export function formShape(values: Record<string, string>, account: number): VariantShape {
	const alts = Object.entries(values).flatMap(([field, alt]) => {
		const picture = new RegExp(`^alt-${account}-(\\d{1,15})$`).exec(field)?.[1];
		return picture && alt.trim() ? [[picture, alt.trim()] as const] : [];
	});
	return {
		linkPlace: linkPlaces.find((place) => place === values[`link-${account}`]) ?? 'usual',
		thread: values[`layout-${account}`] === 'thread',
		comment: plainLines(values[`comment-${account}`] ?? ''),
		alts: Object.fromEntries(alts),
	};
}
