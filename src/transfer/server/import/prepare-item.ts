import { cleanText } from '#platform/document/clean-text.ts';
import { DocumentProblem } from '#platform/document/document-problem.ts';
import { fromHtml } from '#platform/document/from-html.ts';
import { plainText } from '#platform/document/plain-text.ts';
import type { Document } from '#platform/document/schema.ts';
import { emailField, nameField } from '#membership/member.ts';
import {
	kinds,
	type Item,
	type Kind,
	type Note,
	type OldComment,
	type OldHistory,
	type Person,
	type Writing,
} from '#transfer/item.ts';
import type { Reading, ReadingOptions } from '#transfer/source.ts';
import type { Finding, Prepared, PreparedFurniture, PreparedHistory } from '#transfer/server/import/prepared.ts';
import { mapDocument } from '#transfer/server/import/map-document.ts';

/** What is made of an item before anything is written: something to keep, and what is lost of it. */
export interface Outcome {
	prepared: Prepared | null;
	findings: Finding[];
}

const longest = { title: 150, excerpt: 300, tag: 30, tags: 12, slug: 150 } as const;

const cut = (text: string, most: number): string => [...text].slice(0, most).join('').trim();

/** Makes an item ready to be kept, or says why it is not. Pure: the same item gives the same. */
export function prepareItem(item: Item, reading: Reading, options: ReadingOptions): Outcome {
	if (item.kind === 'left') {
		const kind = (kinds as readonly string[]).includes(item.what) ? (item.what as Kind) : 'other';
		return lost(kind, item.id, item.title, item.note);
	}
	const notes: Note[] = [...(item.notes ?? [])];
	const title = item.kind === 'article' || item.kind === 'page' ? item.title : '';
	try {
		const prepared = prepare(item, reading, options, notes);
		const findings = notes.map((note) => ({
			kind: item.kind,
			id: item.id,
			title: title || titleOf(prepared),
			lost: false,
			note,
		}));
		return { prepared, findings };
	} catch (error) {
		if (error instanceof Unusable) return lost(item.kind, item.id, title || item.id, error.note);
		if (error instanceof DocumentProblem)
			return lost(item.kind, item.id, title || item.id, {
				code: error.code === 'document.too-long' ? 'too-long' : 'too-deep',
				details: { limit: Number(error.details['limit'] ?? 0) },
			});
		throw error;
	}
}

class Unusable extends Error {
	readonly note: Note;
	constructor(note: Note) {
		super(note.code);
		this.note = note;
	}
}

const lost = (kind: Kind | 'other', id: string, title: string, note: Note): Outcome => ({
	prepared: null,
	findings: [{ kind, id, title: cut(cleanText(title), 200) || id, lost: true, note }],
});

const titleOf = (prepared: Prepared): string =>
	'title' in prepared ? prepared.title : 'name' in prepared ? prepared.name : '';

function prepare(
	item: Exclude<Item, { kind: 'left' }>,
	reading: Reading,
	options: ReadingOptions,
	notes: Note[],
): Prepared {
	switch (item.kind) {
		case 'person':
			return preparePerson(item, notes);
		case 'picture':
			return { kind: 'picture', id: item.address, alt: cut(cleanText(item.alt), 500) };
		case 'article':
		case 'page':
			return prepareWriting(item, reading, options, notes);
		case 'comment':
			return prepareComment(item, reading);
		case 'file':
			return { kind: 'file', id: item.address, name: item.name };
		case 'redirect':
			return { kind: 'redirect', item };
		case 'revision':
			return prepareRevision(item, reading);
		case 'consent':
		case 'link':
		case 'post':
		case 'product':
		case 'order':
			return { kind: item.kind, item, document: empty, pictures: [], files: [] } as PreparedHistory;
		default:
			return { kind: item.kind, item } as PreparedFurniture;
	}
}

const empty: Document = { type: 'doc', content: [] };

function prepareRevision(item: Extract<OldHistory, { kind: 'revision' }>, reading: Reading): Prepared {
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

function preparePerson(item: Person, notes: Note[]): Prepared {
	const wanted = cut(cleanText(item.name).replace(/\p{Cf}/gu, ''), 60);
	const name = [wanted, cut(cleanText(item.id), 60)].find((one) => nameField.safeParse(one).success);
	if (!name) throw new Unusable({ code: 'person.name' });
	const mail = item.email ? emailField.safeParse(item.email) : null;
	if (!mail?.success) notes.push({ code: 'person.no-email' });
	return { kind: 'person', item, name, email: mail?.success ? mail.data : null };
}

function prepareWriting(item: Writing, reading: Reading, options: ReadingOptions, notes: Note[]): Prepared {
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

function prepareComment(item: OldComment, reading: Reading): Prepared {
	if (item.former) {
		const pictures: string[] = [];
		const document = mapDocument(item.former.document as Document, {
			picture(attributes) {
				if (reading.pictureAddress(attributes.src)) pictures.push(attributes.src);
				return attributes;
			},
		});
		return { kind: 'comment', item, document, name: item.author.name, pictures };
	}
	const document = mapDocument(fromHtml(item.html, 'comment'), { link: (href) => reading.homePath(href) ?? href });
	if (!plainText(document).trim()) throw new Unusable({ code: 'empty' });
	return { kind: 'comment', item, document, name: cut(cleanText(item.author.name), 100) };
}
