import { sql } from 'kysely';
import { document, maybe, number, text, the, time, type Keepsake, type Row } from '#platform/keepsake/keepsake.ts';
import { categoryChanged, threadsImported } from '#community/events.ts';
import { firstUnseen, followed } from '#community/server/note-unread.ts';
import { readBody } from '#community/server/render-comment.ts';
import { categoryThing, threadThing } from '#community/thread.ts';

/** What comments said before they were changed. */
const version: Keepsake = {
	name: 'version',
	file: 'comment-versions',
	table: 'community.version',
	columns: {
		comment: the('comment'),
		number,
		body: document,
		written: time,
		written_by: maybe('person'),
		stars: number,
		disclosed: text,
	},
	stays: { body_text: 'made of the document' },
	key: ['comment', 'number'],
	ready(_ctx, row): Row | null {
		try {
			const { body, text: words } = readBody(row['body'] as never, 0);
			return { ...row, body, body_text: words };
		} catch {
			return null;
		}
	},
	async settle(ctx, rows) {
		const comments = [...new Set(rows.map(({ row }) => Number(row['comment'])))];
		const { rows: threads } = await sql<{ thread: number }>`
			update community.comment c
			set edits = greatest(c.edits, (select max(v.number) from community.version v where v.comment = c.id))
			where c.id = any(${comments}::bigint[]) returning c.thread`.execute(ctx.db);
		const about = [...new Set(threads.map(({ thread }) => threadThing(Number(thread))))];
		ctx.record({ name: threadsImported, about: ['threads', ...about], data: { versions: rows.length } });
	},
};

const bookmark: Keepsake = {
	name: 'bookmark',
	file: 'bookmarks',
	table: 'community.bookmark',
	columns: { member: the('person'), comment: the('comment'), note: text, made: time, remind: time, reminded: time },
	stays: { id: 'a number of this house' },
	key: ['member', 'comment'],
	order: ['id'],
};

/** What members have begun to say. */
const draft: Keepsake = {
	name: 'comment-draft',
	file: 'comment-drafts',
	table: 'community.draft',
	columns: {
		member: the('person'),
		thread: the('thread'),
		parent: maybe('comment'),
		quote: text,
		text,
		stars: number,
		disclosed: text,
		saved: time,
	},
	key: ['member', 'thread'],
};

/** Threads that members have begun to write. */
const begun: Keepsake = {
	name: 'begun-thread',
	file: 'begun-threads',
	table: 'community.begun',
	only: 't.member is not null',
	columns: {
		member: the('person'),
		category: maybe('category'),
		kind: text,
		title: text,
		text,
		tags: text,
		choices: text,
		saved: time,
	},
	stays: {
		id: 'a number of this house',
		digest: 'what a visitor wrote before joining waits a day in the browser that it was written in',
		address: 'of visitors alone',
	},
	key: ['member'],
};

/** Addresses that categories had. */
const address: Keepsake = {
	name: 'category-address',
	file: 'category-addresses',
	table: 'community.category_address',
	columns: { slug: text, category: the('category') },
	key: ['slug'],
	async settle(ctx, rows) {
		const about = rows.map(({ row }) => categoryThing(Number(row['category'])));
		ctx.record({ name: categoryChanged, about, data: { addresses: rows.length } });
	},
};

/** Comments that everybody writes on together. */
const sharedComment: Keepsake = {
	name: 'shared-comment',
	file: 'shared-comments',
	table: 'community.shared_comment',
	columns: { comment: the('comment'), since: time, shared_by: maybe('person') },
	key: ['comment'],
	async settle(ctx, rows) {
		const comments = rows.map(({ row }) => Number(row['comment']));
		const { rows: threads } = await sql<{ thread: number }>`
			select distinct thread from community.comment where id = any(${comments}::bigint[])`.execute(ctx.db);
		const about = threads.map(({ thread }) => threadThing(Number(thread)));
		ctx.record({ name: threadsImported, about: ['threads', ...about], data: { shared: rows.length } });
	},
};

/** Who looks after a thread in place of its author. */
const keeper: Keepsake = {
	name: 'keeper',
	file: 'thread-keepers',
	table: 'community.keeper',
	columns: { thread: the('thread'), member: the('person'), since: time, given_by: maybe('person') },
	key: ['thread'],
};

