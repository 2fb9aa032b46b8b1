/** A browser of a test: it keeps cookies as a real one does, and says so with each request. */
export interface Browser {
	keep(lines: readonly string[]): void;
	from(): { cookie: string; browser: string; address: string };
	headers(): Headers;
	jar: Map<string, string>;
}

export function browser(address = '203.0.113.9'): Browser {
	const jar = new Map<string, string>();
	const cookie = (): string => [...jar].map(([name, value]) => `${name}=${value}`).join('; ');
	return {
		jar,
		keep(lines) {
			for (const line of lines) {
				const [pair = ''] = line.split(';');
				const at = pair.indexOf('=');
				if (line.includes('Max-Age=0')) jar.delete(pair.slice(0, at));
				else jar.set(pair.slice(0, at), pair.slice(at + 1));
			}
		},
		from: () => ({ cookie: cookie(), browser: 'Safari', address }),
		headers: () => new Headers({ cookie: cookie() }),
	};
}
