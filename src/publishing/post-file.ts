import { Problem } from '#platform/problem.ts';
import { readSheet } from '#platform/read-sheet.ts';
import { splitHashtags, splitLabels } from '#publishing/draft-fields.ts';
import { readWrittenTime } from '#publishing/written-time.ts';

/** Most characters of a file of posts, and rows in it. */
export const longestPostFile = 2_000_000;
export const mostPostRows = 300;

const columns = [
	'text',
	'accounts',
	'time',
	'link',
	'hashtags',
	'campaign',
	'labels',
	'pictures',
	'descriptions',
	'comment',
] as const;
type Column = (typeof columns)[number];

/** How the columns may be called; the first is what the page shows. */
const names: Record<Column, readonly string[]> = {
	text: ['text', '文字', '內容', '貼文', 'content', 'message', 'caption'],
	accounts: ['accounts', '帳號', '帳戶', 'account', 'profile', 'profiles', 'channel', 'channels'],
	time: ['time', '時間', '發布時間', '日期', 'date', 'scheduled', 'schedule', 'posting time'],
	link: ['link', '連結', '網址', 'url'],
	hashtags: ['hashtags', '主題標籤', 'hashtag', 'hash tags'],
	campaign: ['campaign', '活動', '活動名稱', 'utm_campaign'],
	labels: ['labels', '標籤', 'label', 'tags'],
	pictures: ['pictures', '圖片', '圖片網址', 'image', 'images', 'image url', 'picture', 'media', 'media url'],
	descriptions: ['descriptions', '圖片說明', '替代文字', 'alt', 'alt text', 'description'],
	comment: ['comment', '第一則留言', '首則留言', 'first comment'],
};

/** A row of a file of posts, as it is written there. */
export interface PostRow {
	line: number;
	text: string;
	/** Names of accounts or networks; empty: every account. */
	accounts: string[];
	/** `none`: to be kept without one. `slot`: the next regular time. `wrong`: nobody can tell what is meant. */
	time: Date | 'none' | 'slot' | 'wrong';
	link: string;
	hashtags: string[];
	campaign: string | null;
	labels: string[];
	/** Web addresses. */
	pictures: string[];
	/** Of the pictures, in their order. */
	descriptions: string[];
	comment: string;
}

/**
 * The rows of a CSV file of posts: commas, semicolons or tabs, with a line of headings in either language. Times without an offset
 * are by the clocks of `timeZone`. Throws Problem `post-file.broken`, `post-file.empty`, `post-file.too-long`, `post-file.no-headings` (422).
 */
export function readPostFile(text: string, timeZone: string): PostRow[] {
	if (text.length > longestPostFile) throw new Problem('post-file.too-long', 422, { rows: mostPostRows });
	const [headings, ...rows] = readSheet(text, 'post-file.broken');
	const places = placesOf(headings?.cells ?? []);
	if (places.text === undefined) throw new Problem('post-file.no-headings', 422);
	if (!rows.length) throw new Problem('post-file.empty', 422);
	if (rows.length > mostPostRows) throw new Problem('post-file.too-long', 422, { rows: mostPostRows });
	return rows.map(({ cells, line }) => rowOf(cells, line, places, timeZone));
}

function placesOf(headings: readonly string[]): Partial<Record<Column, number>> {
	const found: Partial<Record<Column, number>> = {};
	headings.forEach((heading, at) => {
		const plain = heading.normalize('NFKC').trim().toLowerCase();
		const column = columns.find((one) => names[one].includes(plain));
		if (column) found[column] ??= at;
	});
	return found;
}

function rowOf(cells: string[], line: number, places: Partial<Record<Column, number>>, timeZone: string): PostRow {
	const cell = (column: Column): string => {
		const at = places[column];
		const text = at === undefined ? '' : (cells[at] ?? '').replaceAll('\r\n', '\n').trim();
		// What a guarded export wrote comes back as it was.
		return /^'[=+\-@＝＋－＠]/.test(text) ? text.slice(1) : text;
	};
	return {
		line,
		text: cell('text'),
		accounts: splitLabels(cell('accounts')),
		time: readWrittenTime(cell('time'), timeZone),
		link: cell('link'),
		hashtags: splitHashtags(cell('hashtags')),
		campaign: cell('campaign').toLowerCase() || null,
		labels: splitLabels(cell('labels')),
		pictures: cell('pictures')
			.split(/\s+|[|｜]/)
			.filter(Boolean),
		descriptions: cell('descriptions')
			.split(/\n|[|｜]/)
			.map((one) => one.trim()),
		comment: cell('comment'),
	};
}
