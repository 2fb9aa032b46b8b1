import { escapeHtml } from '#platform/document/escape-html.ts';
import type { Locale } from '#platform/language/locale.ts';
import { dayText } from '#platform/language/time-text.ts';
import { answerText, type Answered } from '#membership/answer.ts';
import { named } from '#membership/field.ts';

/**
 * What a member answered, as HTML: one string, because the front lays what is for members only into a page that is everybody's.
 * Empty where there is nothing.
 */
export function answersPart(answers: readonly Answered[], locale: Locale): string {
	const rows = answers.map((one) => {
		const { text, lang } = named(one.field, locale);
		return `<dt class="muted small"${lang === locale ? '' : ` lang="${lang}"`}>${escapeHtml(text)}</dt><dd>${answerHtml(one, locale)}</dd>`;
	});
	return rows.length ? `<dl>${rows.join('')}</dl>` : '';
}

/** An address is a link that vouches for nothing; lines of a text stay lines; a day is written as people write it. */
function answerHtml(one: Answered, locale: Locale): string {
	const text = answerText(one, locale);
	if (one.field.kind === 'link')
		return `<a href="${escapeHtml(text)}" rel="nofollow ugc noopener">${escapeHtml(text.replace(/^https?:\/\//, ''))}</a>`;
	if (one.field.kind === 'date')
		return `<time datetime="${escapeHtml(text)}">${escapeHtml(dayText(new Date(`${text}T00:00:00Z`), locale, 'UTC'))}</time>`;
	return escapeHtml(text).replaceAll('\n', '<br />');
}
