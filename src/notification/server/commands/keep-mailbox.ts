import { z } from 'zod';
import { authorize, memberOf } from '#platform/actor.ts';
import { checkInput, invalidInput } from '#platform/context/check-input.ts';
import { command, query } from '#platform/context/command.ts';
import type { Ctx } from '#platform/context/context.ts';
import { Problem } from '#platform/problem.ts';
import { seal, unsealText } from '#platform/seal.ts';
import { maySetPostOffice } from '#notification/policy.ts';
import {
	MailboxTrouble,
	mailboxTroubles,
	withMailbox,
	type MailboxPlace,
} from '#notification/server/mailbox/open-mailbox.ts';
import { longestReturnName } from '#notification/server/mailbox/return-address.ts';

export const KeepMailbox = z.object({
	host: z
		.string()
		.trim()
		.toLowerCase()
		.min(1, 'missing')
		.max(255, 'too-long')
		.regex(/^[a-z0-9.:-]+$/, 'wrong'),
	port: z.coerce.number().int('wrong').min(1, 'wrong').max(65_535, 'wrong').default(993),
	security: z.enum(['tls', 'starttls', 'none']).default('tls'),
	login: z.string().trim().min(1, 'missing').max(320, 'too-long'),
	/** Empty: the one that is known already, of the same mailbox. */
	password: z.string().max(1_000, 'too-long').default(''),
	folder: z
		.string()
		.trim()
		.max(200, 'too-long')
		.default('')
		.transform((folder) => folder || 'INBOX'),
	/** Where mail shall return to; empty: to the sender, as without a mailbox. */
	address: z
		.string()
		.trim()
		.toLowerCase()
		.max(320, 'too-long')
		.refine((address) => !address || z.email().safeParse(address).success, 'email')
		.refine((address) => address.lastIndexOf('@') <= longestReturnName, 'too-long')
		.default(''),
});

/** A mailbox with its password, and how far it was read. */
export interface KnownMailbox extends MailboxPlace {
	address: string | null;
	validity: string;
	read_to: number;
	trouble: string | null;
}

const purpose = 'mailbox';

/** The mailbox for returned mail, or null. */
export async function findMailbox(ctx: Ctx): Promise<KnownMailbox | null> {
	const row = await ctx.db.selectFrom('notification.mailbox').selectAll().executeTakeFirst();
	if (!row) return null;
	const password = unsealText(ctx.site, purpose, row.host, row.secret) ?? '';
	return { ...row, security: row.security as MailboxPlace['security'], password };
}

/**
 * Tries whether the mailbox can be read, and keeps it if so. Throws Problem `mailbox.refused`, `mailbox.unreachable`,
 * `mailbox.insecure`, `mailbox.private`, `mailbox.no-folder` (422) with the server's own words.
 */
export async function connectMailbox(ctx: Ctx, input: z.input<typeof KeepMailbox>): Promise<void> {
	authorize(ctx.actor, 'post-office.set', maySetPostOffice, null);
	const box = checkInput(KeepMailbox, input);
	const before = await findMailbox(ctx);
	// The password that is known goes to the server that it is known of, and to no other.
	const same = before && before.host === box.host && before.port === box.port && before.login === box.login;
	const password = box.password || (same ? before.password : '');
	if (!password) throw invalidInput([{ path: 'password', key: 'missing' }]);
	try {
		await withMailbox(ctx.settings, { ...box, password }, () => Promise.resolve());
	} catch (error) {
		if (!(error instanceof MailboxTrouble)) throw error;
		throw new Problem(`mailbox.${error.kind}`, 422, { said: error.message, host: box.host });
	}
	await keepMailbox(ctx, { ...box, password });
}

const keepMailbox = command(KeepMailbox, async (ctx, { password, address, ...box }) => {
	authorize(ctx.actor, 'post-office.set', maySetPostOffice, null);
	const values = {
		...box,
		address: address || null,
		secret: seal(ctx.site, purpose, box.host, password),
		kept: ctx.now,
		kept_by: memberOf(ctx.actor),
		trouble: null,
		said: '',
	};
	await ctx.db
		.insertInto('notification.mailbox')
		.values(values)
		.onConflict((conflict) => conflict.column('one').doUpdateSet(values))
		.execute();
	ctx.record({ name: 'post-office.set', about: 'post-office', data: { mailbox: box.host } });
});

/** Forgets the mailbox and its password; what was noted stays. Safe to run twice. */
export const forgetMailbox = command(z.object({}), async (ctx) => {
	authorize(ctx.actor, 'post-office.set', maySetPostOffice, null);
	const gone = await ctx.db.deleteFrom('notification.mailbox').returning('host').executeTakeFirst();
	if (gone) ctx.record({ name: 'post-office.set', about: 'post-office', data: { forgotten: gone.host } });
});

/** The mailbox as the console shows it, without its password; null where there is none. */
export const readMailbox = query(z.object({}), async (ctx) => {
	authorize(ctx.actor, 'post-office.set', maySetPostOffice, null);
	const row = await ctx.db
		.selectFrom('notification.mailbox')
		.select(['host', 'port', 'security', 'login', 'folder', 'address', 'looked', 'noted', 'trouble', 'said'])
		.executeTakeFirst();
	return row ?? null;
});

const Looked = z.object({
	validity: z.string().max(40),
	read_to: z.number().int().min(0),
	noted: z.number().int().min(0),
	trouble: z.enum(mailboxTroubles).nullable(),
	said: z.string().max(300),
});

/** Notes how far the mailbox was read. Part of the job that reads it. */
export const noteMailbox = command(Looked, async (ctx, { noted, ...looked }) => {
	authorize(ctx.actor, 'post-office.set', maySetPostOffice, null);
	await ctx.db
		.updateTable('notification.mailbox')
		.set((eb) => ({ ...looked, looked: ctx.now, noted: eb('noted', '+', noted) }))
		.execute();
});
