import { fakeServer, type FakeAnswer, type FakeServer } from '#testing/fake-server.ts';

export interface FakePouch extends FakeServer {
	token: string;
	notes: Map<string, string>;
	/** What stands under notes, by where it stands. */
	answers: Map<string, { text: string; name: string; at: string; own: boolean }>;
}

/** Where notes stand under a key that whoever writes chooses: written twice, there is one. */
export async function fakePouch(clock: () => Date): Promise<FakePouch> {
	const token = 'kangaroo_key';
	const notes: FakePouch['notes'] = new Map();
	const answers: FakePouch['answers'] = new Map();
	const server = await fakeServer(
		({ method, path, headers, body }): FakeAnswer => {
			if (headers.authorization !== `Bearer ${token}`) return [401];
			if (path === '/me') return [200, { id: 'box-1', text: '阿雄的信箱' }];
			const [, key = '', under, answer] = /^\/notes\/([\w-]+)(\/answers)?(?:\/([\w-]+))?$/.exec(path) ?? [];
			const { text = '' } = method === 'PUT' ? (body() as { text?: string }) : {};
			if (method === 'PUT' && (!text || [...text].length > 60)) return [422];
			if (method === 'PUT' && !under) notes.set(key, notes.get(key) ?? text);
			if (!notes.has(key)) return [404];
			if (!under) return [200, { id: key, text: notes.get(key) }];
			const place = `${key}/${answer}`;
			if (method === 'PUT') answers.set(place, { text, name: '', at: clock().toISOString(), own: true });
			if (answer) return answers.has(place) ? [200, { id: answer, ...answers.get(place) }] : [404];
			const here = [...answers].filter(([at]) => at.startsWith(`${key}/`));
			return [200, { items: here.map(([at, said]) => ({ id: at.split('/')[1], ...said })) }];
		},
		(kind) => [kind === 'rate-limit' ? 429 : kind === 'revoked' ? 401 : 500],
	);
	return Object.assign(server, { token, notes, answers });
}
