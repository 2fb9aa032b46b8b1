import { redirect, type RequestEvent } from '@sveltejs/kit';
import { arrangeMenu } from '#site/server/index.ts';
import {
	itemKinds,
	menuNames,
	mostItems,
	pressButton,
	type ItemKind,
	type MenuName,
	type MenuRow,
} from '#site/menu.ts';
import { readForm, submit } from '#web/form.ts';

/** The menu that an address names; the main one where it names none. */
export const menuNamed = (name: string | null | undefined): MenuName =>
	menuNames.find((one) => one === name) ?? menuNames[0];

/** The rows of a menu's form: `label.0`, `labelEn.0`, `to.0` (a kind, with its target after a colon), `address.0`, `nested.0`. */
export function menuRows(values: Record<string, string>): MenuRow[] {
	const rows: MenuRow[] = [];
	for (let index = 0; index <= mostItems && values[`to.${index}`] !== undefined; index++) {
		const [kind = '', ...rest] = (values[`to.${index}`] ?? '').split(':');
		rows.push({
			kind: (itemKinds as readonly string[]).includes(kind) ? (kind as ItemKind) : 'address',
			target: kind === 'address' ? (values[`address.${index}`] ?? '').trim() : rest.join(':'),
			label: (values[`label.${index}`] ?? '').trim(),
			labelEn: (values[`labelEn.${index}`] ?? '').trim(),
			nested: values[`nested.${index}`] === '1',
		});
	}
	return rows;
}

/**
 * The menu's form. Every button but `add` keeps what it did at once, so that the page needs no script; a row that was
 * added is kept when it leads somewhere, until then it travels with the form.
 */
export const menuActions = {
	default: async (event: RequestEvent) => {
		const values = await readForm(event);
		const menu = menuNamed(values['menu']);
		const pressed = values['do'] ?? '';
		const rows = pressButton(menuRows(values), pressed);
		if (pressed === 'add') return { rows, menu, version: values['version'] ?? '0' };
		const answer = await submit(event, {}, async () => {
			await arrangeMenu(event.locals.ctx, { menu, version: values['version'] ?? '0', items: rows });
			redirect(303, `/console/site/menu?menu=${menu}&saved`);
		});
		Object.assign(answer.data, { rows, menu, version: values['version'] ?? '0' });
		return answer;
	},
};
