/** The two menus of a site. */
export const menuNames = ['main', 'footer'] as const;
export type MenuName = (typeof menuNames)[number];

/** What an item of a menu can lead to; a heading leads nowhere and holds others. */
export const itemKinds = [
	'home',
	'articles',
	'community',
	'events',
	'products',
	'join',
	'page',
	'article',
	'tag',
	'address',
	'heading',
] as const;
export type ItemKind = (typeof itemKinds)[number];

/** Most items of one menu, nested ones included. */
export const mostItems = 40;

/** An item as it is arranged. */
export interface MenuRow {
	kind: ItemKind;
	/** Id of the page or article, the tag, or the address; empty for the others. */
	target: string;
	label: string;
	labelEn: string;
	/** Hangs under the nearest row before it that is not nested. */
	nested: boolean;
}

/** An item as readers see it. */
export interface NavItem {
	/** Null: a heading. */
	href: string | null;
	label: string;
	items: NavItem[];
}

/** What can be done with a row by a button: `up.3`. */
const moves = /^(up|down|in|out|remove|add)(?:\.(\d{1,3}))?$/;

/** The rows after one button was pressed; a press that means nothing changes nothing. */
export function pressButton(rows: readonly MenuRow[], pressed: string): MenuRow[] {
	const [, move, at] = moves.exec(pressed) ?? [];
	const index = Number(at ?? -1);
	const after = rows.map((row) => ({ ...row }));
	if (move === 'add')
		return [...after, { kind: 'address', target: '', label: '', labelEn: '', nested: false } satisfies MenuRow];
	const row = after[index];
	if (!row) return after;
	if (move === 'remove') after.splice(index, 1);
	if (move === 'in') row.nested = index > 0;
	if (move === 'out') row.nested = false;
	if (move === 'up' || move === 'down') moveRow(after, index, index + (move === 'up' ? -1 : 1));
	return tidyRows(after);
}

/** Puts a row in another place. */
export function moveRow(rows: MenuRow[], from: number, to: number): void {
	if (to < 0 || to >= rows.length) return;
	rows.splice(to, 0, ...rows.splice(from, 1));
	tidyRows(rows);
}

/** The first row has nothing to hang under. */
function tidyRows(rows: MenuRow[]): MenuRow[] {
	if (rows[0]) rows[0].nested = false;
	return rows;
}
