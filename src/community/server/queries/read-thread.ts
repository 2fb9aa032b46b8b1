import { sql } from 'kysely';
import { z } from 'zod';
import { query } from '#platform/context/command.ts';
import type { Ctx } from '#platform/context/context.ts';
import { notFound } from '#platform/problem.ts';
import { portraitPath } from '#media/portrait.ts';
import type { ReactionCount } from '#community/reaction.ts';
import { mayModerate } from '#community/policy.ts';
import { idField } from '#community/server/commands/post-comment.ts';
import { findThread } from '#community/server/queries/find-thread.ts';
import { nowhere, readPlaces } from '#community/server/queries/read-places.ts';
import { readPoll } from '#community/server/queries/read-poll.ts';
import { placed, readable } from '#community/server/visible.ts';
import { categoryFace, threadThing, type ShownComment, type ThreadNote, type ThreadPage } from '#community/thread.ts';
import { openTalk } from '#community/server/access.ts';
import { communityText } from '#community/messages/index.ts';
import type { ShownPreview } from '#community/preview.ts';
import { mediaPath, type Picture } from '#media/picture.ts';
import { findPictures } from '#media/server/index.ts';
import { boughtBy } from '#community/proof.ts';
import type { Disclosure, Stars } from '#community/stars.ts';

/** Comments of the first level on a page, and replies below each; the rest of a long branch is read by itself. */
export const pageSizes = { comments: 20, replies: 50 } as const;

/** Notes that one page tells. */
const mostNotes = 50;

const ReadThread = z.object({
	thread: idField,
	/** `next` of the page before. */
	after: idField.optional(),
	/** Reads the replies below this comment only. */
	branch: idField.optional(),
	/** Only comments that give so many stars. */
	stars: z.coerce.number().int().min(1).max(5).optional(),
	/** The comment that the form on the page will answer. */
	reply: idField.optional(),
});

/** A thread's page: the comments in the order they came, each with its replies. Throws Problem `thread.not-found`. */
export const readThread = query(
	ReadThread,
	async (ctx, { thread: id, after = 0, branch = null, stars, reply }): Promise<ThreadPage> => {
		const thread = await findThread(ctx, { id });
		if (!thread) throw notFound('thread');
		const only = thread.kind === 'review' && branch === null && stars ? (stars as Stars) : null;
		const first = after === 0 && branch === null && only === null;
		const answer = first ? thread.answer : null;
		const [rows, places] = await Promise.all([
			readRows(ctx, { thread: id, opening: thread.opening, answer, after, branch, only }),
			branch === null && only === null ? readPlaces(ctx, { thread, after, size: pageSizes.comments }) : nowhere,
		]);
		const poll = first && thread.kind === 'poll' ? await readPoll(ctx.sql, id, null) : null;
		const pictures = await findPictures(
			ctx,
			rows.flatMap(({ card }) => card?.picture ?? []),
		);
		const bought = await findBought(ctx, thread, rows);
		const shared = { signs: thread.signs, pictures, bought };
		const answered = answer === null ? undefined : rows.find((row) => row.id === answer);
		const roots = rows.filter((row) => row.root === null && !row.apart);
		if (branch !== null && !roots.length) throw notFound('comment');
		const shown = roots.slice(0, pageSizes.comments);
		const comments = shown.map((root) => {
			const below = rows.filter((row) => row.root === root.id && !row.apart);
			const replies = below.slice(0, pageSizes.replies).map((row) => shape(ctx, row, shared, []));
			return {
				...shape(ctx, root, shared, replies),
				more: below.length > pageSizes.replies,
			};
		});
		if (thread.category) ctx.about(categoryFace(thread.category.id));
		ctx.about(threadThing(id), ...new Set(rows.flatMap((row) => (row.author ? [`member:${row.author}`] : []))));
		const next = nextOf(branch, comments, roots.length);
		const notes = branch === null && only === null ? await readNotes(ctx, id, after, next) : [];
		const target = reply ? await findReplied(ctx, id, reply) : null;
		return {
			thread: { ...thread, writable: thread.closed === null && !thread.hidden && !thread.withdrawn && !thread.quiet },
			comments,
			notes,
			answer: answered ? shape(ctx, answered, shared, []) : null,
			poll,
			total: thread.comment_count,
			next,
			places,
			first,
			branch,
			only,
			replying: target,
		};
	},
);

