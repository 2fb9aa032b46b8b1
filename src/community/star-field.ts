import { escapeHtml } from '#platform/document/escape-html.ts';
import type { Locale } from '#platform/language/locale.ts';
import { communityText } from '#community/messages/index.ts';
import { disclosures, starScale } from '#community/stars.ts';
import { commentWorkPath } from '#community/thread.ts';

/** What a field of stars shows again after a refusal, or when what was given is changed. */
export interface StarFieldState {
	stars?: string | undefined;
	disclosed?: string | undefined;
	/** What is missing: what was got for it. */
	error?: string | undefined;
}

/**
 * Where a form takes stars, and what their author got for saying so. It is a string, since the front lays it into pages that are kept. A group
 * of radio buttons, so that it needs no script; what was got is asked for when stars are given. Every text is escaped.
 */
export function starField(locale: Locale, { stars = '', disclosed = '', error }: StarFieldState = {}): string {
	const say = communityText(locale);
	const tell = (key: Parameters<typeof say>[0], values?: Record<string, string | number>): string =>
		escapeHtml(say(key, values as never));
	const radio = (value: string): string =>
		`<input type="radio" name="stars" value="${value}"${value === stars ? ' checked' : ''}>`;
	const choices = starScale.map(
		(one) =>
			`<label>${radio(String(one))}<span class="visually-hidden">${tell('stars.of', { stars: one })}</span></label>`,
	);
	const options = disclosures.map(
		(one) => `<option value="${one}"${one === disclosed ? ' selected' : ''}>${tell(`form.disclosed.${one}`)}</option>`,
	);
	const said = error ? 'said-disclosed-hint said-disclosed-error' : 'said-disclosed-hint';
	return `<div class="star-field stack"><fieldset aria-describedby="said-stars-hint"><legend class="field-label">${tell('form.stars')}</legend><p class="field-hint" id="said-stars-hint">${tell('form.stars.hint')}</p><div class="star-choice row"><label class="star-none">${radio('')}<span>${tell('form.stars.none')}</span></label>${choices.join('')}</div></fieldset><div class="field"><label class="field-label" for="said-disclosed">${tell('form.disclosed')}</label><p class="field-hint" id="said-disclosed-hint">${tell('form.disclosed.hint')}</p><select id="said-disclosed" name="disclosed" aria-describedby="${said}"${error ? ' aria-invalid="true"' : ''}><option value="">${tell('form.disclosed.choose')}</option>${options.join('')}</select>${error ? `<p class="field-error" id="said-disclosed-error">${escapeHtml(error)}</p>` : ''}</div></div>`;
}

/** Whoever has given stars is shown which, and the way to change them. */
export function ratedLine({ id, stars }: { id: number; stars: number }, locale: Locale): string {
	const say = communityText(locale);
	return `<p class="star-field small">${escapeHtml(say('form.rated', { stars }))} <a href="${commentWorkPath(id)}">${escapeHtml(say('form.rated.change'))}</a></p>`;
}
