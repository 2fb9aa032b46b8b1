import { forumPoll } from '#transfer/forum/forum-poll.ts';
import { forumTime } from '#transfer/forum/forum-item.ts';
import type { OldThread } from '#transfer/furniture.ts';
import { htmlText } from '#transfer/reading/html-text.ts';
import type { Survey } from '#transfer/discourse/survey-backup.ts';

/** The poll that opens a topic, as polls are here; null: none; `other`: of a kind that is not known here (numbers, ranking). */
export function pollOf({ polls }: Survey, opening: string): OldThread['purpose']['poll'] | 'other' {
	const found = polls.get(opening);
	if (!found) return null;
	const { row, choices } = found;
	const type = row['type'];
	if (type !== '0' && type !== '1') return 'other';
	const closes = forumTime(row['close_at']);
	return forumPoll({
		choices: choices.map(htmlText),
		most: type === '1' ? Number(row['max']) : 1,
		results: row['results'] === '1' ? 'voted' : row['results'] === '2' ? 'closed' : 'always',
		closes,
		closed: row['status'] === '1' ? (closes ?? forumTime(row['updated_at'])) : null,
	});
}
