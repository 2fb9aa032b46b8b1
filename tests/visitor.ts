/** Somebody with a browser without scripts: keeps cookies, follows nothing by itself, posts forms as forms. */
export interface Visitor {
	get(path: string, headers?: Record<string, string>): Promise<Response>;
	post(path: string, fields: Record<string, string>, headers?: Record<string, string>): Promise<Response>;
	cookies: Map<string, string>;
}

export function visitor(url: string, always: Record<string, string> = {}): Visitor {
	const cookies = new Map<string, string>();
	async function ask(path: string, options: RequestInit): Promise<Response> {
		const response = await fetch(new URL(path, url), {
			redirect: 'manual',
			...options,
			headers: {
				accept: 'text/html',
				'user-agent': 'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 Chrome/153.0 Safari/537.36',
				...always,
				...(options.headers as Record<string, string>),
				cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join('; '),
			},
		});
		for (const line of response.headers.getSetCookie()) {
			const [pair = ''] = line.split(';');
			const at = pair.indexOf('=');
			if (/max-age=0/i.test(line)) cookies.delete(pair.slice(0, at));
			else cookies.set(pair.slice(0, at), pair.slice(at + 1));
		}
		return response;
	}
	return {
		cookies,
		get: (path, headers = {}) => ask(path, { headers }),
		post: (path, fields, headers = {}) =>
			ask(path, {
				method: 'POST',
				body: new URLSearchParams(fields),
				headers: { origin: new URL(url).origin, 'content-type': 'application/x-www-form-urlencoded', ...headers },
			}),
	};
}