/** Who of those that give stars on a page bought what they speak of; asked only where stars are given. */
async function findBought(
	ctx: Ctx,
	{ kind, subject }: { kind: string; subject: string | null },
	rows: readonly Row[],
): Promise<ReadonlySet<number>> {
	if (kind !== 'review' || subject === null) return new Set();
	return boughtBy(ctx, subject, [
		...new Set(rows.flatMap(({ stars, author }) => (stars !== null && author !== null ? author : []))),
	]);
}

function nextOf(branch: number | null, comments: readonly ShownComment[], found: number): number | null {
	const [only] = comments;
	if (branch !== null) return only?.more ? (only.replies.at(-1)?.id ?? null) : null;
	return found > pageSizes.comments ? (comments.at(-1)?.id ?? null) : null;
}

/** What was done to the thread, of this page; of the other thread no more than everybody may see. */
async function readNotes(ctx: Ctx, thread: number, after: number, next: number | null): Promise<ThreadNote[]> {
	const { rows } = await sql<
		Omit<ThreadNote, 'other'> & { title: string; path: string | null; other: number | null; category: number | null }
	>`
		select n.kind, n.after, n.comments, n.noted, t.id as other, t.category, t.path, coalesce(t.title, n.title) as title
		from community.note n
		left join community.thread t on t.id = n.other and t.hidden is null and t.withdrawn is null
			and ${openTalk(ctx.actor, 't')}
		where n.thread = ${thread}::bigint and n.after >= ${after}::bigint and (${next}::bigint is null or n.after < ${next}::bigint)
		order by n.after, n.id limit ${sql.lit(mostNotes)}`.execute(ctx.db);
	ctx.about(
		...rows.flatMap(({ other, category }) => [
			...(other ? [threadThing(other)] : []),
			...(category ? [categoryFace(category)] : []),
		]),
	);
	return rows.map(({ title, path, other: _, category: _category, ...note }) => ({ ...note, other: { title, path } }));
}

interface Row {
	id: number;
	parent: number | null;
	root: number | null;
	author: number | null;
	body_html: string;
	posted: Date;
	edited: Date | null;
	hidden: Date | null;
	deleted: Date | null;
	origin_network: string | null;
	origin_author: string | null;
	origin_url: string | null;
	nameless: Date | null;
	stars: Stars | null;
	disclosed: Disclosure | null;
	/** What its first link says of itself. */
	card: (Omit<ShownPreview, 'picture'> & { picture: number | null }) | null;
	name: string | null;
	handle: string | null;
	role: string | null;
	/** File of the author's picture. */
	portrait: string | null;
	answers: string | null;
	/** Everybody writes on it together. */
	shared: boolean;
	/** Signs and how many said each. */
	reactions: [string, number][] | null;
	/** The answer, where it stands on another page of the thread. */
	apart: boolean;
}

interface Wanted {
	thread: number;
	opening: number | null;
	/** The comment that is shown at the top too. */
	answer: number | null;
	after: number;
	branch: number | null;
	only: Stars | null;
}

/** One statement: a page of the first level by (thread, id), the first replies of each by (root, id), the names. */
async function readRows(ctx: Ctx, { thread, opening, answer, after, branch, only }: Wanted): Promise<Row[]> {
	const moderator = mayModerate(ctx.actor);
	const columns = sql.raw(
		[
			'id',
			'parent',
			'root',
			'author',
			'body_html',
			'posted',
			'edited',
			'hidden',
			'deleted',
			'origin_network',
			'origin_author',
			'origin_url',
			'nameless',
			'preview',
			'stars',
			'disclosed',
		]
			.map((name) => `c.${name}`)
			.join(', '),
	);
	const seen = moderator ? sql`c.deleted is null` : readable('c');
	const { rows } = await sql<Row>`
		with first as materialized (
			select ${columns} from community.comment c
			where c.thread = ${thread}::bigint and c.root is null
				and ${branch === null ? sql`c.id > ${after}::bigint` : sql`c.id = ${branch}::bigint`}
				and ${placed('c', opening, moderator)} ${only === null ? sql`` : sql`and c.stars = ${only}::smallint`}
			order by c.id limit ${sql.lit(pageSizes.comments + 1)}
		),
		below as (
			select r.* from (select id from first order by id limit ${sql.lit(pageSizes.comments)}) f
			cross join lateral (
				select ${columns} from community.comment c
				where c.root = f.id and ${seen} ${branch === null ? sql`` : sql`and c.id > ${after}::bigint`}
				order by c.id limit ${sql.lit(pageSizes.replies + 1)}
			) r
		),
		shown as (select *, false as apart from first union all select *, false from below),
		answer as (
			select ${columns}, true as apart from community.comment c
			where c.id = ${answer}::bigint and ${readable('c')} and not exists (select from shown where shown.id = c.id)
		)
		select c.*, m.name, m.handle::text as handle, m.role, p.small as portrait, coalesce(am.name, a.origin_author) as answers, said.reactions, card.card, s.comment is not null as shared
		from (select * from shown union all select * from answer) c
		left join membership.member m on m.id = c.author and c.nameless is null
		left join media.portrait p on p.member = m.id
		left join community.shared_comment s on s.comment = c.id
		left join community.comment a on a.id = c.parent and c.parent <> c.root and a.deleted is null and a.hidden is null
		left join membership.member am on am.id = a.author and a.nameless is null
		left join lateral (
			select json_agg(json_build_array(rc.sign, rc.count)) as reactions
			from community.reaction_count rc where rc.comment = c.id and rc.count > 0
		) said on true
		left join lateral (
			select json_build_object('address', v.address, 'title', v.title, 'description', v.description, 'source', v.source,
				'picture', v.picture) as card
			from community.preview v where v.id = c.preview and v.found is not null
				and not exists (select from community.rule r where r.previews_off is not null)
		) card on true
		order by c.id`.execute(ctx.db);
	return rows;
}