/** How far members are trusted. */
const trust: Keepsake = {
	name: 'trust',
	file: 'trust',
	table: 'community.trust',
	columns: { member: the('person'), level: number, weighed: time },
	key: ['member'],
};

/** That a thread was split, or another one came in. */
const note: Keepsake = {
	name: 'thread-note',
	file: 'thread-notes',
	table: 'community.note',
	columns: {
		thread: the('thread'),
		kind: text,
		after: the('comment'),
		other: maybe('thread'),
		title: text,
		comments: number,
		noted: time,
		noted_by: maybe('person'),
	},
	stays: { id: 'a number of this house' },
	key: ['thread', 'kind', 'noted'],
	order: ['id'],
};

/** Threads that went on in another one: their addresses lead there. */
const merge: Keepsake = {
	name: 'merge',
	file: 'thread-merges',
	table: 'community.thread',
	only: 't.merged is not null',
	columns: { id: the('thread'), merged_into: maybe('thread'), merged: time, merged_by: maybe('person') },
	stays: { '*': 'told by the list of threads' },
	key: ['id'],
	async write(ctx, rows) {
		await sql`
			update community.thread t set merged_into = given.merged_into, merged = given.merged, merged_by = given.merged_by,
				hidden = coalesce(t.hidden, given.merged)
			from jsonb_to_recordset(${JSON.stringify(rows)}::text::jsonb)
				as given (id bigint, merged_into bigint, merged timestamptz, merged_by bigint)
			where t.id = given.id and t.merged is null`.execute(ctx.db);
	},
	async settle(ctx, rows) {
		const about = rows.map(({ row }) => threadThing(Number(row['id'])));
		ctx.record({ name: threadsImported, about: ['threads', ...about], data: { merged: rows.length } });
	},
};

/** How closely members follow tags; of threads and categories the lists tell. */
const tagFollowing: Keepsake = {
	name: 'tag-following',
	file: 'tag-following',
	table: 'community.tag_following',
	columns: { member: the('person'), tag: text, level: text },
	key: ['member', 'tag'],
	async settle(ctx, rows) {
		const given = JSON.stringify(rows.map(({ row }) => row));
		await sql`
			update community.reading r set unread = case when ${followed} then ${firstUnseen} end
			where r.level is null and (r.member, r.thread) in (
				select given.member, t.id from jsonb_to_recordset(${given}::text::jsonb) as given (member bigint, tag text)
				join community.thread t on t.tags @> array[given.tag] and t.tags <> '{}'
			)`.execute(ctx.db);
	},
};

/** How far members have read in threads that they did not choose to follow; the others are in the lists of what is followed. */
const reading: Keepsake = {
	name: 'reading',
	file: 'readings',
	table: 'community.reading',
	only: 't.level is null and t.seen_comment is not null',
	columns: { member: the('person'), thread: the('thread'), seen_comment: maybe('comment'), seen: time },
	stays: { level: 'told by the list of what is followed', unread: 'looked at anew' },
	key: ['member', 'thread'],
	async settle(ctx, rows) {
		const given = JSON.stringify(rows.map(({ row }) => row));
		await sql`
			update community.reading r set unread = case when ${followed} then ${firstUnseen} end
			from jsonb_to_recordset(${given}::text::jsonb) as given (member bigint, thread bigint)
			where r.member = given.member and r.thread = given.thread`.execute(ctx.db);
	},
};

/** Who does not want to stand on lists of those who help. */
const modest: Keepsake = {
	name: 'modest',
	file: 'modest-members',
	table: 'community.modest',
	columns: { member: the('person'), since: time },
	key: ['member'],
};

/** Whom on networks members do not want to hear. */
const unheard: Keepsake = {
	name: 'block-elsewhere',
	file: 'blocks-elsewhere',
	table: 'community.unheard',
	columns: { member: the('person'), network: text, person: text, name: text, since: time },
	stays: { id: 'a number of this house' },
	key: ['member', 'network', 'person'],
	order: ['id'],
};

/** What leaves with a site of its conversations, beside what is said in them. */
export const communityKeepsakes = [
	version,
	bookmark,
	draft,
	begun,
	address,
	sharedComment,
	keeper,
	trust,
	note,
	merge,
	tagFollowing,
	reading,
	modest,
	unheard,
];
