import { cleanText } from '#platform/document/clean-text.ts';
import { fromHtml } from '#platform/document/from-html.ts';
import { plainText } from '#platform/document/plain-text.ts';
import type { Document } from '#platform/document/schema.ts';
import type { Note, OldHistory, Writing } from '#transfer/item.ts';
import type { Reading, ReadingOptions } from '#transfer/source.ts';
import { cut } from '#transfer/cut.ts';
import { mapDocument } from '#transfer/server/import/map-document.ts';
import type { Prepared } from '#transfer/server/import/prepared.ts';

const longest = { title: 150, excerpt: 300, tag: 30, tags: 12, slug: 150 } as const;

/** A former version of an article, with the pictures and files that it names. */
export function prepareRevision(item: Extract<OldHistory, { kind: 'revision' }>, reading: Reading): Prepared {
	const [pictures, files] = [new Set<string>(), new Set<string>()];
	const document = mapDocument(item.line.document as unknown as Document, {
		link(href) {
			if (reading.fileAddress?.(href)) files.add(href);
			return href;
		},
		picture(attributes) {
			if (reading.pictureAddress(attributes.src)) pictures.add(attributes.src);
			return attributes;
		},
		file(attributes) {
			if (reading.fileAddress?.(attributes.src)) files.add(attributes.src);
			return attributes;
		},
	});
	return { kind: 'revision', item, document, pictures: [...pictures], files: [...files] };
}

/** An article or page: its body as a document, its words as short as they may be here. What is lost of it goes into `notes`. */
export function prepareWriting(item: Writing, reading: Reading, options: ReadingOptions, notes: Note[]): Prepared {
	const pictures = new Set<string>();
	const files = new Set<string>();
	const base = item.document as Document | undefined;
	const read =
		base ??
		fromHtml(item.html ?? '', 'article', {
			picture(found) {
				const address = reading.pictureAddress(found);
				if (!address) notes.push({ code: /^data:/i.test(found) ? 'picture.inline' : 'picture.no-address' });
				return address ? { src: address } : null;
			},
		});
	const document = mapDocument(read, {
		link(href) {
			const file = reading.fileAddress?.(href);
			if (file) files.add(file);
			return file ?? reading.homePath(href) ?? href;
		},
		picture(attributes) {
			// In a document of ours there may be pictures that were never of the old place's library.
			const own = !base || reading.pictureAddress(attributes.src) !== null;
			if (own && options.pictures !== 'none') pictures.add(attributes.src);
			return attributes;
		},
		file(attributes) {
			const file = reading.fileAddress?.(attributes.src);
			if (file) files.add(file);
			return attributes;
		},
	});
	if (item.cover && options.pictures !== 'none') pictures.add(item.cover);
	const text = plainText(document);
	if (text.includes('\uFFFD')) notes.push({ code: 'unreadable-signs' });
	if (!text.trim() && item.published) notes.push({ code: 'empty-draft' });
	const said = cleanText(item.title).trim();
	if ([...said].length > longest.title) notes.push({ code: 'title-cut', details: { limit: longest.title } });
	if (!said) notes.push({ code: 'title-made' });
	const title = cut(said, longest.title) || cut(text.replace(/\s+/g, ' '), 40) || `#${cut(item.id, 40)}`;
	const tags = [...new Set(item.tags.map((tag) => cut(cleanText(tag), longest.tag)).filter(Boolean))];
	if (tags.length > longest.tags - (options.tag ? 1 : 0))
		notes.push({ code: 'tags-cut', details: { limit: longest.tags } });
	return {
		kind: item.kind,
		item: options.drafts ? { ...item, published: null } : item,
		title,
		slug: cut(cleanText(item.slug), longest.slug),
		excerpt: cut(plainText(fromHtml(item.excerpt, 'comment')).replace(/\s+/g, ' ').trim(), longest.excerpt),
		tags: [...new Set([...(options.tag ? [cut(options.tag, longest.tag)] : []), ...tags])].slice(0, longest.tags),
		document,
		pictures: [...pictures],
		files: [...files],
	};
}
