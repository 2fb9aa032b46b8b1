import { sql } from 'kysely';
import type { Actor, Role } from '#platform/actor.ts';
import type { Ctx } from '#platform/context/context.ts';
import { sendingShare } from '#network/usage.ts';
import { isBehind } from '#publishing/server/in-line.ts';
import type { SealedAccount } from '#publishing/server/open-account.ts';

/** A post that is to be sent, with everything that is asked before it is. */
export interface WaitingPost {
	id: number;
	account: number;
	article: number | null;
	text: string;
	pictures: number[];
	alts: Record<string, string> | null;
	staged: string | null;
	key: string;
	code: string | null;
	armed: Date | null;
	tried: Date | null;
	next_try: Date | null;
	settled: boolean;
	/** Somebody said that everything is kept back. */
	paused: boolean;
	/** Others of its account go first. */
	behind: boolean;
	/** Until when an allowance of its account is used up. */
	held: Date | null;
	/** The account is refused by its network. */
	refused: boolean;
	/** The article may be seen, or there is none. */
	open: boolean;
	/** Who wants it sent, with the rights held now; null: nobody whom anybody would have to ask. */
	author: Actor | null;
	/** The author is gone or suspended. */
	orphaned: boolean;
	/** What acts for its account; null: nothing does any more. */
	sealed: SealedAccount | null;
}

type Row = Omit<WaitingPost, 'author' | 'sealed'> &
	SealedAccount & { disconnected: Date | null; by: number | null; name: string; handle: string; role: Role };

/** Locks posts and reads, in one statement, what is asked before they are sent. By their ids; unknown ones are left out. */
export async function findWaiting(ctx: Ctx, ids: readonly number[]): Promise<Map<number, WaitingPost>> {
	const { rows } = await sql<Row>`
		select post.id, post.account, post.article, post.text, post.pictures, post.alts, post.staged, post.key, post.armed,
			post.tried, post.next_try, num_nonnulls(post.published, post.failed, post.unconfirmed) > 0 as settled,
			account.refused is not null as refused, ${isBehind} as behind,
			account.network, account.external_id, account.secret, account.renew, account.disconnected,
			(select secret from publishing.app where network = account.network) as app,
			exists (select from publishing.pause where resumed is null) as paused,
			(select code from publishing.link where id = post.link) as code,
			post.article is null or exists (
				select from content.article where id = post.article and published <= ${ctx.now}) as open,
			(select max(until) from publishing.allowance
				where network = account.network and account in ('', account.external_id)
					and share >= ${sendingShare} and until > ${ctx.now}) as held,
			author.id as by, author.name, author.handle, author.role, post.author is not null and author.id is null as orphaned
		from publishing.post as post
		join publishing.account as account on account.id = post.account
		left join membership.member as author on author.id = post.author and author.suspended is null
		where post.id = any(${[...ids]}::bigint[])
		order by post.id
		for update of post`.execute(ctx.db);
	return new Map(rows.map((row) => [row.id, waitingOf(row)]));
}

function waitingOf(row: Row): WaitingPost {
	const { by, name, handle, role, network, external_id: own, secret, renew, app, disconnected, ...rest } = row;
	return {
		...rest,
		author: by === null ? null : { kind: 'member', member: by, name, handle, role },
		sealed: disconnected ? null : { network, external_id: own, secret, renew, app },
	};
}
