import { z } from 'zod';
import { addressSetting } from '#network/address.ts';
import { callApi, type ApiCall } from '#network/call-api.ts';
import { outgoingText } from '#network/compose.ts';
import type { Connection } from '#network/connect.ts';
import type { Network } from '#network/network.ts';
import { unlessGone } from '#network/network-problem.ts';
import { untold } from '#network/reach.ts';
import { statusProblem } from '#network/status-problem.ts';
import type { Ctx } from '#platform/context/context.ts';

const address = addressSetting('POUCH_URL', 'Base URL of the invented network Pouch.', 'https://pouch.example');
const Note = z.object({ id: z.string(), text: z.string() });
const Said = z.object({ items: z.array(Note.extend({ name: z.string(), at: z.string(), own: z.boolean() })) });
const words = { 'zh-TW': '袋鼠信箱', en: 'Pouch' };

/**
 * A network that there is none of, in one folder, as CONTRIBUTING says how to add one: `adding-a-network.test.ts` registers it, and everything
 * that a network is for has to work without a line elsewhere.
 */
export function pouchNetwork(): Network {
	const limits: Network['limits'] = {
		post: { most: 40, counted: 'grapheme' },
		comment: { most: 20, counted: 'grapheme' },
		link: 'within',
		hashtags: 2,
	};
	const ask = <S extends z.ZodType>(ctx: Ctx, { token = '' }: Connection, schema: S, call: ApiCall) =>
		callApi(
			{
				now: ctx.now,
				base: address(ctx),
				headers: { authorization: `Bearer ${token}` },
				problem: ({ status }, creating) => statusProblem(status, creating, { code: status }),
			},
			schema,
			call,
		);
	const standing = ({ id }: z.output<typeof Note>) => ({ id, url: `https://pouch.example/${id}` });
	return {
		name: 'pouch',
		title: (locale) => words[locale],
		needs: (locale) => ({
			needed: [locale === 'en' ? 'A key from your letter box.' : '信箱裡的鑰匙。'],
			notes: [locale === 'en' ? 'Answers fit on a stamp.' : '回覆只有一張郵票大。'],
		}),
		limits,
		idempotency: { by: 'key', within: null },
		connecting: {
			by: 'token',
			fields: [
				{ name: 'token', label: (locale) => (locale === 'en' ? 'Key' : '鑰匙'), secret: true, pattern: /^\w{6,}$/ },
			],
			async connect(ctx, given) {
				const me = await ask(ctx, given, Note, { path: '/me' });
				return [{ id: me.id, name: me.text, url: null, connection: given }];
			},
		},
		check: async (ctx, { connection }) => ({
			name: (await ask(ctx, connection, Note, { path: '/me' })).text,
			followers: null,
		}),
		async publish(ctx, { connection }, post, key) {
			const body = { json: { text: outgoingText(post, limits) } };
			return standing(await ask(ctx, connection, Note, { method: 'PUT', path: `/notes/${key}`, body }));
		},
		async findPublished(ctx, { connection }, _post, key) {
			const found = await unlessGone(ask(ctx, connection, Note, { path: `/notes/${key}` }));
			return found ? standing(found) : 'absent';
		},
		async collectComments(ctx, { connection }, post) {
			const { items } = await ask(ctx, connection, Said, { path: `/notes/${post}/answers` });
			const comments = items.map(({ id, text, name, at, own }) => ({
				...{ id, url: null, parent: null, text, own, posted: new Date(at) },
				author: { name, url: null },
			}));
			return { comments, next: null };
		},
		readReach: () => Promise.resolve({ ...untold, views: 7, clicks: 2 }),
		async reply(ctx, { connection }, { post }, text, key) {
			const body = { json: { text } };
			return standing(await ask(ctx, connection, Note, { method: 'PUT', path: `/notes/${post}/answers/${key}`, body }));
		},
		async findReply(ctx, { connection }, { post }, _text, key) {
			const found = await unlessGone(ask(ctx, connection, Note, { path: `/notes/${post}/answers/${key}` }));
			return found ? standing(found) : 'absent';
		},
	};
}
