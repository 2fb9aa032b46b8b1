import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createMember } from '#membership/server/index.ts';
import { bringAll } from '#testing/bring-all.ts';
import { testSite, type TestSite } from '#testing/test-site.ts';
import { fixtureCopy, fixtureDumpHead } from '#transfer/discourse/backup.fixture.ts';
import { askRun, runImport, takeRun } from '#transfer/server/index.ts';

// Three batches, through which all threads go at once: what is answered often stands in the batch before.
const posts = 4_200;
const topics = 23;

let place: TestSite;
let folder = '';
beforeAll(async () => {
	place = await testSite();
	await createMember(place.system(), { name: '店主', email: 'owner@example.com', role: 'owner' });
	folder = mkdtempSync(path.join(tmpdir(), 'homecourt-flow-'));
	writeFileSync(path.join(folder, 'forum.sql'), dump());
});
afterAll(async () => {
	await place.close();
	rmSync(folder, { recursive: true, force: true });
});

const topicOf = (id: number): number => (id % topics) + 1;
/** Counted within its topic, from 1. */
const numberOf = (id: number): number => Math.floor((id - (topicOf(id) - 1 || topics)) / topics) + 1;
/** The post that is answered: one some way before in the same topic. The first of a topic is answered by nobody in particular. */
const answeredBy = (id: number): number | null =>
	id % 3 === 0 && numberOf(id) > 20 ? id - topics * (1 + (id % 17)) : null;
/** Each is liked by one of two, and by that one once. */
const likes = posts;
const likedBy = (id: number): number => posts + 1 - id;
const at = (minute: number): string =>
	new Date(Date.UTC(2024, 0, 1) + minute * 60_000).toISOString().replace('T', ' ').slice(0, 23);

function dump(): string {
	const each = <T>(count: number, row: (id: number) => T): T[] => Array.from({ length: count }, (_, at) => row(at + 1));
	return [
		fixtureDumpHead,
		fixtureCopy('categories', [
			{
				id: 5,
				name: '醬油',
				slug: 'soy',
				description: null,
				read_restricted: false,
				parent_category_id: null,
				position: 1,
			},
		]),
		// Several batches of likes, the first of them for what was said last.
		fixtureCopy(
			'post_actions',
			each(likes, (id) => ({
				id,
				post_id: likedBy(id),
				user_id: 1 + (id % 2),
				post_action_type_id: 2,
				deleted_at: null,
				created_at: at(posts + id),
			})),
		),
		fixtureCopy(
			'posts',
			each(posts, (id) => ({
				id,
				user_id: 1 + (id % 2),
				topic_id: topicOf(id),
				post_number: numberOf(id),
				raw: '',
				cooked: `<p>第 ${id} 則</p>`,
				created_at: at(id),
				updated_at: at(id),
				reply_to_post_number: answeredBy(id) === null ? null : numberOf(answeredBy(id) as number),
				deleted_at: null,
				post_type: 1,
				hidden: id % 1_000 === 7,
				user_deleted: false,
				version: 1,
				last_version_at: at(id),
			})),
		),
		fixtureCopy(
			'topics',
			each(topics, (id) => ({
				id,
				title: `第 ${id} 個話題`,
				created_at: at(id),
				updated_at: at(id),
				user_id: 1,
				archetype: 'regular',
				category_id: 5,
				deleted_at: null,
				visible: true,
				closed: false,
				archived: false,
				pinned_at: null,
				pinned_globally: false,
			})),
		),
		fixtureCopy(
			'users',
			each(2, (id) => ({
				id,
				username: `person-${id}`,
				name: `會員 ${id}`,
				created_at: at(id),
				suspended_at: null,
				suspended_till: null,
			})),
		),
	].join('');
}

const isHidden = (id: number): boolean => id % 1_000 === 7;
const came = Array.from({ length: posts }, (_, index) => index + 1).filter((id) => !isHidden(id));

