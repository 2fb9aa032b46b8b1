import { z } from 'zod';
import { authorize, type Role } from '#platform/actor.ts';
import { query } from '#platform/context/command.ts';
import type { Ctx } from '#platform/context/context.ts';
import { notFound } from '#platform/problem.ts';
import { portraitPath } from '#media/portrait.ts';
import type { IdentityKind } from '#membership/identity.ts';
import { mayListMembers } from '#membership/policy.ts';
import { providerName } from '#membership/provider.ts';
import { memberThing } from '#membership/member.ts';
import type { ListedMember } from '#membership/server/queries/list-members.ts';

/** Who a member is elsewhere, with where it is known from. */
export interface KnownIdentity {
	id: number;
	kind: IdentityKind;
	value: string;
	origin: string;
	reason: string;
	joined: Date;
	joined_name: string | null;
	parted: Date | null;
}

/** An account elsewhere by which a member signs in: connected by themselves, so that nobody has to vouch for it. */
export interface OwnAccount {
	id: number;
	kind: string;
	/** What the provider is called here. */
	provider: string;
	/** What they are called there, and by which lasting name. */
	name: string;
	subject: string;
	joined: Date;
}

/** What staff know of a member. */
export interface MemberCard extends ListedMember {
	bio: string;
	/** Address of their picture; null: none. */
	portrait: string | null;
	locale: string;
	/** When a suspended member is let in again by themselves; null: not before somebody does. */
	suspended_until: Date | null;
	/** Until when they may not speak; null: they may. */
	silenced_until: Date | null;
	came: { link: number | null; to: string | null; heard: string | null };
	/** Where the link was put that they came by: its label or channel, and the post, the article or the place. */
	link: { label: string; channel: string | null; post: string | null } | null;
	labels: { id: number; name: string }[];
	remarks: { id: number; text: string; written: Date; author: number | null; author_name: string | null }[];
	identities: KnownIdentity[];
	accounts: OwnAccount[];
	/** The last things that happened to or by them, newest first. */
	facts: { name: string; occurred: Date }[];
}

/** One member's card, for staff. */
export const readMember = query(
	z.object({ id: z.coerce.number().int().positive() }),
	async (ctx, { id }): Promise<MemberCard> => {
		authorize(ctx.actor, 'member.read', mayListMembers, null);
		const row = await ctx.db
			.selectFrom('membership.member')
			.selectAll()
			.where('id', '=', id)
			.where('erased', 'is', null)
			.executeTakeFirst();
		if (!row) throw notFound('member');
		const [known, picture] = await Promise.all([
			describe(ctx, id, row.came_by_link),
			ctx.db.selectFrom('media.portrait').select('large').where('member', '=', id).executeTakeFirst(),
		]);
		const { handle, name, email, bio, locale, joined, suspended, suspended_until } = row;
		const silenced = row.silenced_until && row.silenced_until > ctx.now ? row.silenced_until : null;
		return {
			id,
			handle,
			name,
			email,
			role: row.role as Role,
			bio,
			portrait: portraitPath(picture?.large),
			locale,
			joined,
			suspended,
			suspended_until,
			silenced_until: silenced,
			came: { link: row.came_by_link, to: row.came_to, heard: row.heard_from },
			...known,
		};
	},
);

/** What was written down about a member. */
async function describe(ctx: Ctx, id: number, cameByLink: number | null) {
	const [facts, labels, remarks, identities, accounts, link] = await Promise.all([
		ctx.db
			.selectFrom('platform.event')
			.select(['name', 'occurred'])
			.where('about', '=', memberThing(id))
			.orderBy('id', 'desc')
			.limit(20)
			.execute(),
		ctx.db
			.selectFrom('membership.member_label as m')
			.innerJoin('membership.label as l', 'l.id', 'm.label')
			.select(['l.id', 'l.name'])
			.where('m.member', '=', id)
			.orderBy('l.name')
			.execute(),
		ctx.db
			.selectFrom('membership.remark as r')
			.leftJoin('membership.member as a', 'a.id', 'r.author')
			.select(['r.id', 'r.text', 'r.written', 'r.author', 'a.name as author_name'])
			.where('r.member', '=', id)
			.orderBy('r.written', 'desc')
			.orderBy('r.id', 'desc')
			.limit(100)
			.execute(),
		ctx.db
			.selectFrom('membership.identity as i')
			.leftJoin('membership.member as by', 'by.id', 'i.joined_by')
			.select(['i.id', 'i.kind', 'i.value', 'i.origin', 'i.reason', 'i.joined', 'i.parted', 'by.name as joined_name'])
			.where('i.member', '=', id)
			.orderBy('i.id')
			.limit(100)
			.execute(),
		ctx.db
			.selectFrom('membership.provider_account as a')
			.innerJoin('membership.provider as p', 'p.id', 'a.provider')
			.select(['a.id', 'p.kind', 'p.name as provider', 'a.name', 'a.subject', 'a.joined'])
			.where('a.member', '=', id)
			.orderBy('a.id')
			.execute(),
		cameByLink === null
			? undefined
			: ctx.db
					.selectFrom('publishing.link as l')
					.leftJoin('publishing.post as p', 'p.id', 'l.post')
					.select(['l.label', 'l.channel', 'p.text as post'])
					.where('l.id', '=', cameByLink)
					.executeTakeFirst(),
	]);
	return {
		facts,
		labels,
		remarks,
		accounts: accounts.map(({ kind, provider, ...one }) => ({ ...one, kind, provider: providerName(kind, provider) })),
		identities: identities.map((one) => ({ ...one, kind: one.kind as IdentityKind })),
		link: link ?? null,
	};
}

/** How many people have joined and may come in; programs are not counted. */
export const countMembers = query(z.object({}).prefault({}), async (ctx): Promise<number> => {
	const [row] = await ctx.sql<{ count: number }[]>`
		select count(*)::int as count from membership.member where email is not null and suspended is null`;
	return row?.count ?? 0;
});
