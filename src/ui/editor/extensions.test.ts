import { getSchema } from '@tiptap/core';
import { describe, expect, it } from 'vitest';
import { findEmbed } from '#platform/document/embed-provider.ts';
import { fromMarkdown } from '#platform/document/from-markdown.ts';
import { randomDocument, seeded } from '#platform/document/random-document.fixture.ts';
import { nodeTable } from '#platform/document/schema.ts';
import { parseDocument } from '#platform/document/validate-document.ts';
import { editorExtensions } from './extensions.ts';

describe.each(['article', 'comment'] as const)('the editor of a %s', (profile) => {
	const schema = getSchema(editorExtensions(profile, {}, findEmbed));

	it('knows exactly the nodes and marks of the format', () => {
		const allowed = Object.entries(nodeTable).filter(([, { profiles }]) =>
			(profiles as readonly string[]).includes(profile),
		);
		expect(Object.keys(schema.nodes).toSorted()).toEqual(allowed.map(([name]) => name).toSorted());
		expect(Object.keys(schema.marks).toSorted()).toEqual(['bold', 'code', 'italic', 'link', 'strike']);
	});

	it('takes every document and gives the same one back (300 seeded documents)', () => {
		const random = seeded(3);
		for (let round = 0; round < 300; round += 1) {
			const wild = parseDocument(randomDocument(random, true), 'article');
			const document =
				profile === 'article' ? wild : fromMarkdown(`${'x'.repeat(round)}\n\n- **a**\n  1. b\n\n> # c`, 'comment');
			const node = schema.nodeFromJSON(document);
			node.check();
			expect(parseDocument(node.toJSON(), profile)).toEqual(document);
		}
	});
});
