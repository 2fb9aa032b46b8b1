import type { Actor } from '#platform/actor.ts';
import { fromMarkdown } from '#platform/document/from-markdown.ts';
import { publishArticle, writeArticle } from '#content/server/index.ts';
import { createMailing, scheduleMailing, waitForMailings } from '#notification/server/index.ts';
import { sowSubscriber } from '#notification/server/sow.ts';
import { smtpPeer, type SmtpPeer } from '#notification/server/testing/smtp-peer.ts';
import { testSite, type TestSite } from '#testing/test-site.ts';

/** A house that sends mailings to a mail server beside it, for tests. */
export interface MailingRoom {
	place: TestSite;
	peer: SmtpPeer;
	editor: Actor & { kind: 'member' };
	/** The topic that people subscribe to. */
	topic: number;
	/** Writes an article and publishes it; returns its number. */
	write(title: string, markdown: string, access?: 'public' | 'members'): Promise<number>;
	/** Subscribes people; returns their numbers. */
	people(...emails: string[]): Promise<number[]>;
	/** Orders a mailing of an article. */
	order(article: number): Promise<number>;
	/** What the queue does, and what it began, to its end. */
	run(): Promise<void>;
	/** What became of each receiver: `sent`, `failed bounced`, …, by address. */
	rows(mailing: number): Promise<Record<string, string>>;
	/** As at the beginning: nobody subscribed, nothing ordered, a mail server that takes everything. */
	clear(): Promise<void>;
	close(): Promise<void>;
}

/** Opens the room. Close it in `afterAll`. */
export async function mailingRoom(): Promise<MailingRoom> {
	const peer = await smtpPeer();
	const place = await testSite({ SMTP_URL: peer.url });
	const { sql } = place.site;
	const [row] = await sql<{ id: number }[]>`
		insert into membership.member (handle, name, email, role, joined) values ('ying', '阿盈', 'ying@example.org', 'editor', now()) returning id`;
	const editor = { kind: 'member', member: row?.id ?? 0, name: '阿盈', handle: 'ying', role: 'editor' } as const;
	const topic = (await sql<{ id: number }[]>`select min(id) as id from notification.topic`)[0]?.id ?? 0;
	return {
		...{ place, peer, editor, topic },
		async write(title, markdown, access = 'public') {
			const body = fromMarkdown(markdown, 'article');
			const { id } = await writeArticle(place.as(editor), { title, body, access });
			await publishArticle(place.as(editor), { id });
			return id;
		},
		async people(...emails) {
			const ids: number[] = [];
			for (const email of emails) ids.push(await sowSubscriber(sql, email, [topic]));
			return ids;
		},
		async order(article) {
			const { mailing } = await createMailing(place.as(editor), { article });
			await scheduleMailing(place.as(editor), { mailing });
			return mailing;
		},
		async run() {
			await place.runJobs();
			await waitForMailings(place.site.handle);
		},
		async rows(mailing) {
			const found = await sql<{ email: string; state: string }[]>`
				select coalesce(s.email::text, '-') as email, case when d.sent is not null then 'sent'
					when d.skipped is not null then 'skipped ' || d.reason when d.failed is not null then 'failed ' || d.reason
					when d.unconfirmed is not null then 'unconfirmed ' || d.reason else 'waiting' end as state
				from notification.delivery d left join notification.subscriber s on s.id = d.subscriber where d.mailing = ${mailing}`;
			return Object.fromEntries(found.map(({ email, state }) => [email, state]));
		},
		async clear() {
			await sql`truncate notification.subscriber, notification.suppression, notification.mailing, insight.click cascade`;
			await sql`update notification.post_office set worker = null, per_second = null, per_hour = null`;
			await sql`delete from job.job`;
			peer.taken.length = 0;
			peer.refuse.clear();
			peer.refuseMail.clear();
			peer.hangUp.clear();
			place.clock.advance(60_000);
		},
		async close() {
			await place.close();
			await peer.close();
		},
	};
}
