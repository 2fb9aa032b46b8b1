import type { RequestEvent } from '@sveltejs/kit';
import {
	closeDoor,
	closeReplyDoor,
	connectMailbox,
	forgetMailbox,
	listDoors,
	openDoor,
	openReplyDoor,
	readMailbox,
	readPace,
	readReplyDoor,
	setPace,
} from '#notification/server/index.ts';
import { readForm, submit } from '#web/form.ts';

export const load = async ({ locals }: RequestEvent) => ({
	pace: await readPace(locals.ctx, {}),
	doors: await listDoors(locals.ctx, {}),
	mailbox: await readMailbox(locals.ctx, {}),
	reply: await readReplyDoor(locals.ctx, {}),
});

export const actions = {
	pace: async (event: RequestEvent) => {
		const { per_second = '', per_hour = '' } = await readForm(event);
		return submit(event, { per_second, per_hour }, async () => {
			await setPace(event.locals.ctx, { per_second, per_hour });
			return { done: 'pace' as const, made: null };
		});
	},
	open: async (event: RequestEvent) => {
		const { name = '', secret = '' } = await readForm(event);
		return submit(event, { name }, async () => {
			const made = await openDoor(event.locals.ctx, { name: name as 'report', secret });
			return { done: 'door' as const, made: made.secret };
		});
	},
	mailbox: async (event: RequestEvent) => {
		const { password = '', ...typed } = await readForm(event);
		const { host = '', port = '', security = '', login = '', folder = '', address = '' } = typed;
		const place = { host, port, security: security as 'tls', login, folder, address };
		return submit(event, place, async () => {
			await connectMailbox(event.locals.ctx, { ...place, password });
			return { done: 'mailbox' as const, made: null };
		});
	},
	forget: async (event: RequestEvent) =>
		submit(event, {}, async () => {
			await forgetMailbox(event.locals.ctx, {});
			return { done: 'mailbox' as const, made: null };
		}),
	reply: async (event: RequestEvent) => {
		const { address = '' } = await readForm(event);
		return submit(event, { reply: address }, async () => {
			const { secret } = await openReplyDoor(event.locals.ctx, { address });
			return { done: 'reply' as const, made: null, answers: secret };
		});
	},
	closeReply: async (event: RequestEvent) =>
		submit(event, {}, async () => {
			await closeReplyDoor(event.locals.ctx, {});
			return { done: 'reply' as const, made: null };
		}),
	close: async (event: RequestEvent) => {
		const { name = '' } = await readForm(event);
		return submit(event, { name }, async () => {
			await closeDoor(event.locals.ctx, { name: name as 'report' });
			return { done: 'door' as const, made: null };
		});
	},
};
