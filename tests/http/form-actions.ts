import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

const source = path.resolve(import.meta.dirname, '../../src');
const read = (file: string): string => readFileSync(file, 'utf8');

/** Where a form of some page is sent, and every word that its code knows: its fields are among them. */
export interface FormAction {
	address: string;
	words: string[];
}

/** What stands for a part of an address, where it is not the number of something. */
const parts: Record<string, string> = { category: 'talk', network: 'practice', slug: 'x', handle: 'x', key: 'x' };

/** Every action of every page, as its source names it. Throws for a page whose actions are written in another way. */
export function findFormActions(): FormAction[] {
	const pages = readdirSync(path.join(source, 'routes'), { recursive: true, encoding: 'utf8' })
		.filter((file) => file.endsWith('+page.server.ts'))
		.sort();
	return pages.flatMap((page) => {
		const file = path.join(source, 'routes', page);
		const text = read(file);
		if (!/export const actions\b/.test(text)) return [];
		const names = namesOf(file, 'actions');
		if (!names.length) throw new Error(`No actions were found in ${page}`);
		const steps = page.split('/').slice(0, -1);
		const address = steps
			.filter((step) => !step.startsWith('('))
			.map((step) => step.replace(/^\[(\w+)\]$/, (_, name: string) => parts[name] ?? '1'))
			.join('/');
		const near = [text, ...[...text.matchAll(/'#web\/([\w-]+\.ts)'/g)].map(([, name]) => read(webFile(name ?? '')))];
		const words = [...new Set(near.join('\n').match(/\b[a-z][A-Za-z_]{1,20}\b/g))].filter((word) => !unsent.has(word));
		return names.map((name) => ({ address: `/${address}${name === 'default' ? '' : `?/${name}`}`, words }));
	});
}

const unsent = new Set(['constructor', 'prototype']);

const webFile = (name: string): string => path.join(source, 'web', name);

/** The names of an object of actions: written here, taken from another file, or made of several. */
function namesOf(file: string, name: string): string[] {
	const text = read(file);
	const [, from] = new RegExp(`import \\{[^}]*\\b${name}\\b[^}]*\\} from '#web/([\\w-]+\\.ts)'`).exec(text) ?? [];
	if (from) return namesOf(webFile(from), name);
	const at = new RegExp(`^(?:export )?const ${name}\\b(?:: [\\w<>]+)? = `, 'm').exec(text);
	if (!at) return [];
	const rest = text.slice(at.index + at[0].length);
	const other = /^(\w+)(?:;|\()/.exec(rest)?.[1];
	if (other) return namesOf(file, other);
	// An object, or a function that ends with one: what it makes before stands in deeper lines.
	const begun = (rest.startsWith('{') ? /\{/ : /^\S.*=> \(\{$|^\treturn \{/m).exec(rest);
	if (!begun) return [];
	return entriesOf(rest.slice(begun.index + begun[0].lastIndexOf('{'))).flatMap((entry) => {
		const spread = /^\.\.\.(\w+)/.exec(entry)?.[1];
		return spread ? namesOf(file, spread) : (/^(?:async )?'?(\w+)/.exec(entry)?.[1] ?? []);
	});
}

/** What stands between the commas of the object that a text begins with. */
function entriesOf(text: string): string[] {
	const plain = text.replace(/^\s*(?:\/\/|\/?\*).*$/gm, '');
	const entries: string[] = [];
	let [depth, begun] = [0, 1];
	for (let at = 0; at < plain.length; at++) {
		const sign = plain[at] as string;
		if ('([{'.includes(sign)) depth++;
		const ends = ')]}'.includes(sign) && --depth === 0;
		if (!ends && !(sign === ',' && depth === 1)) continue;
		entries.push(plain.slice(begun, at).trim());
		begun = at + 1;
		if (ends) break;
	}
	return entries.filter(Boolean);
}
