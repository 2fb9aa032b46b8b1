import { readdirSync, existsSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { appText } from '#app/messages/index.ts';
import { policies, rightTable } from '#app/right-table.ts';

const source = path.resolve(import.meta.dirname, '..');
const table = rightTable();
const rightsOf = (action: string) => Object.values(table.find((row) => row.action === action)?.rights ?? {}).join(' ');

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

it.each([
	// member, author, moderator, editor, analyst, owner
	['membership.suspend', 'no no yes no no yes'],
	['membership.change-role', 'no no no no no yes'],
	['membership.change-sign-in', 'own own own own own own'],
	['community.edit', 'own own yes yes own yes'],
	['content.publish', 'no own no yes no yes'],
	['insight.read-board', 'no no no yes yes yes'],
])('%s: %s', (action, rights) => {
	expect(rightsOf(action)).toBe(rights);
});

it('leaves out what only the product itself may do', () => {
	expect(table.map(({ action }) => action)).not.toContain('membership.offer-sign-in');
});
