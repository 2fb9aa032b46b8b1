import { readdirSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { reservedSlugs } from '#community/reserved-slug.ts';

it('keeps every address below /community from being taken by a category', () => {
	const routes = path.resolve(import.meta.dirname, '../routes');
	const parts = ['community', '(site)/community']
		.flatMap((folder) => readdirSync(path.join(routes, folder), { withFileTypes: true }))
		.filter((entry) => entry.isDirectory() && !entry.name.startsWith('['))
		.map(({ name }) => name.split('.')[0] as string);
	expect(parts.length).toBeGreaterThan(8);
	expect(parts.filter((part) => !reservedSlugs.has(part))).toEqual([]);
});
