import { sql } from 'kysely';
import { z } from 'zod';
import { authorize } from '#platform/actor.ts';
import { command } from '#platform/context/command.ts';
import { threadsImported } from '#community/events.ts';
import { mayBringHome } from '#community/policy.ts';
import { threadKinds } from '#community/kind.ts';
import { ownNumbers } from '#community/server/free-numbers.ts';
import { ImportedIdea, ImportedPoll, layOutImported } from '#community/server/lay-out-imported.ts';
import { idField } from '#community/server/commands/post-comment.ts';
import { longestSilence, slowest } from '#community/rules.ts';
import { cleanTag, tagging, tagName } from '#community/tag.ts';
import { categoryThing, pinPlaces, threadPath, threadSlug, threadThing } from '#community/thread.ts';

const ImportedThread = z.object({
	/** The number that it had; it keeps it where that is free. */
	id: idField.optional(),
	/** What it hangs under, and where that is read; null: a thread of the forum. */
	subject: z.string().max(100).nullable().default(null),
	path: z.string().max(2000).nullable().default(null),
	/** For a thread of the forum. */
	category: z.object({ id: idField, slug: z.string() }).nullable().default(null),
	title: z
		.string()
		.trim()
		.min(1, 'missing')
		.transform((title) => [...title].slice(0, 500).join('')),
	author: idField.nullable().default(null),
	opened: z.date(),
	closed: z.date().nullable().default(null),
	hidden: z.date().nullable().default(null),
	/** Begun by somebody who did not want to be named. */
	nameless: z.date().nullable().default(null),
	/** What it is about: as many as there is room for, each as tags are kept here; what none can be is left out. */
	tags: z
		.array(z.string())
		.default([])
		.transform((tags) => [...new Set(tags.flatMap(importedTag))].slice(0, tagging.most)),
	/** What it hangs under is not public. */
	withdrawn: z.date().nullable().default(null),
	/** What hangs under something is a discussion, or asks for reviews. */
	kind: z.enum(threadKinds).default('discussion'),
	idea: ImportedIdea.nullable().default(null),
	poll: ImportedPoll.nullable().default(null),
	/** How it is kept in order; what hangs under something is not pinned. */
	order: z
		.object({
			pinned: z.date().nullable(),
			pinnedIn: z.enum(pinPlaces).nullable(),
			slowSeconds: z.number().int().min(0).max(slowest),
			closeDays: z.number().int().min(0).max(longestSilence).nullable(),
		})
		.refine(({ pinned, pinnedIn }) => (pinned === null) === (pinnedIn === null), 'wrong')
		.nullable()
		.default(null),
});

/** A tag of another place; nothing where it can be none here. */
function importedTag(name: string): string[] {
	const cut = [...cleanTag(name.replace(/[,，、]+/g, ' '))].slice(0, tagging.longest).join('');
	const { data } = tagName.safeParse(cut);
	return data === undefined ? [] : [data];
}

export type ImportedThread = z.output<typeof ImportedThread>;

/**
 * Brings in conversations that were begun in another place, or opens those under things that came from there; many at
 * once. A subject that has one keeps it. Nobody is told. Returns them in order.
 */
export const importThreads = command(z.object({ threads: z.array(ImportedThread) }), async (ctx, { threads }) => {
	authorize(ctx.actor, 'thread.import', mayBringHome, null);
	if (!threads.length) return [];
	const ids = await ownNumbers(ctx, 'thread', threads);
	const rows = threads.map((thread, place) => {
		const id = ids[place] as number;
		const slug = threadSlug(thread.title);
		return { ...thread, id, slug, path: thread.path ?? threadPath(thread.category?.slug ?? '', id, slug) };
	});
	await sql`
		insert into community.thread (id, category, subject, title, slug, path, author, opened, closed, hidden, withdrawn, kind,
			pinned, pinned_in, slow_seconds, close_days, nameless, tags)
		overriding system value
		select id, (category->>'id')::bigint, subject, title, slug, path, author, opened, closed, hidden, withdrawn,
			case when category->>'id' is null and kind <> 'review' then 'discussion' else kind end,
			case when category->>'id' is not null then ("order"->>'pinned')::timestamptz end,
			case when category->>'id' is not null then "order"->>'pinnedIn' end,
			coalesce(("order"->>'slowSeconds')::int, 0), ("order"->>'closeDays')::smallint, nameless,
			-- One that was renamed here has its present name.
			case when category->>'id' is null or tags = '[]' then '{}' else array(
				select coalesce(f.leads_to, given.tag) from jsonb_array_elements_text(tags) with ordinality as given (tag, place)
				left join content.former_tag f on f.name = given.tag group by 1 order by min(given.place)
			) end
		from jsonb_to_recordset(${JSON.stringify(rows)}::text::jsonb) as row (
			id bigint, category jsonb, subject text, title text, slug text, path text, author bigint, opened timestamptz,
			closed timestamptz, hidden timestamptz, withdrawn timestamptz, nameless timestamptz, kind text, "order" jsonb, tags jsonb
		)
		on conflict (subject) do nothing`.execute(ctx.db);
	await layOutImported(ctx, rows);
	const about = rows.flatMap(({ id, category }) => [
		threadThing(id),
		...(category ? [categoryThing(category.id)] : []),
	]);
	ctx.record({ name: threadsImported, about: ['threads', ...new Set(about)], data: { count: rows.length } });
	return rows.map(({ id, path }) => ({ id, path }));
});
