import { sql, type RawBuilder } from 'kysely';
import type { Ctx } from '#platform/context/context.ts';
import type { lists } from '#transfer/export-format.ts';
import type { Document } from '#platform/document/schema.ts';
import type { PlaceNames } from '#transfer/server/export/place-names.ts';
import { eachRow, handle, iso } from '#transfer/server/export/rows.ts';
import { revisionsAsked } from '#transfer/server/export/revision-lines.ts';
import { talkAsked, type Ask as AskTalk, type TalkRow } from '#transfer/server/export/talk-lines.ts';

interface Line {
	id: number;
	line: Record<string, unknown>;
}
type Ask = (after: number, most: number) => RawBuilder<Line>;

/**
 * What each list of an export asks for, as rows of a number and a line. People without passwords, passkeys, sessions,
 * codes and tokens; networks and shops without their secrets; nothing that tells who asked from where.
 */
const asked: Partial<Record<keyof typeof lists, Ask>> = {
	members: (after, most) => sql`
		select m.id, json_build_object('handle', m.handle::text, 'name', m.name, 'email', m.email::text, 'role', m.role, 'bio', m.bio,
			'locale', m.locale, 'joined', ${iso('m.joined')}, 'suspended', ${iso('m.suspended')},
			'suspendedUntil', ${iso('m.suspended_until')}, 'silencedUntil', ${iso('m.silenced_until')}, 'heardFrom', m.heard_from) as line
		from membership.member m where m.id > ${after} order by m.id limit ${most}`,
	fields: (after, most) => sql`
		select f.id, json_build_object('key', f.key::text, 'name', f.name, 'nameEn', f.name_en, 'hint', f.hint, 'hintEn', f.hint_en,
			'kind', f.kind, 'choices', f.choices, 'seenBy', f.seen_by, 'atJoining', f.at_joining, 'required', f.required,
			'position', f.position, 'created', ${iso('f.created')}, 'retired', ${iso('f.retired')}) as line
		from membership.field f where f.id > ${after} order by f.id limit ${most}`,
	fieldAnswers: (after, most) => sql`
		select m.id, json_build_object('member', m.handle::text, 'answered', ${iso('said.answered')}, 'answers', said.answers) as line
		from membership.member m cross join lateral (
			select max(one.answered) as answered, json_object_agg(one.key, one.answer order by one.key) as answers from (
				select f.key::text as key, max(a.answered) as answered, case
					when f.kind in ('one', 'several') then (select json_agg(c->>'name') from jsonb_array_elements(f.choices) c
						where (c->>'key')::int = any(array_agg(a.picked)))
					when f.kind = 'yes-no' then to_json(max(a.picked) = 1)
					when f.kind = 'number' then to_json(max(a.number))
					else to_json(coalesce(max(a.day)::text, max(a.text))) end as answer
				from membership.field_answer a join membership.field f on f.id = a.field
				where a.member = m.id group by f.id
			) one
		) said
		where m.id > ${after} and said.answered is not null order by m.id limit ${most}`,
	consents: (after, most) => sql`
		select c.id, json_build_object('member', ${handle('c.member')}, 'what', c.what, 'decision', c.decision, 'place', c.place,
			'said', ${iso('c.said')}, 'notedBy', ${handle('c.noted_by')},
			'notice', (select json_build_object('kind', n.kind, 'locale', n.locale, 'title', n.title,
				'body', n.body, 'hash', n.hash, 'shown', ${iso('n.shown')}) from membership.notice n where n.id = c.notice)) as line
		from membership.consent c where c.id > ${after} order by c.id limit ${most}`,
	series: (after, most) => sql`
		select s.id, json_build_object('slug', s.slug, 'title', s.title, 'description', s.description) as line
		from content.series s where s.id > ${after} order by s.id limit ${most}`,
	redirects: (after, most) => sql`
		select r.id, json_build_object('from', r.path || case when r.query = '' then '' else '?' || r.query end, 'to', r.target,
			'status', r.status) as line
		from seo.redirect r where r.id > ${after} order by r.id limit ${most}`,
	links: (after, most) => sql`
		select l.id, json_build_object('code', l.code, 'target', l.target, 'channel', l.channel, 'label', l.label,
			'place', l.place, 'words', l.words, 'stopped', ${iso('l.stopped')},
			'article', (select a.slug from content.article a where a.id = l.article), 'author', ${handle('l.author')},
			'created', ${iso('l.created')}) as line
		from publishing.link l where l.id > ${after} order by l.id limit ${most}`,
	posts: (after, most) => sql`
		select p.id, json_build_object('network', a.network, 'account', a.name, 'accountId', a.external_id, 'accountUrl', a.url, 'key', p.key,
			'article', (select o.slug from content.article o where o.id = p.article),
			'link', (select l.code from publishing.link l where l.id = p.link), 'text', p.text, 'pictures', p.pictures,
			'author', ${handle('p.author')}, 'queued', ${iso('p.queued')}, 'published', ${iso('p.published')}, 'failed', ${iso('p.failed')},
			'unconfirmed', ${iso('p.unconfirmed')}, 'edited', ${iso('p.edited')}, 'withdrawn', ${iso('p.withdrawn')}, 'trouble', p.trouble, 'id', p.external_id, 'collected', ${iso('p.collected')},
			'address', p.external_url, 'reach', p.reach, 'views', p.views, 'likes', p.likes, 'comments', p.comments, 'clicks', p.clicks) as line
		from publishing.post p join publishing.account a on a.id = p.account where p.id > ${after} order by p.id limit ${most}`,
	products: (after, most) => sql`
		select p.id, json_build_object('sku', p.sku, 'name', p.name, 'description', p.description, 'price', p.price,
			'currency', p.currency, 'url', p.url, 'picture', p.picture, 'created', ${iso('p.created')}, 'retired', ${iso('p.retired')}, 'talk', true) as line
		from commerce.product p where p.id > ${after} order by p.id limit ${most}`,
	orders: (after, most) => sql`
		select o.id, json_build_object('source', s.handle, 'sourceName', s.name, 'number', o.external_id, 'email', o.email, 'member', ${handle('o.member')},
			'currency', o.currency, 'total', o.total, 'placed', ${iso('o.placed')},
			'received', ${iso('o.received')}, 'matched', ${iso('o.matched')},
			'items', coalesce((select json_agg(json_build_object('sku', i.sku, 'name', i.name, 'quantity', i.quantity,
				'amount', i.amount) order by i.place) from commerce.order_item i where i."order" = o.id), '[]'),
			'entries', coalesce((select json_agg(json_build_object('event', e.event, 'transition', e.transition,
				'reference', e.reference, 'amount', e.amount, 'currency', e.currency, 'occurred', ${iso('e.occurred')},
				'received', ${iso('e.received')}) order by e.id)
				from commerce.order_entry e where e."order" = o.id), '[]')) as line
		from commerce."order" o join commerce.source s on s.id = o.source where o.id > ${after} order by o.id limit ${most}`,
};

