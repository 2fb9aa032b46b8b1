import { cleanText } from '#platform/document/clean-text.ts';
import { DocumentProblem } from '#platform/document/document-problem.ts';
import { fromHtml } from '#platform/document/from-html.ts';
import { plainText } from '#platform/document/plain-text.ts';
import { broughtLimits, type Document } from '#platform/document/schema.ts';
import { emailField } from '#membership/email.ts';
import { nameField } from '#membership/name.ts';
import {
	kinds,
	type Item,
	type Kind,
	type Note,
	type OldComment,
	type OldHistory,
	type Person,
} from '#transfer/item.ts';
import type { Reading, ReadingOptions } from '#transfer/source.ts';
import type { Finding, Prepared, PreparedFurniture, PreparedHistory } from '#transfer/server/import/prepared.ts';
import { cut } from '#transfer/cut.ts';
import { htmlText } from '#transfer/reading/html-text.ts';
import { firstWords } from '#transfer/first-words.ts';
import { prepareKeepsake } from '#transfer/server/import/prepare-keepsake.ts';
import { prepareRevision, prepareWriting } from '#transfer/server/import/prepare-writing.ts';
import { mapDocument } from '#transfer/server/import/map-document.ts';

/** What is made of an item before anything is written: something to keep, and what is lost of it. */
export interface Outcome {
	prepared: Prepared | null;
	findings: Finding[];
}

/** Makes an item ready to be kept, or says why it is not. `source` tells a comment's words as they stand there. Pure: the same item gives the same. */
export function prepareItem(
	item: Item,
	reading: Reading,
	options: ReadingOptions,
	source: string | null = null,
): Outcome {
	if (item.kind === 'left') {
		const kind = (kinds as readonly string[]).includes(item.what) ? (item.what as Kind) : 'other';
		return lost(kind, item.id, item.title, item.note);
	}
	const notes: Note[] = [...(item.notes ?? [])];
	const title = item.kind === 'article' || item.kind === 'page' ? item.title : '';
	try {
		const prepared = prepare(item, reading, options, notes, source);
		const findings = notes.map((note) => ({
			kind: item.kind,
			id: item.id,
			title: title || titleOf(prepared),
			lost: false,
			note,
		}));
		return { prepared, findings };
	} catch (error) {
		if (error instanceof Unusable) return lost(item.kind, item.id, title || wordsIn(item), error.note);
		if (error instanceof DocumentProblem)
			return lost(item.kind, item.id, title || wordsIn(item), {
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

/** What people know it by: a comment by its first words. */
export const titleOf = (prepared: Prepared): string =>
	'title' in prepared
		? prepared.title
		: prepared.kind === 'comment'
			? firstWords(plainText(prepared.document))
			: 'name' in prepared
				? prepared.name
				: 'item' in prepared && 'title' in prepared.item
					? prepared.item.title
					: '';

const wordsIn = (item: Exclude<Item, { kind: 'left' }>): string =>
	(item.kind === 'comment' && firstWords(htmlText(item.body?.source ?? item.html))) || item.id;

function prepare(
	item: Exclude<Item, { kind: 'left' }>,
	reading: Reading,
	options: ReadingOptions,
	notes: Note[],
	source: string | null,
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
			return prepareComment(item, reading, options, source);
		case 'file':
			return { kind: 'file', id: item.address, name: item.name };
		case 'redirect':
			return { kind: 'redirect', item };
		case 'revision':
			return prepareRevision(item, reading);
		case 'product':
		case 'post':
			return {
				kind: item.kind,
				item,
				document: empty,
				pictures: picturesOf(item, reading),
				files: [],
			} as PreparedHistory;
		case 'field':
		case 'field-answer':
		case 'consent':
		case 'portrait':
		case 'link':
		case 'order':
		case 'answer':
		case 'vote':
		case 'ballot':
		case 'reaction':
		case 'follow':
			return { kind: item.kind, item, document: empty, pictures: [], files: [] } as PreparedHistory;
		case 'keepsake':
			return prepareKeepsake(item, reading);
		default:
			return { kind: item.kind, item } as PreparedFurniture;
	}
}

const empty: Document = { type: 'doc', content: [] };

/** Pictures that a product or a post shows, as far as they came along. */
const picturesOf = ({ line }: Extract<OldHistory, { kind: 'product' | 'post' }>, reading: Reading): string[] =>
	('pictures' in line ? line.pictures : [line.picture]).filter(
		(address): address is string => address !== null && reading.pictureAddress(address) !== null,
	);

function preparePerson(item: Person, notes: Note[]): Prepared {
	const wanted = cut(cleanText(item.name).replace(/\p{Cf}/gu, ''), 60);
	const name = [wanted, cut(cleanText(item.id), 60)].find((one) => nameField.safeParse(one).success);
	if (!name) throw new Unusable({ code: 'person.name' });
	const mail = item.email ? emailField.safeParse(item.email) : null;
	if (!mail?.success) notes.push({ code: 'person.no-email' });
	return { kind: 'person', item, name, email: mail?.success ? mail.data : null };
}

function prepareComment(
	{ html, body, ...item }: OldComment,
	reading: Reading,
	options: ReadingOptions,
	source: string | null,
): Prepared {
	if (item.former) {
		const pictures: string[] = [];
		const document = mapDocument(item.former.document as Document, {
			picture(attributes) {
				if (reading.pictureAddress(attributes.src)) pictures.push(attributes.src);
				return attributes;
			},
		});
		return { kind: 'comment', item, document, name: item.author.name, pictures, source: null };
	}
	const pictures: string[] = [];
	const read =
		body?.read((found) => {
			const address = options.pictures === 'none' ? null : reading.pictureAddress(found);
			if (address) pictures.push(address);
			return address ? { src: address } : null;
		}) ?? fromHtml(html, 'comment', { limits: broughtLimits });
	const document = mapDocument(read, { link: (href) => reading.homePath(href) ?? href });
	if (!plainText(document).trim() && !pictures.length) throw new Unusable({ code: 'empty' });
	const name = cut(cleanText(item.author.name), 100);
	// A picture may come later than the words that show it.
	return { kind: 'comment', item, document, name, pictures, source: pictures.length ? null : source };
}
