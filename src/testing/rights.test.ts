import { readdirSync, existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { appText } from '#app/messages/index.ts';
import { policies, rightTable, type RightRow } from '#app/right-table.ts';
import { roles } from '#platform/actor.ts';

const source = path.resolve(import.meta.dirname, '..');
const table = rightTable();

it('asks every module that has a policy', () => {
	const modules = readdirSync(source).filter((module) => existsSync(path.join(source, module, 'policy.ts')));
	expect(Object.keys(policies).sort(), 'app/right-table.ts knows every policy.ts').toEqual(modules.sort());
});

it('has words for every action in both languages', () => {
	for (const { action } of table)
		for (const locale of ['zh-TW', 'en'] as const) {
			const key = `right.${action}`;
			expect(appText(locale)(key as never), `app/messages/${locale}.json needs ${key}`).not.toBe(key);
		}
});

/** Who may do it always, and who only with what is their own: `content.publish: editor owner · own: author`. */
function lineOf({ action, rights }: RightRow): string {
	const those = (right: string) => roles.filter((role) => rights[role] === right).join(' ');
	return `${action}: ${[those('yes'), those('own') && `own: ${those('own')}`].filter(Boolean).join(' · ')}`;
}

it('gives every role what `rights.txt` says, which is read and changed by people', () => {
	const wanted = readFileSync(path.join(import.meta.dirname, 'rights.txt'), 'utf8')
		.trimEnd()
		.split('\n');
	expect(table.map(lineOf).sort()).toEqual(wanted);
});

it('leaves out what only the product itself may do', () => {
	expect(table.map(({ action }) => action)).not.toContain('membership.offer-sign-in');
});
