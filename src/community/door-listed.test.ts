import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import * as door from '#community/server/index.ts';

const readme = readFileSync(path.join(import.meta.dirname, 'README.md'), 'utf8');
const part = (from: string, to: string): string => readme.slice(readme.indexOf(from), readme.indexOf(to));
const namesIn = (text: string): string[] => [...text.matchAll(/`(\w+)`/g)].map(([, name = '']) => name);

it('says everything that other modules find at the door, and nothing that they do not', () => {
	// What an input looks like (`OpenThread`) is told by what takes it.
	const there = Object.keys(door).filter((name) => /^[a-z]/.test(name));
	expect(namesIn(part('- **Door**', '- **Tables**')).toSorted()).toEqual(there.toSorted());
});

it('says every table', () => {
	const photographed = readFileSync(path.join(import.meta.dirname, 'server/tables.ts'), 'utf8');
	const there = [...photographed.matchAll(/'community\.(\w+)' *:/g)].map(([, name = '']) => name);
	expect(namesIn(part('- **Tables**', '- **States**')).toSorted()).toEqual(there.toSorted());
});