/** Those whose rows are told apart by two values. */
const paged: Partial<Record<keyof typeof lists, AskTalk>> = { ...talkAsked, revisions: revisionsAsked };

/** The lists that are read row by row. */
export const listed = Object.keys({ ...asked, ...paged }) as (keyof typeof lists)[];

/** The lines of a list, as they come from the database. */
export async function* linesOf(
	ctx: Ctx,
	list: keyof typeof lists,
	names: PlaceNames,
): AsyncGenerator<Record<string, unknown>> {
	const [ask, askTalk] = [asked[list], paged[list]];
	const rows = ask
		? eachRow<number, Line>(0, async (after, most) => (await ask(after, most).execute(ctx.db)).rows)
		: askTalk &&
			eachRow<(number | string)[], TalkRow>(
				[0, 0],
				async (after, most) => (await askTalk(after, most).execute(ctx.db)).rows,
			);
	if (!rows) throw new Error(`No list: ${list}`);
	for await (const { line } of rows) yield named(line, names);
}

/** Documents and pictures of a line by their names in the export. */
function named(line: Record<string, unknown>, names: PlaceNames): Record<string, unknown> {
	const picture = (id: unknown): string | null => (typeof id === 'number' ? names.picture(id) : null);
	const { document, picture: one, pictures: several } = line;
	return {
		...line,
		...(document ? { document: names.exact(document as Document) } : {}),
		...('picture' in line ? { picture: picture(one) } : {}),
		...(Array.isArray(several) ? { pictures: several.flatMap((id) => picture(id) ?? []) } : {}),
	};
}
