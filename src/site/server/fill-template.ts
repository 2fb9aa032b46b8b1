import { readFileSync } from 'node:fs';
import path from 'node:path';
import { blankText, type PageRole } from '#content/page.ts';
import type { Locale } from '#platform/language/locale.ts';
import { siteText } from '#site/messages/index.ts';

const folder = path.resolve(import.meta.dirname, '../page-templates');

/** Facts that a template asks for by name. */
export const templateFacts = [
	'brand',
	'site',
	'day',
	'company',
	'taxId',
	'address',
	'phone',
	'email',
	'hours',
	'privacy',
] as const;
export type TemplateFacts = Record<(typeof templateFacts)[number], string>;

/** A template as it was written: its title, and its text as Markdown with `{company}` where a fact goes. */
export function readTemplate(role: PageRole, locale: Locale): { title: string; markdown: string } {
	const text = readFileSync(path.join(folder, `${role}.${locale}.md`), 'utf8');
	const end = text.indexOf('\n');
	return { title: text.slice(2, end).trim(), markdown: text.slice(end).trim() };
}

/** A template with the facts put in; for a fact that is not told, a place that a person has to fill in. */
export function fillTemplate(
	role: PageRole,
	locale: Locale,
	facts: TemplateFacts,
): { title: string; markdown: string } {
	const say = siteText(locale);
	const { title, markdown } = readTemplate(role, locale);
	const filled = markdown.replace(/\{(\w+)\}/g, (_, name: keyof TemplateFacts) => {
		// What people typed is text: Markdown in it means nothing.
		const fact = facts[name]?.replace(/[\\`*_[\]<>#|]/g, '\\$&');
		return fact || blankText(say(`template.fact.${name}`), locale);
	});
	return { title, markdown: filled };
}
