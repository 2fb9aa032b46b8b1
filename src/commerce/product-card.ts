import { escapeHtml } from '#platform/document/escape-html.ts';
import type { Locale } from '#platform/language/locale.ts';
import { shownPicture } from '#media/picture.ts';
import { starsText } from '#community/stars-text.ts';
import { commerceText } from '#commerce/messages/index.ts';
import { buyPath, type ShownProduct } from '#commerce/product.ts';
import { money } from '#commerce/ui/money.ts';

/** Narrower than the text: what a phone and a desktop need. */
const sizes = '(width < 30rem) 100vw, 12rem';

/** A product within an article, as safe HTML: its picture, its name, its price of now, and where it is sold. */
export function productCard(product: ShownProduct, locale: Locale): string {
	const say = commerceText(locale);
	const { id, path, name, price, currency, url } = product;
	const given = starsText(product.stars, locale);
	const host = url ? new URL(url).hostname.replace(/^www\./, '') : '';
	const parts = [
		pictureHtml(product),
		'<div class="product-text">',
		`<p class="product-name"><a href="${escapeHtml(path)}">${escapeHtml(name)}</a></p>`,
		price === null ? '' : `<p class="product-price">${escapeHtml(money(locale, price, currency))}</p>`,
		given ? `<p class="small">${escapeHtml(given)}</p>` : '',
		url
			? `<p><a class="button" href="${buyPath(id)}" rel="nofollow">${escapeHtml(say('product.buy'))}<span class="visually-hidden"> ${escapeHtml(name)}</span></a> <span class="muted small">${escapeHtml(host)}</span></p>`
			: '',
		'</div>',
	];
	return `<div class="product">${parts.join('')}</div>`;
}

function pictureHtml({ picture }: ShownProduct): string {
	if (!picture) return '';
	const { src, srcset, width, height, formats, focus } = shownPicture(picture);
	const sources = formats
		.map(
			({ type, srcset: set, media }) =>
				`<source type="${type}" srcset="${escapeHtml(set)}" sizes="${sizes}"${media ? ` media="${media}"` : ''}>`,
		)
		.join('');
	// What it is called stands beside it: only what was written of the picture itself is more.
	const image = `<img src="${escapeHtml(src)}" srcset="${escapeHtml(srcset)}" sizes="${sizes}" width="${width}" height="${height}" alt="${escapeHtml(picture.alt)}" loading="lazy" decoding="async"${focus ? ` class="${focus}"` : ''}>`;
	return `<picture class="product-picture">${sources}${image}</picture>`;
}
