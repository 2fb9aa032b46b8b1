import { handText } from '#network/hand/messages/index.ts';
import type { Network } from '#network/network.ts';
import { NetworkProblem } from '#network/network-problem.ts';
import { untold } from '#network/reach.ts';

/**
 * By hand: for every place that has no adapter, or that nobody wants to connect. The text with its counted link is copied
 * from here and posted by a person, who then says where it stands. So nothing is ever sent: what goes out is always
 * unconfirmed until somebody has confirmed it.
 */
export function handNetwork(): Network {
	return {
		name: 'hand',
		title: (locale) => handText(locale)('title'),
		needs: (locale) => ({ needed: [handText(locale)('need.name')], notes: [handText(locale)('note')] }),
		limits: {
			post: { most: 63_206, counted: 'character' },
			comment: { most: 8_000, counted: 'character' },
			link: 'within',
		},
		idempotency: { by: 'nothing' },
		connecting: {
			by: 'token',
			fields: [
				{
					name: 'name',
					label: (locale) => handText(locale)('field.name'),
					hint: (locale) => handText(locale)('field.name.hint'),
					pattern: /^.{1,80}$/u,
				},
				{
					name: 'url',
					label: (locale) => handText(locale)('field.url'),
					pattern: /^https?:\/\/\S{3,500}$/,
					optional: true,
				},
			],
			connect(_ctx, { name = '', url }) {
				return Promise.resolve([{ id: name.toLowerCase(), name, url: url ?? null, connection: {} }]);
			},
		},
		check: () => Promise.resolve({ name: '', followers: null }),
		publish: () => Promise.reject(new NetworkProblem('by-hand')),
		findPublished: () => Promise.resolve('cannot-tell'),
		readReach: () => Promise.resolve(untold),
	};
}