interface Shown {
	signs: readonly string[];
	/** Of the cards. */
	pictures: ReadonlyMap<number, Picture>;
	/** Of whom the house's orders say that they bought it. */
	bought: ReadonlySet<number>;
}

function shape(ctx: Ctx, row: Row, { signs, pictures, bought }: Shown, replies: ShownComment[]): ShownComment {
	const state = row.deleted ? 'deleted' : row.hidden ? 'hidden' : 'shown';
	const open = state === 'shown' || (state === 'hidden' && mayModerate(ctx.actor));
	return {
		id: row.id,
		parent: row.parent,
		html: open ? row.body_html : '',
		posted: row.posted,
		edited: open ? row.edited : null,
		state,
		author:
			open && row.name !== null
				? {
						name: row.name,
						handle: row.handle ?? '',
						staff: row.role !== 'member',
						portrait: portraitPath(row.portrait),
					}
				: null,
		nameless: open && row.nameless !== null,
		given:
			open && row.stars !== null
				? {
						stars: row.stars,
						disclosed: row.disclosed ?? 'nothing',
						bought: row.author !== null && bought.has(row.author),
					}
				: null,
		origin:
			open && row.origin_network !== null
				? { network: row.origin_network, author: row.origin_author ?? '', url: row.origin_url }
				: null,
		answers: row.answers,
		shared: state === 'shown' && row.shared,
		reactions: open ? sorted(row.reactions ?? [], signs) : [],
		preview: open && row.card ? { ...row.card, picture: smallPicture(pictures.get(row.card.picture ?? 0)) } : null,
		replies,
		more: false,
	};
}

/** A card's picture in its smallest size. */
function smallPicture(picture: Picture | undefined): ShownPreview['picture'] {
	const [size] = [...(picture?.files.plain ?? [])].sort((one, other) => one.width - other.width);
	return size ? { src: mediaPath(size.file), width: size.width, height: size.height } : null;
}

/** In the order of the brand's set; what is no longer offered comes last. */
function sorted(said: readonly [string, number][], signs: readonly string[]): ReactionCount[] {
	const place = (sign: string): number => (signs.includes(sign) ? signs.indexOf(sign) : signs.length);
	return said.map(([sign, count]) => ({ sign, count })).sort((one, other) => place(one.sign) - place(other.sign));
}

/** What somebody is called who did not want to be named. */
const nameless = (ctx: Ctx): string => communityText(ctx.locale)('comment.nameless');

/** The comment that will be answered, when it is there to be answered. */
async function findReplied(ctx: Ctx, thread: number, id: number): Promise<{ id: number; name: string } | null> {
	const row = await ctx.db
		.selectFrom('community.comment as comment')
		.leftJoin('membership.member as member', 'member.id', 'comment.author')
		.select(['comment.id', 'member.name', 'comment.origin_author', 'comment.nameless'])
		.where('comment.id', '=', id)
		.where('comment.thread', '=', thread)
		.where('comment.hidden', 'is', null)
		.where('comment.deleted', 'is', null)
		.executeTakeFirst();
	if (!row) return null;
	return { id: row.id, name: row.nameless ? nameless(ctx) : (row.name ?? row.origin_author ?? '') };
}
