import { actionAddress, fileAddress } from './address.ts';
import { findEmbed } from './embed-provider.ts';
import { escapeHtml } from './escape-html.ts';
import { kindOfFile, sizeOfFile } from './file-facts.ts';
import { relation, type Rendering } from './rendering.ts';
import type { ButtonAttributes, EmbedAttributes, FileAttributes, ModuleBlockAttributes } from './schema.ts';

/** The place of what another module shows; `fillBlocks` puts it in when a page is made. */
export const renderModuleBlock = ({ kind, id }: ModuleBlockAttributes): string =>
	`<div class="block" data-kind="${escapeHtml(kind)}" data-id="${Number(id)}"></div>`;

/** A card with a plain link. `data-frame` is the address that a script may load in its place after a click. */
export function renderEmbed({ url }: EmbedAttributes, rendering: Rendering): string {
	const embed = findEmbed(url);
	if (!embed) return '';
	const frame = embed.frame ? ` data-frame="${escapeHtml(embed.frame)}"` : '';
	const label = escapeHtml(rendering.say('document.embed', { place: embed.name }));
	const address = escapeHtml(readable(embed.url));
	const link = `<a href="${escapeHtml(embed.url)}"${relation(embed.url, rendering)}><strong>${label}</strong> <span>${address}</span></a>`;
	return `<figure class="embed" data-provider="${escapeHtml(embed.provider)}" data-name="${escapeHtml(embed.name)}"${frame}>${link}</figure>`;
}

/** An address as a person reads it: Chinese in it as Chinese. */
function readable(url: string): string {
	const bare = url.replace(/^https?:\/\/(?:www\.)?/, '');
	try {
		return decodeURI(bare);
	} catch {
		return bare;
	}
}

/** A call to action. */
export function renderButton({ label, href, rel }: ButtonAttributes, rendering: Rendering): string {
	const address = actionAddress(href);
	if (!address || !label) return '';
	return `<p class="action"><a class="button" href="${escapeHtml(address)}"${relation(address, rendering, rel)}>${escapeHtml(label)}</a></p>`;
}

/** A file to take away, with what it is and how large. */
export function renderFile({ src, name, size, mediaType }: FileAttributes, rendering: Rendering): string {
	const address = fileAddress(src);
	if (!address || !name) return '';
	const facts = [kindOfFile(name, mediaType), size === null ? '' : sizeOfFile(size, rendering.locale ?? 'zh-TW')];
	const type = mediaType ? ` type="${escapeHtml(mediaType)}"` : '';
	const bytes = size === null ? '' : ` data-size="${Number(size)}"`;
	const about = facts.filter(Boolean).join(' · ');
	return `<p class="file"><a href="${escapeHtml(address)}" download="${escapeHtml(name)}"${type}${bytes}><strong>${escapeHtml(name)}</strong> <span>${escapeHtml(about)}</span></a></p>`;
}
