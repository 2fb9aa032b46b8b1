import type { Document } from '#platform/document/schema.ts';
import { keepsakeCalled } from '#transfer/known-keepsakes.ts';
import { lineName, namesOf } from '#transfer/keepsake-line.ts';
import type { OldKeepsake } from '#transfer/item.ts';
import { mapDocument } from '#transfer/server/import/map-document.ts';
import type { PreparedKeepsake } from '#transfer/server/import/prepared.ts';
import type { Reading } from '#transfer/source.ts';

/** A keepsake with the pictures that it shows and the files that it offers, as far as they came along. */
export function prepareKeepsake(item: OldKeepsake, reading: Reading): PreparedKeepsake {
	const keepsake = keepsakeCalled(item.name);
	const [pictures, files, documents]: [string[], string[], Document[]] = [[], [], []];
	for (const [of, name] of keepsake ? namesOf(keepsake, item.line) : [])
		if (of === 'picture' && reading.pictureAddress(name) !== null) pictures.push(name);
	for (const [column, { is }] of Object.entries(keepsake?.columns ?? {})) {
		const value = item.line[lineName(column)];
		if (is !== 'document' || !value) continue;
		documents.push(value as Document);
		mapDocument(value as Document, {
			picture(attributes) {
				if (reading.pictureAddress(attributes.src) !== null) pictures.push(attributes.src);
				return attributes;
			},
			file(attributes) {
				if (reading.fileAddress?.(attributes.src)) files.push(attributes.src);
				return attributes;
			},
		});
	}
	return { kind: 'keepsake', item, documents, pictures, files };
}
