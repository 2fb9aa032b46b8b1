import { randomBytes } from 'node:crypto';
import type { FakeNetwork, FakeThing } from '#testing/fake-network.ts';
import { fakeServer, strange, type FakeAnswer, type FakeCall, type FakeServer } from '#testing/fake-server.ts';

interface Pin extends FakeThing {
	link: string | null;
	title: string;
	alt: string | null;
	made: Date;
}
export interface FakePinterest extends FakeNetwork {
	pin(id: string): Pin | undefined;
	/** Boards that it has, besides the one of its account. */
	more: { id: string; name: string }[];
	/** Whether numbers are shown. */
	business: boolean;
}

/**
 * Pinterest's API v5 as far as the product asks it: paths, fields and their lengths are those of Pinterest's own
 * description (5.23.0, MIT); a field that is not there is refused. From memory: texts of refusals, names of allowances' headers.
 */
export async function fakePinterest(clock: () => Date): Promise<FakePinterest> {
	const app = { id: '1477000', secret: randomBytes(16).toString('hex') };
	const board = { id: '549755885175', name: '醬油', privacy: 'PUBLIC' };
	const pins: Pin[] = [];
	const codes = new Map<string, string>();
	let tokens = { access: randomBytes(12).toString('hex'), refresh: randomBytes(12).toString('hex') };
	let [mark, revoked, gone, left] = [813_744_226_420_000, false, false, 900];
	const refuse = (status: number, code: number, message: string): FakeAnswer => [status, { code, message }];

	function answer(call: FakeCall): FakeAnswer {
		if (call.path === '/v5/oauth/token') return exchange(call);
		if (call.headers.authorization !== `Bearer ${tokens.access}` || revoked)
			return refuse(401, 2, 'Authentication failed.');
		const [status, body] = act(call);
		left = left > 300 ? left - 1 : 900;
		return [
			status,
			body,
			{
				'x-ratelimit-limit': '1000',
				'x-ratelimit-remaining': String(left),
				'x-ratelimit-reset': String(Math.floor(clock().getTime() / 1000) + 60),
			},
		];
	}

	function exchange(call: FakeCall): FakeAnswer {
		const form = call.body() as Record<string, string>;
		if (call.headers.authorization !== `Basic ${Buffer.from(`${app.id}:${app.secret}`).toString('base64')}`)
			return refuse(401, 2, 'Authentication failed.');
		if (form['grant_type'] === 'refresh_token') {
			if (form['refresh_token'] !== tokens.refresh || revoked)
				return [400, { error: 'invalid_grant', code: 283, message: 'The refresh token is invalid' }];
			tokens = { access: randomBytes(12).toString('hex'), refresh: randomBytes(12).toString('hex') };
		} else if (!form['redirect_uri'] || codes.get(form['code'] ?? '') !== form['redirect_uri'])
			return refuse(400, 283, 'Invalid code');
		codes.delete(form['code'] ?? '');
		fake.account.connection = { token: tokens.access, refresh: tokens.refresh };
		return [
			200,
			{
				access_token: tokens.access,
				refresh_token: tokens.refresh,
				response_type: form['grant_type'],
				token_type: 'bearer',
				expires_in: 2_592_000,
				refresh_token_expires_in: 5_184_000,
				refresh_token_expires_at: 0,
				scope: 'boards:read',
			},
		];
	}

	function act({ method, path, query, body }: FakeCall): FakeAnswer {
		if (path === '/v5/user_account')
			return [200, { username: 'hsiung_soy', account_type: 'BUSINESS', follower_count: 61 }];
		if (path === '/v5/boards') {
			if (strange(query, 'page_size', 'privacy', 'bookmark').length) return refuse(400, 1, 'Invalid parameter');
			return [200, { items: gone ? [] : [board, ...fake.more], bookmark: null }];
		}
		if (path === '/v5/pins' && method === 'POST') return create(body());
		const listed = /^\/v5\/boards\/(\d+)(\/pins)?$/.exec(path);
		if (listed) {
			if (gone || listed[1] !== board.id) return refuse(404, 40, 'Board not found.');
			if (!listed[2]) return [200, board];
			const [from, size] = [Number(query['bookmark'] ?? 0), Number(query['page_size'] ?? 25)];
			// Its order is written nowhere: oldest first here, so that nobody relies on the other.
			return [
				200,
				{
					items: pins.slice(from, from + size).map(shown),
					bookmark: from + size < pins.length ? String(from + size) : null,
				},
			];
		}
		const [, id, part] = /^\/v5\/pins\/(\d+)(\/analytics)?$/.exec(path) ?? [];
		const pin = pins.find((one) => one.id === id);
		if (!pin) return refuse(404, 50, 'Pin not found.');
		if (part) {
			const days =
				(new Date(query['end_date'] ?? '').getTime() - new Date(query['start_date'] ?? '').getTime()) / 86_400_000;
			if (!(days >= 0 && days < 90) || !query['metric_types']) return refuse(400, 1, 'Invalid date');
			return fake.business
				? [
						200,
						{
							all: {
								daily_metrics: [],
								lifetime_metrics: { TOTAL_COMMENTS: 2, TOTAL_REACTIONS: 3 },
								summary_metrics: { IMPRESSION: 240, SAVE: 20, OUTBOUND_CLICK: 9 },
							},
						},
					]
				: refuse(403, 29, 'You are not permitted to access that resource.');
		}
		if (method === 'DELETE') return (pins.splice(pins.indexOf(pin), 1), [204]);
		if (method === 'PATCH') {
			const wrong = wrongIn(body());
			if (wrong) return refuse(400, 1, wrong);
			const { title, description, link } = body() as Record<string, string>;
			Object.assign(pin, { title, text: description, link });
		}
		return [200, shown(pin)];
	}

	function wrongIn(given: Record<string, unknown>): string {
		const extra = strange(
			given,
			'board_id',
			'title',
			'description',
			'alt_text',
			'link',
			'media_source',
			'board_section_id',
			'dominant_color',
		);
		if (extra.length) return `Invalid request: '${extra[0]}' is not allowed`;
		for (const [name, most] of [
			['title', 100],
			['description', 800],
			['alt_text', 500],
			['link', 2048],
		] as const)
			if ([...String(given[name] ?? '')].length > most) return `Invalid request: '${name}' is too long`;
		return '';
	}

	function create(given: Record<string, unknown>): FakeAnswer {
		const wrong = wrongIn(given);
		if (wrong) return refuse(400, 1, wrong);
		if (given['board_id'] !== board.id || gone) return refuse(404, 40, 'Board not found.');
		const source = given['media_source'] as Record<string, string> | undefined;
		if (
			source?.['source_type'] !== 'image_base64' ||
			!/^image\/(jpeg|png)$/.test(source['content_type'] ?? '') ||
			!/^[a-zA-Z0-9+/=]+$/.test(source['data'] ?? '')
		)
			return refuse(400, 1, 'Invalid request: media_source');
		const pin: Pin = {
			id: String(++mark),
			text: String(given['description'] ?? ''),
			link: (given['link'] as string | null) ?? null,
			title: String(given['title'] ?? ''),
			alt: (given['alt_text'] as string | null) ?? null,
			made: clock(),
		};
		pins.push(pin);
		return [201, shown(pin)];
	}

	const shown = ({ id, text, link, title, alt, made }: Pin): object => ({
		id,
		title,
		description: text,
		link,
		alt_text: alt,
		board_id: board.id,
		created_at: made.toISOString().slice(0, 19),
		is_owner: true,
	});

	const server: FakeServer = await fakeServer(answer, (kind) => {
		if (kind === 'rate-limit')
			return [
				429,
				{ code: 8, message: 'You have exceeded your rate limit. Try again later.' },
				{
					'x-ratelimit-limit': '1000',
					'x-ratelimit-remaining': '0',
					'x-ratelimit-reset': String(Math.floor(clock().getTime() / 1000) + 60),
				},
			];
		if (kind === 'revoked' || kind === 'expired') return refuse(401, 2, 'Authentication failed.');
		if (kind === 'permission') return refuse(403, 29, 'You are not permitted to access that resource.');
		if (kind === 'restricted') return refuse(403, 29, 'Your account is suspended.');
		if (kind === 'picture-refused') return refuse(400, 235, 'Sorry, we could not fetch the image.');
		return refuse(500, 12, 'Something went wrong on our end.');
	});
	const fake: FakePinterest = Object.assign(server, {
		more: [],
		business: true,
		app,
		pin: (id: string) => pins.find((one) => one.id === id),
		settings: (via = server.url) => ({ PINTEREST_URL: via, PINTEREST_DIALOG_URL: server.url }),
		account: {
			id: board.id,
			name: 'hsiung_soy · 醬油',
			connection: { token: tokens.access, refresh: tokens.refresh } as Record<string, string>,
		},
		consent(address: string, { refused = false } = {}) {
			const asked = new URL(address).searchParams;
			const back = new URL(asked.get('redirect_uri')!);
			if (asked.get('client_id') !== app.id || !asked.get('scope')?.includes('pins:write'))
				throw new Error('not an address to send anybody to');
			back.searchParams.set('state', asked.get('state') ?? '');
			if (!refused) {
				const code = randomBytes(8).toString('hex');
				codes.set(code, asked.get('redirect_uri')!);
				back.searchParams.set('code', code);
			}
			return back;
		},
		revoke: (yes: boolean) => void (revoked = yes),
		remove: (yes: boolean) => void (gone = yes),
		posts: () => pins,
		rest: () => undefined,
	});
	return fake;
}
