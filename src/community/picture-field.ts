import { escapeHtml } from '#platform/document/escape-html.ts';
import type { Locale } from '#platform/language/locale.ts';
import { communityText } from '#community/messages/index.ts';
import { mostPictures } from '#community/pictured.ts';

/** What a field of pictures shows again after a refusal. */
interface Refused {
	/** Numbers of those that are here already, as the form carries them. */
	kept?: string | undefined;
	alt?: string | undefined;
}

const accepted = 'image/jpeg,image/png,image/webp,image/gif,image/avif';

/**
 * Where a form takes pictures. It is a string, since the front lays it into pages that are kept. Without a script it is a field
 * for files; with one they can be pasted and dropped, are seen before they are sent, and are sent smaller. Every text is escaped.
 */
export function pictureField(locale: Locale, { kept = '', alt = '' }: Refused = {}): string {
	const say = communityText(locale);
	const tell = (key: Parameters<typeof say>[0], values?: Record<string, string | number>): string =>
		escapeHtml(say(key, values as never));
	const count = kept.split(' ').filter(Boolean).length;
	const again = count
		? `<label class="check"><input type="checkbox" name="pictures" value="${escapeHtml(kept)}" checked> <span>${tell('form.pictures.kept', { count })}</span></label>`
		: '';
	const file = `<div class="field"><label class="field-label" for="said-picture">${tell('form.pictures.label')}</label><p class="field-hint" id="said-picture-hint">${tell('form.pictures.hint', { most: mostPictures })}</p><input type="file" id="said-picture" name="picture" accept="${accepted}" multiple aria-describedby="said-picture-hint"></div>`;
	const words = `<div class="field"><label class="field-label" for="said-alt">${tell('form.pictures.alt')}</label><p class="field-hint" id="said-alt-hint">${tell('form.pictures.alt.hint')}</p><textarea id="said-alt" name="alt" rows="2" maxlength="3000" aria-describedby="said-alt-hint">${escapeHtml(alt)}</textarea></div>`;
	return `<picture-in-place data-most="${mostPictures}" data-remove="${escapeHtml(say('form.pictures.remove', { name: '%' }))}"><details class="small"${count ? ' open' : ''}><summary>${tell('form.pictures')}</summary><div class="stack">${again}${file}${words}</div></details></picture-in-place><script type="module" src="/picture-in-place.js"></script>`;
}
