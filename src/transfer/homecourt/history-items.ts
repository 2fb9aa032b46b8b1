import { createHash } from 'node:crypto';
import type { z } from 'zod';
import type { Archive } from '#transfer/reading/archive.ts';
import { lists } from '#transfer/export-format.ts';
import {
	ConsentLine,
	FieldAnswerLine,
	FieldLine,
	LinkLine,
	OrderLine,
	PortraitLine,
	PostLine,
	ProductLine,
	RevisionLine,
} from '#transfer/export-history.ts';
import { readLines } from '#transfer/homecourt/read-lines.ts';
import type { Item } from '#transfer/item.ts';

/** What hangs on people and articles alone. */
export async function* historyOfExport(archive: Archive, read: (bytes: number) => void): AsyncGenerator<Item> {
	const lines = <S extends z.ZodType>(name: string, schema: S) => readLines(archive, name, schema, read);
	for await (const line of lines(lists.revisions, RevisionLine))
		yield { kind: 'revision', id: `${line.article} ${line.number}`, line };
	for await (const line of lines(lists.fields, FieldLine)) yield { kind: 'field', id: line.key, line };
	for await (const line of lines(lists.fieldAnswers, FieldAnswerLine))
		yield { kind: 'field-answer', id: line.member, line };
	for await (const line of lines(lists.consents, ConsentLine)) {
		const { member, what, decision, place, said } = line;
		yield { kind: 'consent', id: [member, what, decision, place, said.toISOString()].join(' '), line };
	}
	for await (const line of lines(lists.portraits, PortraitLine)) yield { kind: 'portrait', id: line.member, line };
	for await (const line of lines(lists.links, LinkLine)) yield { kind: 'link', id: line.code, line };
	for await (const line of lines(lists.orders, OrderLine))
		yield { kind: 'order', id: `${line.source} ${line.number}`, line };
}

/** Products, which texts name. */
export async function* productsOfExport(archive: Archive, read: (bytes: number) => void): AsyncGenerator<Item> {
	for await (const line of readLines(archive, lists.products, ProductLine, read))
		yield { kind: 'product', id: line.sku, line };
}

/** Posts on networks; each names a link. */
export async function* postsOfExport(archive: Archive, read: (bytes: number) => void): AsyncGenerator<Item> {
	for await (const line of readLines(archive, lists.posts, PostLine, read)) {
		const key = line.key ?? createHash('sha256').update(JSON.stringify(line)).digest('hex').slice(0, 20);
		yield { kind: 'post', id: key, line: { ...line, key } };
	}
}
