import { forumPoll } from '#transfer/forum/forum-poll.ts';
import { forumTime } from '#transfer/forum/forum-item.ts';
import type { OldThread } from '#transfer/furniture.ts';
import type { TableRow } from '#transfer/reading/read-copy.ts';

/** A poll of Flarum's usual extension (fof/polls) with its answers. */
export interface TablePoll {
	row: TableRow;
	options: { id: string; answer: string }[];
}

/** As polls are here. Its settings are columns of their own in older versions. */
export function pollOfTable({ row, options }: TablePoll): OldThread['purpose']['poll'] | 'other' {
	const settings = settingsOf(row);
	const is = (name: string): boolean => /^(?:1|true)$/.test(String(settings[name] ?? ''));
	const closes = forumTime(row['end_date']);
	return forumPoll({
		choices: options.map(({ answer }) => answer),
		most: is('allow_multiple_votes') ? Number(settings['max_votes']) : 1,
		results: is('hide_votes') && closes ? 'closed' : 'always',
		closes,
		closed: null,
	});
}

function settingsOf(row: TableRow): Record<string, unknown> {
	try {
		const read: unknown = JSON.parse(row['settings'] ?? '');
		if (read && typeof read === 'object') return read as Record<string, unknown>;
	} catch {
		// Columns, then.
	}
	return row;
}