/** Everything that came, by its names in the old place. */
const looks = () =>
	place.site.sql<{ id: string; text: string; thread: string; parent: string | null; here: number }[]>`
		with name as (select foreign_id, kind, split_part(home, ':', 2)::bigint as id from transfer.item)
		select name.foreign_id as id, c.body_text as text, thread.foreign_id as thread, parent.foreign_id as parent, c.id as here
		from community.comment c
		left join name on name.kind = 'comment' and name.id = c.id
		left join name thread on thread.kind = 'thread' and thread.id = c.thread
		left join name parent on parent.kind = 'comment' and parent.id = c.parent
		order by name.foreign_id::int`;

it('goes on after it was cut off in the middle of several batches, and everything is there once, in its place and counted', async () => {
	const { id } = await askRun(place.system(), {
		source: 'discourse',
		place: path.join(folder, 'forum.sql'),
		dry: false,
		by: 'here',
	});
	const run = await takeRun(place.system(), { id, worker: 'dies' });
	if (!run) throw new Error('not taken');
	// As soon as the first batch is kept, somebody else has the run: no transaction that begins from now on is kept, as if this process were dead.
	await place.site.sql.unsafe(`
		create function cut_off() returns trigger language plpgsql as $$ begin
			if (select count(*) from community.comment) > 700 then update transfer.run set worker = 'another'; end if;
			return null;
		end $$;
		create trigger cut after insert on transfer.item for each statement execute function cut_off();`);
	await expect(runImport(place.system(), run)).rejects.toThrow('taken over');
	await place.site.sql.unsafe('drop trigger cut on transfer.item; drop function cut_off()');
	await place.site.sql`update transfer.run set ended = now(), outcome = 'failed' where ended is null`;
	const cut = await looks();
	expect(cut.length).toBeGreaterThan(700);
	expect(cut.length).toBeLessThan(came.length);

	// One lane is much slower than the others now: likes of what is said there wait for it all the same.
	await place.site.sql.unsafe(`
		create function take_time() returns trigger language plpgsql as $$ begin
			if exists (select from said where thread = (select min(id) from community.thread)) then perform pg_sleep(1); end if;
			return null;
		end $$;
		create trigger slow after insert on community.comment referencing new table as said
			for each statement execute function take_time();`);
	const rest = await bringAll(place, 'discourse', path.join(folder, 'forum.sql'));
	expect(rest).toMatchObject({ outcome: 'done' });
	expect(rest.counts.reaction).toMatchObject({ fresh: came.length, left: 0 });
	expect(rest.counts.comment).toMatchObject({ fresh: came.length - cut.length, same: cut.length, left: 5 });

	const rows = await looks();
	const parentOf = (one: number): string | null => {
		const answered = answeredBy(one);
		return answered === null || isHidden(answered) ? null : String(answered);
	};
	expect(rows.map(({ id, text, thread, parent }) => ({ id, text, thread, parent }))).toEqual(
		came.map((one) => ({
			id: String(one),
			text: `第 ${one} 則`,
			thread: String(topicOf(one)),
			parent: parentOf(one),
		})),
	);
	const liked = await place.site.sql`select count(*)::int as all, count(distinct comment)::int as comments,
		(select sum(count)::int from community.reaction_count) as counted from community.reaction`;
	expect({ ...liked[0] }).toEqual({ all: came.length, comments: came.length, counted: came.length });
	const counted = await place.site.sql`
		select comment_count = (select count(*) from community.comment c where c.thread = t.id) as exact,
			opening = (select min(c.id) from community.comment c where c.thread = t.id) as opened,
			last_commented = (select max(c.posted) from community.comment c where c.thread = t.id) as dated
		from community.thread t`;
	expect(counted.map((one) => ({ ...one }))).toEqual(
		Array.from({ length: topics }, () => ({ exact: true, opened: true, dated: true })),
	);

	const again = await bringAll(place, 'discourse', path.join(folder, 'forum.sql'));
	for (const [kind, counts] of Object.entries(again.counts))
		expect(counts, kind).toMatchObject({ fresh: 0, changed: 0 });
	expect(await looks()).toEqual(rows);
}, 240_000);
