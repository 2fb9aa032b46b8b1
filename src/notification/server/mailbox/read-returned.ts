import { createHash } from 'node:crypto';
import type { ImapFlow } from 'imapflow';
import { visitor } from '#platform/actor.ts';
import type { Ctx } from '#platform/context/context.ts';
import { job } from '#platform/job/job.ts';
import { findMailbox, noteMailbox, type KnownMailbox } from '#notification/server/commands/keep-mailbox.ts';
import { noteReport } from '#notification/server/commands/note-report.ts';
import { MailboxTrouble, withMailbox } from '#notification/server/mailbox/open-mailbox.ts';
import { nameReturned } from '#notification/server/mailbox/return-address.ts';
import { receiveReply } from '#notification/server/reply/receive-reply.ts';
import { readReport } from '#notification/server/reports/read-report.ts';

/** Mails that are read in one look, bytes of each, and how far back a mailbox is read that is new. */
const most = 500;
const longest = 256 * 1024;
const back = 14 * 86_400_000;

/**
 * Every five minutes: reads what came into the mailbox for returned mail. A report about a mail of ours is noted, an answer to one becomes
 * a comment where the house takes answers, and both are marked as read; every other mail stays as it is. A mailbox that refuses the password is not asked again before
 * somebody looks: some lock out whoever tries on.
 */
export const readReturned = job('notification.read-returned', { every: '*/5 * * * *', retries: 0 }, async (ctx) => {
	const box = await findMailbox(ctx);
	if (!box || box.trouble === 'refused') return;
	const seen = { validity: box.validity, read_to: box.read_to, noted: 0 };
	try {
		await withMailbox(ctx.settings, box, (client) => readAll(ctx, client, box, seen));
		await noteMailbox(ctx, { ...seen, trouble: null, said: '' });
	} catch (error) {
		// What was read stays read.
		const trouble = error instanceof MailboxTrouble ? error : new MailboxTrouble('unreachable', String(error));
		await noteMailbox(ctx, { ...seen, trouble: trouble.kind, said: trouble.message.slice(0, 300) });
		ctx.log.warn('mailbox for returned mail not read', { trouble: trouble.kind, said: trouble.message });
	}
});

interface Seen {
	validity: string;
	read_to: number;
	noted: number;
}

async function readAll(ctx: Ctx, client: ImapFlow, box: KnownMailbox, seen: Seen): Promise<void> {
	const validity = String((client.mailbox && client.mailbox.uidValidity) || '');
	// Numbers of a folder that was made anew mean other mails.
	if (validity !== box.validity) Object.assign(seen, { validity, read_to: 0 });
	const asked = {
		uid: `${seen.read_to + 1}:*`,
		...(seen.read_to ? {} : { since: new Date(ctx.now.getTime() - back) }),
	};
	const found = (await client.search(asked, { uid: true })) || [];
	// `7:*` gives the last mail also where it is the sixth.
	const fresh = found.filter((uid) => uid > seen.read_to).sort((one, other) => one - other);
	for (const uid of fresh.slice(0, most)) {
		const mail = await client.fetchOne(String(uid), { source: { maxLength: longest } }, { uid: true });
		if (mail && mail.source && ((await noteMail(ctx, mail.source, seen)) || (await takeAnswer(ctx, mail.source)))) {
			await client.messageFlagsAdd(String(uid), ['\\Seen'], { uid: true });
		}
		seen.read_to = uid;
	}
}

/** Notes a report about a mail of ours; false for every other mail. */
async function noteMail(ctx: Ctx, source: Buffer, seen: Seen): Promise<boolean> {
	const raw = source.toString('latin1');
	const report = readReport(raw);
	if (!report) return false;
	const call = createHash('sha256').update(source).digest('hex');
	// Anybody can write to this mailbox: only the seal in the name of the mail tells that it was one of ours.
	const messageId = nameReturned(raw) ?? report.messageId;
	const noted = await noteReport(
		{ ...ctx, actor: visitor },
		{ door: 'mailbox', call, ...report, messageId, email: null },
	);
	if (noted !== 'unknown') seen.noted++;
	return noted !== 'unknown';
}

/** Takes an answer to a mail of ours, when the owner opened that door; false for every other mail. */
async function takeAnswer(ctx: Ctx, source: Buffer): Promise<boolean> {
	const open = ctx.db.selectFrom('notification.door').where('name', '=', 'reply').where('address', 'is not', null);
	if (!(await open.select('name').executeTakeFirst())) return false;
	const { outcome } = await receiveReply({ ...ctx, actor: visitor }, source);
	if (outcome === 'unknown' || outcome === 'automatic') return false;
	await ctx.db.updateTable('notification.door').set({ used: ctx.now }).where('name', '=', 'reply').execute();
	return true;
}
